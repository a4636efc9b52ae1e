"""The real console command in a process of its own, with a home folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output.

        Raises:
            json.JSONDecodeError: where there is none, or more than one.
        """
        return json.loads(self.out)

    @property
    def crashed(self) -> bool:
        """Whether a person was shown a traceback."""
        return "Traceback" in self.err


def environment(home: Path, settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without any setting of the advisor, then with this home and these settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ADVISOR_")}
    return {**kept, "ADVISOR_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **(settings or {})}


def command(*arguments: str | bytes) -> list[str | bytes]:
    """The command line of ``advisor`` with these arguments."""
    return [sys.executable, "-m", "advisor", *arguments]


def advisor(
    home: Path,
    *arguments: str | bytes,
    typed: bytes = b"",
    seconds: int = 110,
    cwd: Path | None = None,
    settings: Mapping[str, str] | None = None,
) -> Ran:
    """Run ``advisor`` with these arguments to its end; ``settings`` are environment variables."""
    done = subprocess.run(
        command(*arguments), input=typed, capture_output=True, timeout=seconds, env=environment(home, settings),
        cwd=cwd or home.parent, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"))
