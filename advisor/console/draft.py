"""``advisor draft``: an assessment or an agreement from a proposal, what is open in it, and papers that come back.

Nothing is kept: files go in and files come out, so that it runs where no ledger is. Near cases come from the register
where there is one, else from what ships.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.composition import now, open_advisor
from advisor.console import output
from advisor.console.draft_files import answers_of, check_folder, draft_of, proposal_of, write_papers
from advisor.console.draft_view import show_comparison, show_gaps, show_written
from advisor.errors import SettingsFault
from advisor.governance.drafting.comparison import compare as compared
from advisor.governance.drafting.draft import Document
from advisor.governance.drafting.reviewed import reviewed

if TYPE_CHECKING:
    from advisor.journeys.draft_writing import DraftWriting, Writing

app = typer.Typer(help="Draft an assessment or an agreement from a proposal.", no_args_is_help=True)

Proposal = Annotated[
    Path, typer.Option("--proposal", metavar="FILE", help="The proposal: text, Markdown, Word or PDF.")
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder that the files go into.")]
TemplateName = Annotated[
    str | None, typer.Option("--template", metavar="NAME", help="A template by its name; chosen by rule if not given.")
]
Answers = Annotated[
    Path | None,
    typer.Option("--answers", metavar="FILE.yaml", help="Answers by field, as `advisor draft gaps` names them."),
]
Formats = Annotated[str, typer.Option("--format", help="What to write: docx, pdf, md, json, with commas between.")]
Whole = Annotated[bool, typer.Option("--whole", help="Write the whole assessment even where none is required.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]

EVERY_FORMAT = "docx,pdf,md,json"


@app.command()
def dpia(
    proposal: Proposal,
    out: Out,
    template: TemplateName = None,
    answers: Answers = None,
    formats: Formats = EVERY_FORMAT,
    whole: Whole = False,
    as_json: Json = False,
) -> None:
    """Draft an impact assessment; where none is required, a short record of why."""
    _draft(Document.DPIA, proposal, out, template, answers, formats, whole=whole, as_json=as_json)


@app.command()
def agreement(
    proposal: Proposal,
    out: Out,
    template: TemplateName = None,
    answers: Answers = None,
    formats: Formats = EVERY_FORMAT,
    as_json: Json = False,
) -> None:
    """Draft the agreement that the relationship of the parties asks for, and say why it is that one."""
    _draft(Document.AGREEMENT, proposal, out, template, answers, formats, whole=False, as_json=as_json)


@app.command()
def gaps(
    proposal: Proposal,
    document: Annotated[Document, typer.Option("--document", help="For which document.")] = Document.DPIA,
    template: TemplateName = None,
    answers: Answers = None,
    as_json: Json = False,
) -> None:
    """What the proposal does not say and somebody must be asked, with why and who might know. Nothing is written."""
    draft = _written(open_advisor().drafts.writing, document, proposal, template, answers).composed.draft
    if as_json:
        output.print_json([one.model_dump(mode="json") for one in draft.gaps])
    else:
        show_gaps(draft, output.screen())


@app.command()
def compare(
    earlier: Annotated[Path, typer.Argument(metavar="A", help="The JSON of the earlier draft.")],
    later: Annotated[Path, typer.Argument(metavar="B", help="The JSON of the later draft.")],
    as_json: Json = False,
) -> None:
    """What the second of two drafts changed against the first."""
    found = compared(draft_of(earlier), draft_of(later))
    if as_json:
        output.print_json(found.model_dump(mode="json"))
    else:
        show_comparison(found, output.screen())


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="REVIEWED.docx", help="The Word file that came back.")],
    of: Annotated[Path, typer.Option("--of", metavar="DRAFT.json", help="The JSON of the draft that was sent out.")],
    out: Out,
    formats: Formats = EVERY_FORMAT,
    as_json: Json = False,
) -> None:
    """Bring a reviewed Word file back: tracked changes and comments become a new version, and what changed is shown."""
    from advisor.connecting.draft_papers import paper, read_back
    from advisor.governance.draft_paper import draft_mark

    check_folder(out)
    advisor, draft = open_advisor(), draft_of(of)
    writing = advisor.drafts.writing
    template = writing.template_of(draft)
    sent = paper(draft, template, template.title, now().date(), scale=writing.rulebook.scale)
    review = read_back(_bytes_of(file), sent, advisor.drafts.limits)
    if review.of_version not in (None, draft_mark(draft)):
        output.aside().print(
            "This file was written from another version of the draft: look at each change before you rely on it."
        )
    changed, not_placed = reviewed(draft, review)
    found = compared(draft, changed)
    files = write_papers(
        paper(changed, template, template.title, now().date(), scale=writing.rulebook.scale), out, formats
    )
    if as_json:
        output.print_json(
            {
                "draft": changed.model_dump(mode="json"),
                "differences": found.model_dump(mode="json"),
                "comments": [one.model_dump(mode="json") for one in review.comments],
                "not_placed": [one.model_dump(mode="json") for one in not_placed],
                "warnings": list(review.warnings),
            }
        )
        return
    screen = output.screen()
    show_comparison(found, screen)
    for comment in review.comments:
        screen.print(f"{comment.who or 'Somebody'} on “{comment.on}”: {comment.text}", markup=False)
    for change in not_placed:
        screen.print(f"Could not be placed: {change.before!r} became {change.after!r}", markup=False)
    for warning in review.warnings:
        output.aside().print(warning, markup=False)
    output.aside().print(f"Written: {', '.join(one.name for one in files)}", markup=False)


@app.command()
def adopt(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of existing assessments and agreements.")],
    out: Out,
    as_json: Json = False,
) -> None:
    """Bring existing Word and PDF documents in: the fields read from each are proposed, for a person to confirm."""
    from advisor.console.draft_adopting import adopt_folder

    check_folder(out)
    adopted = adopt_folder(open_advisor().drafts.writing, folder, out)
    if as_json:
        output.print_json([one.model_dump(mode="json") for one in adopted])
        return
    for one in adopted:
        said = f"{one.fields} fields proposed in {one.answers}" if one.answers else one.reason
        output.screen().print(f"{one.file}: {one.document or 'not read'}. {said}", markup=False)
    output.aside().print("Read each file of fields, put right what is wrong, and give it with --answers.")


def _draft(
    document: Document,
    proposal: Path,
    out: Path,
    template: str | None,
    answers: Path | None,
    formats: str,
    *,
    whole: bool,
    as_json: bool,
) -> None:
    from advisor.connecting.draft_papers import paper

    check_folder(out)
    writing = open_advisor().drafts.writing_with_near_cases
    written = _written(writing, document, proposal, template, answers, whole=whole)
    draft = written.composed.draft
    scale = writing.rulebook.scale
    papers = paper(draft, written.template, written.work.title, now().date(), scale=scale)
    files = write_papers(papers, out, formats)
    if as_json:
        output.print_json(draft.model_dump(mode="json"))
        for notice in draft.notices:
            output.aside().print(notice, markup=False)
        return
    show_written(written, files, output.screen())


def _written(
    writing: DraftWriting,
    document: Document,
    proposal: Path,
    template: str | None,
    answers: Path | None,
    *,
    whole: bool = False,
) -> Writing:
    brought = proposal_of(proposal, writing)
    given = answers_of(answers, writing.rulebook.rules.fields) if answers else {}
    return writing.begin(brought, document, template, given, full=whole)


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SettingsFault(
            f"{file} could not be opened: {error.strerror}.", "Name the file that came back."
        ) from error
