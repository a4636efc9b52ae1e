"""What no file of the house may hold: a registry's host, a folder of somebody's machine, a secret."""

from __future__ import annotations

import re

import pytest

# Spelt in pieces, so that this file passes its own test.
REGISTRIES = tuple(
    ".".join(pieces) for pieces in (("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs"), ("conda", "io"))
)
OTHERS = tuple(
    ".".join(pieces)
    for pieces in (("deb", "debian", "org"), ("mirrors", "aliyun"), ("proxy", "golang"), ("crates", "io"))
)
MACHINE_PATH = re.compile(
    r"(?<![\w.}/])/(?:home/[a-z]|Users/[A-Za-z]|root/[\w.]|work/[a-z]|opt/[a-z]|srv/[a-z])|[A-Z]:\\Users\\[A-Za-z]"
)
SECRET = re.compile(r"\bsk-[A-Za-z0-9]{20,}|\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----")


def faults(path: str, text: str) -> list[str]:
    """Each line of a text that holds what it must not."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        found += [f"{path}:{number} names {host}" for host in (*REGISTRIES, *OTHERS) if host in line]
        found += [f"{path}:{number} names a folder of a machine" for _ in MACHINE_PATH.finditer(line)]
        found += [f"{path}:{number} holds what looks like a secret" for _ in SECRET.finditer(line)]
    return found


def test_no_file_names_a_registry_a_machine_or_a_secret(texts: list[tuple[str, str]]) -> None:
    assert [fault for path, text in texts for fault in faults(path, text)] == []


def test_the_texts_read_are_the_house_s(texts: list[tuple[str, str]]) -> None:
    paths = {path for path, _ in texts}
    assert {"README.md", "Makefile", "pyproject.toml", ".ci/run"} <= paths
    assert not any(".venv" in path or "__pycache__" in path for path in paths)


@pytest.mark.parametrize(
    "line",
    [
        "index-url = https://" + REGISTRIES[0] + "/simple",
        "open('/home" + "/ann/notes.md')",
        "path = '/work" + "/somewhere'",
        r"C:\Users" + r"\Ann\advisor",
        "api_key = 'sk-" + "a" * 24 + "'",
    ],
)
def test_a_planted_line_is_noticed(line: str) -> None:
    assert faults("planted", line) != []


@pytest.mark.parametrize(
    "line",
    [
        "https://www.gov.uk/work/rights",
        "the record of processing is kept in $HOME/.local/share",
        "see docs/how-to/work/notes.md and evaluations/home/index.md",
        "ask about home/work balance",
    ],
)
def test_an_ordinary_line_is_not_accused(line: str) -> None:
    assert faults("planted", line) == []
