"""``python -m advisor`` is the console command."""

from advisor.cli import main

main()
