"""The files of ``advisor draft``: proposals, answers and drafts that come in, and papers that go out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from advisor.errors import DraftingFault, DraftRefused, SettingsFault
from advisor.governance.drafting.answers import check_answers
from advisor.governance.drafting.draft import Document, Draft
from corpus.drafting_rules import FieldRule

if TYPE_CHECKING:
    from advisor.governance.draft_paper import DraftPaper
    from advisor.journeys.draft_writing import Brought, DraftWriting


class AnswersLoader(yaml.CSafeLoader):
    """Reads answers as they are written: a date, a number or a ``yes`` stays the words that it is."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        """A mapping whose keys are each given once.

        Raises:
            yaml.YAMLError: a key is given twice.
        """
        keys = [key.value for key, _ in node.value]
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            raise yaml.constructor.ConstructorError(None, None, f"the field {twice!r} is given twice", node.start_mark)
        return super().construct_mapping(node, deep)


for _tag in ("int", "float", "bool", "timestamp"):
    AnswersLoader.add_constructor(f"tag:yaml.org,2002:{_tag}", lambda _, node: node.value)


def proposal_of(file: Path, writing: DraftWriting) -> Brought:
    """The proposal of a file.

    Raises:
        SettingsFault: it cannot be opened.
        Unreadable: it is damaged, hostile or of a kind that is not read.
        DraftRefused: it holds no words.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SettingsFault(
            f"{file} could not be opened: {error.strerror}.", "Name the file of the proposal."
        ) from error
    return writing.bring(data, file.name)


def answers_of(file: Path, fields: Iterable[FieldRule]) -> dict[str, str]:
    """The answers of a file, by field.

    Raises:
        SettingsFault: it cannot be opened.
        DraftingFault: it is no YAML, no mapping, or names a field that there is not.
    """
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsFault(f"{file} could not be read as text.", "Name a YAML file of answers.") from error
    try:
        raw = yaml.load(text, Loader=AnswersLoader)  # noqa: S506  # a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        said = getattr(error, "problem", None) or error
        raise DraftingFault(
            f"{file.name}{where}: this is not YAML: {said}.", "Write each answer as `field: the answer`."
        ) from error
    return check_answers(raw, fields, file.name)


def draft_of(path: Path) -> Draft:
    """The draft of a JSON file, or of the one in a folder that a draft was written into.

    Raises:
        SettingsFault: there is none.
        DraftRefused: it is no draft.
    """
    file = path
    if path.is_dir():
        file = next((held for one in Document if (held := path / f"{one.value}.json").is_file()), path / "dpia.json")
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsFault(f"{file} could not be read.", "Name the JSON file of a draft.") from error
    try:
        return Draft.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        raise DraftRefused(
            f"{file.name} is no draft: {where}: {first['msg']}.", "Name a JSON file that `advisor draft` wrote."
        ) from error


def check_folder(out: Path) -> None:
    """Make the folder that files go into.

    Raises:
        SettingsFault: it cannot be made, or a file has its name.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsFault(
            f"{out} cannot be used as a folder: {error.strerror}.", "Give another with --out."
        ) from error


def write_papers(paper: DraftPaper, out: Path, formats: str) -> list[Path]:
    """Write a draft in each of the forms named; the files that were written.

    Raises:
        SettingsFault: a form is unknown, or a file cannot be written.
    """
    from advisor.connecting.draft_papers import formats_named, write

    try:
        wanted = formats_named(formats.split(","))
    except ValueError as error:
        raise SettingsFault(
            f"--format: {error}.", "Choose from docx, pdf, md and json, with commas between."
        ) from error
    files = []
    for one in wanted:
        file = out / f"{paper.draft.document.value}.{one.value}"
        try:
            file.write_bytes(write(paper, one))
        except OSError as error:
            raise SettingsFault(f"{file} could not be written: {error.strerror}.", "Give another folder.") from error
        files.append(file)
    return files
