"""Existing assessments and agreements brought in: the fields read from each are proposed, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from advisor.console.draft_files import proposal_of
from advisor.errors import GovernanceError, SettingsFault
from advisor.governance.drafting.draft import Document
from advisor.governance.drafting.placing import place
from advisor.governance.drafting.wording import field_words, told
from corpus.source import Frozen

if TYPE_CHECKING:
    from advisor.journeys.draft_writing import DraftWriting, Writing

ENDINGS = (".docx", ".pdf", ".md", ".markdown", ".txt", ".odt", ".html", ".htm")
_AGREES = re.compile(
    r"\b(?:sharing agreement|sharing protocol|memorandum of understanding|the parties|this agreement|processor contract"
    r"|data processing agreement|arrangement between)\b",
    re.IGNORECASE,
)
_ASSESSES = re.compile(r"\b(?:impact assessment|DPIA|screening questions|identify and assess risks)\b", re.IGNORECASE)


class Adopted(Frozen):
    """What became of one file: which document it seems to be, and the file of fields for a person to confirm."""

    file: str
    document: Document | None = None
    title: str = ""
    fields: int = 0
    answers: str = ""
    reason: str = ""


def adopt_folder(writing: DraftWriting, folder: Path, out: Path) -> list[Adopted]:
    """Read every document of a folder and write the fields proposed for each; one that cannot be read says why.

    Raises:
        SettingsFault: there is no such folder, or nothing in it that is read.
    """
    if not folder.is_dir():
        raise SettingsFault(f"There is no folder {folder}.", "Name the folder that holds the documents.")
    files = sorted(one for one in folder.iterdir() if one.is_file() and one.suffix.lower() in ENDINGS)
    if not files:
        raise SettingsFault(f"{folder} holds no Word, PDF or text documents.", "Name another folder.")
    return [_adopted(writing, one, out) for one in files]


def document_of(text: str) -> Document:
    """Which sort of document a text seems to be; an assessment where nothing speaks for an agreement."""
    agrees, assesses = len(_AGREES.findall(text)), len(_ASSESSES.findall(text))
    return Document.AGREEMENT if agrees > assesses else Document.DPIA


def _adopted(writing: DraftWriting, file: Path, out: Path) -> Adopted:
    try:
        brought = proposal_of(file, writing)
        document = document_of(brought.text)
        written = writing.begin(brought, document)
    except GovernanceError as error:
        return Adopted(file=file.name, reason=error.sentence)
    fields = dict(_proposed(written))
    answers = out / f"{file.stem}.fields.yaml"
    answers.write_text(_confirmable(file.name, written, fields), "utf-8")
    (out / f"{file.stem}.{document.value}.json").write_text(written.composed.draft.model_dump_json(indent=2), "utf-8")
    return Adopted(
        file=file.name, document=document, title=written.work.title, fields=len(fields), answers=answers.name
    )


def _proposed(written: Writing) -> Iterator[tuple[str, str]]:
    """For each field the words of the document that seem to say it."""
    for field, said in place(written.composed.draft.facts).items():
        words = list(dict.fromkeys(told(one.value) for one in said.whole))
        if not words:
            words = list(dict.fromkeys(" ".join(one.value.split()) for one in said.exact))
        if words:
            yield field, " ".join(words) if said.whole else "; ".join(words)


def _confirmable(name: str, written: Writing, fields: dict[str, str]) -> str:
    """The file that a person reads: every field with its words, and what was not found as an empty line."""
    lines = [
        f"# Read from {name}. Nothing here counts until a person has read it: put right what is wrong, delete what",
        "# does not belong, fill in what is empty, and give this file with --answers.",
    ]
    for field, words in fields.items():
        lines += [f"# {field_words(field)}", yaml.safe_dump({field: words}, allow_unicode=True, width=1000).strip()]
    asked = [one for one in written.composed.draft.gaps if one.field not in fields]
    for gap in asked:
        lines += [f"# Not found: {gap.question}", f"{gap.field}:"]
    return "\n".join(lines) + "\n"
