"""The papers are there, agree with the code, and lead nowhere that does not exist."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
from pydantic import BaseModel

from advisor.settings import Settings
from corpus import card
from tests.conventions.house import Module

LINK = re.compile(r"(?<!\!)\[[^\]]*\]\((?P<to>[^)\s]+)\)")
PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<to>[^)\s]+)\)")


def papers(root: Path) -> list[Path]:
    found = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "licences").rglob("*.md")]
    return sorted(path for path in found if path.name != "licences-head.md")


def prose(paper: Path) -> str:
    """A paper without its code, where a link is only an example."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", paper.read_text("utf-8"), flags=re.DOTALL)


def anchors(path: Path) -> set[str]:
    """The anchors that a reader on the web would find in a Markdown file."""
    headings = re.findall(r"^#+\s+(.+?)\s*$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).replace(" ", "-") for heading in headings}


def test_the_papers_that_a_newcomer_looks_for_are_there(root: Path) -> None:
    wanted = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "docs/glossary.md", "licences/README.md"]
    assert [name for name in wanted if not (root / name).exists()] == []


def test_no_link_of_the_papers_is_broken(root: Path) -> None:
    broken = []
    for paper in papers(root):
        for found in LINK.finditer(prose(paper)):
            to, _, anchor = found["to"].strip("<>").partition("#")
            if to.startswith(("http:", "https:", "mailto:")) or "…" in to:
                continue
            target = (paper.parent / unquote(to)).resolve() if to else paper
            lost = anchor and target.suffix == ".md" and target.exists() and anchor not in anchors(target)
            if lost or not target.exists():
                broken.append(f"{paper.relative_to(root)} → {found['to']}")
    assert broken == []


def test_every_picture_exists_and_says_what_it_shows(root: Path) -> None:
    faults = []
    for paper in papers(root):
        for found in PICTURE.finditer(prose(paper)):
            if len(found["words"]) < 15 or not (paper.parent / found["to"]).exists():
                faults.append(f"{paper.relative_to(root)} → {found['to']}")
    assert faults == []


def test_the_commands_of_the_readme_are_targets(root: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    command = re.compile(r"(?:`|^)make ([a-z-]+)", re.MULTILINE)
    named = {name for paper in papers(root) for name in command.findall(paper.read_text("utf-8"))}
    assert {"run", "test"} <= named
    assert sorted(named - targets) == []


def test_every_console_command_that_the_papers_name_is_one(root: Path) -> None:
    reference = (root / "docs" / "reference" / "console.md").read_text("utf-8")
    known = set(re.findall(r"^## (advisor .+)$", reference, re.MULTILINE))
    groups = {command.rsplit(" ", 1)[0] for command in known if command.count(" ") > 1}
    faults = set()
    for paper in papers(root):
        text = paper.read_text("utf-8")
        for words in re.findall(r"(?:`|bin/|Scripts\\)(advisor [a-z][a-z ]*[a-z](?:-[a-z]+)*)", text):
            command = " ".join(words.split()[: 3 if " ".join(words.split()[:2]) in groups else 2])
            if command not in known | groups:
                faults.add(f"{paper.relative_to(root)}: {command}")
    assert sorted(faults) == []


def test_the_changelog_has_this_version_and_leads_with_what_a_person_can_do(root: Path) -> None:
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    changelog = (root / "CHANGELOG.md").read_text("utf-8")
    assert f"## {version}" in changelog
    assert changelog.index("You can") < changelog.index("\n### ") if "\n### " in changelog else "You can" in changelog


def test_every_decision_record_has_a_number_a_date_and_a_status(root: Path) -> None:
    faults = []
    records = sorted((root / "docs" / "adr").glob("*.md"))
    for number, record in enumerate(records, start=1):
        text = record.read_text("utf-8")
        if not record.name.startswith(f"{number:04d}-") or not text.startswith(f"# {number}. "):
            faults.append(f"{record.name}: not number {number}")
        if not re.search(r"^Date: \d{1,2} [A-Z][a-z]+ \d{4}$", text, re.MULTILINE):
            faults.append(f"{record.name}: no date")
        if not re.search(r"^Status: (proposed|accepted|superseded by \d+|withdrawn)$", text, re.MULTILINE):
            faults.append(f"{record.name}: no status")
    assert len(records) >= 6
    assert faults == []


def test_the_reference_is_current(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(root / "docs" / "generate.py"), str(tmp_path)]
    subprocess.run(command, check=True, timeout=100, capture_output=True)
    fresh = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    kept = {path.name: path.read_text("utf-8") for path in (root / "docs" / "reference").iterdir()}
    stale = sorted(name for name in fresh.keys() | kept.keys() if fresh.get(name) != kept.get(name))
    assert stale == [], "Run `make reference` and look at what changed: these pages are contracts."
    assert len(fresh) >= 6


WORDS = """Source Passage Statement Reference Correction Citation Claim Evidence Scope Outcome Answer Standing Extent
Checked Card Holdings Jurisdiction Classification"""


@pytest.mark.parametrize("word", WORDS.split())
def test_the_glossary_has_the_word(root: Path, word: str) -> None:
    assert re.search(rf"^\| {word} \|", (root / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE)


def test_every_place_that_the_glossary_names_is_there(root: Path, modules: list[Module]) -> None:
    names = {module.name for module in modules}
    rows = re.findall(
        r"\| `((?:advisor|corpus|retrieval)[\w./]*)` \|$", (root / "docs/glossary.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(rows) > 20
    assert [row for row in rows if row not in names and not (root / row).is_dir()] == []


def test_every_setting_that_the_papers_name_is_one(root: Path) -> None:
    known = {
        (section, key)
        for section, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        for key in field.annotation.model_fields
    }
    sections = "|".join({section for section, _ in known})
    faults = []
    for paper in papers(root):
        text = paper.read_text("utf-8")
        named = [(section.lower(), key.lower()) for section, key in re.findall(r"ADVISOR_([A-Z]+)__([A-Z_]+)", text)]
        named += re.findall(rf"`({sections})\.(?!onnx|sqlite)([a-z_]+)`", text)
        faults += [
            f"{paper.relative_to(root)}: {section}.{key}" for section, key in named if (section, key) not in known
        ]
    assert sorted({fault for fault in faults if not fault.endswith("section.key")}) == []


def test_the_example_card_of_the_guide_is_a_card(root: Path) -> None:
    guide = (root / "docs" / "how-to" / "write-a-card.md").read_text("utf-8")
    example = re.search(r"```markdown\n(.*?)```", guide, re.DOTALL)
    assert example is not None
    read = card.load(example[1], "vehicle-camera-footage.md")
    assert {statement.part.value for statement in read.passage.statements} == {"lead", "action", "exception"}
    assert read.passage.corrections


def test_the_faults_that_the_guide_explains_are_those_of_the_loader(root: Path) -> None:
    guide = (root / "docs" / "how-to" / "write-a-card.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", guide.split("## What the loader says")[1], re.MULTILINE)
    source = (root / "corpus" / "card.py").read_text("utf-8")
    said = [part.strip() for row in rows if not row.startswith("it says") for part in re.split("[…·]", row)]
    # The words of a refused key are pydantic's own, and a standing is filled in by the loader.
    spoken = [part for part in said if part and "Extra inputs" not in part and not part.startswith("a repealed card")]
    assert len(spoken) > 12
    assert [part for part in spoken if part not in source] == []
