"""No runtime dependency carries a licence that this project's licence cannot live with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.dependencies import KNOWN, READ, closure, is_refused, stated


def test_no_dependency_is_under_a_licence_we_must_refuse() -> None:
    assert {name: stated(name) for name in closure() if is_refused(stated(name))} == {}


def test_every_licence_is_known_or_has_been_read() -> None:
    assert {name: stated(name) for name in closure() if name not in READ and not KNOWN.search(stated(name))} == {}


def test_the_list_of_licences_names_every_dependency(root: Path) -> None:
    listed = set(
        re.findall(r"^\| `([a-z0-9-]+)` \|", (root / "licences" / "README.md").read_text("utf-8"), re.MULTILINE)
    )
    assert sorted(set(closure()) - listed) == [], "Run `make reference`, which also writes licences/README.md."


def test_the_packages_found_are_those_of_a_plain_install() -> None:
    found = set(closure())
    assert {"pydantic", "pydantic-core", "streamlit", "chromadb", "lxml"} <= found
    assert "httptools" in found or "uvicorn" in found, "extras that a dependency asks for are followed"
    assert not {"pytest", "sentence-transformers", "torch"} & found


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("AGPL-3.0-or-later", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GPL-2.0-only OR AGPL-3.0-only", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
        ("MIT", False),
        ("Apache-2.0 AND MIT", False),
        ("MIT AND GPL-3.0-only", True),
        ("SSPL-1.0", True),
    ],
)
def test_a_licence_is_judged_by_its_alternatives(licence: str, refused: bool) -> None:
    assert is_refused(licence) is refused
