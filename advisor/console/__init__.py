"""The console: Typer commands, their words and tables on a terminal, and nothing that decides anything."""
