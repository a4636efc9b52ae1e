"""The clock, fresh identifiers and the environment come in at the door, as arguments, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conventions.house import Module, read_modules

CLOCK = {
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today", "time.time",
    "time.time_ns", "time.localtime", "time.gmtime",
}  # fmt: skip
CLOCK_DOORS = {
    "advisor.composition": "hands the clock to everything else",
    "advisor.cli": "the console is where a command begins",
}
IDENTIFIERS = {
    "uuid.uuid1",
    "uuid.uuid4",
    "uuid.uuid7",
    "secrets.token_hex",
    "secrets.token_urlsafe",
    "secrets.token_bytes",
}
IDENTIFIER_DOORS = {
    "advisor.composition": "hands fresh identifiers to everything else",
    "advisor.cli": "the console is where a command begins",
    "advisor.interface": "a page is where a conversation begins",
    "advisor.identity_provider": "the one-time secrets of a sign-in are made and spent in one place",
}
ENVIRONMENT = {"os.environ", "os.environb", "os.getenv", "os.putenv", "os.unsetenv"}
ENVIRONMENT_DOORS = {
    "advisor.settings": "the only reader of settings",
    "advisor.composition": "tells libraries to stay off the network",
    "advisor.health": "reports whether they were told",
    "retrieval.embedding": "sentence-transformers reads its variables as it is imported, so they are set just before",
    "retrieval.passage_index": "so does Chroma",
    "evaluations": "measures other processes, and the plain libraries beside ours",
}


def strays(modules: list[Module], names: set[str], doors: dict[str, str]) -> list[str]:
    """Mentions of ``names`` (or of what lies under them) outside the doors, by file and line."""
    found = set()
    for module in modules:
        if any(module.name == door or module.name.startswith(door + ".") for door in doors):
            continue
        for line, name in module.mentions():
            if any(name == wanted or name.startswith(wanted + ".") for wanted in names):
                found.add(f"{module.path}:{line} {name}")
    return sorted(found)


def test_only_the_doors_read_the_clock(modules: list[Module]) -> None:
    assert strays(modules, CLOCK, CLOCK_DOORS) == []


def test_only_the_doors_make_identifiers(modules: list[Module]) -> None:
    assert strays(modules, IDENTIFIERS, IDENTIFIER_DOORS) == []


def test_only_the_doors_read_the_environment(modules: list[Module]) -> None:
    assert strays(modules, ENVIRONMENT, ENVIRONMENT_DOORS) == []


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime\nasked_at = datetime.now(tz=None)",
        "import datetime as dates\ndef asked_on(): return dates.date.today()",
        "from dataclasses import field\nfrom datetime import date\nwhen = field(default_factory=date.today)",
        "from time import time as clock\nbegan = clock()",
        "from uuid import uuid4\nid = uuid4()",
    ],
)
def test_a_planted_clock_or_identifier_is_noticed(tmp_path: Path, text: str) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "planted.py").write_text(text, "utf-8")
    assert strays(read_modules(tmp_path), CLOCK | IDENTIFIERS, CLOCK_DOORS | IDENTIFIER_DOORS) != []


def test_every_door_still_stands(modules: list[Module]) -> None:
    names = {module.name for module in modules}
    assert sorted({*CLOCK_DOORS, *IDENTIFIER_DOORS, *ENVIRONMENT_DOORS} - names) == []


@pytest.mark.parametrize(
    "text", ["import os\nhome = os.environ['HOME']", "from os import environ\nx = environ.get('A')"]
)
def test_a_planted_reading_of_the_environment_is_noticed(tmp_path: Path, text: str) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "planted.py").write_text(text, "utf-8")
    assert strays(read_modules(tmp_path), ENVIRONMENT, ENVIRONMENT_DOORS) != []
