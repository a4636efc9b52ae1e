"""Every command that a sentence of the house tells a person to run is in the reference of the console."""

from __future__ import annotations

import re
from pathlib import Path

NAMED = re.compile(r"`(?:\.venv/bin/)?advisor((?: [a-z][a-z-]*)+)")


def unknown(text: str, reference: str) -> list[str]:
    """Commands named in a text that are not in the reference; what follows a whole command is its argument."""
    known = {tuple(words.split()) for words in re.findall(r"^## advisor (.+)$", reference, re.MULTILINE)}
    groups = {one[:end] for one in known for end in range(1, len(one))}
    found = []
    for words in (tuple(match.group(1).split()) for match in NAMED.finditer(text)):
        if words not in groups and not any(words[: len(one)] == one for one in known):
            found.append(" ".join(words))
    return found


def test_every_command_that_is_named_exists(root: Path) -> None:
    reference = (root / "docs/reference/console.md").read_text("utf-8")
    papers = [root / "README.md", root / "CONTRIBUTING.md", *(root / "docs").rglob("*.md")]
    folders = (root / part for part in ("advisor", "corpus", "retrieval", "evaluations"))
    missing = {
        path.relative_to(root).as_posix(): names
        for path in (*papers, *(source for folder in folders for source in folder.rglob("*.py")))
        if (names := unknown(path.read_text("utf-8"), reference))
    }
    assert missing == {}


def test_a_command_that_is_not_there_is_noticed() -> None:
    reference = "## advisor ask\n\n## advisor case approve\n\n## advisor case open\n"
    assert unknown("Run `advisor restore`, then `advisor case approves CASE`.", reference) == [
        "restore",
        "case approves",
    ]
    assert unknown('`advisor case approve CASE`, `advisor ask "why"`, `advisor case open|renew`', reference) == []
