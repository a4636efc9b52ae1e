"""Fixtures over the house: its root, its modules and its text files, each read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conventions.house import ROOT, Module, house_files, read_modules


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    return read_modules(ROOT)


@pytest.fixture(scope="session")
def texts() -> list[tuple[str, str]]:
    """The house's text files by relative path."""
    found = []
    for path in house_files(ROOT):
        try:
            found.append((path.relative_to(ROOT).as_posix(), path.read_text("utf-8")))
        except UnicodeDecodeError:
            continue
    return found
