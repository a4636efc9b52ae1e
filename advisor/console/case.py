"""``advisor case``: reading cases and bringing them in. What is done to a case stands in ``case_commands``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from advisor.approval.casefile import Status
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.composition import Advisor, open_advisor
from advisor.console import case_commands, case_keeping, case_lists, output
from advisor.console.case_sending import (
    CaseId,
    CommandId,
    For,
    Json,
    Reasons,
    Seen,
    Sending,
    read_file,
    refusals_told,
    tell,
)
from advisor.console.sign_in import acting
from advisor.journeys.casework_opening import MARKDOWN, Disclosure, Draft, Facts
from corpus.source import Frozen

app = typer.Typer(
    help="Cases: what is put up for decision, advised on, decided and kept. You act as whoever has signed in.",
    no_args_is_help=True,
)
_TYPES = {
    ".md": MARKDOWN,
    ".txt": "text/plain",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

Risk = Annotated[RiskLevel | None, typer.Option("--residual-risk", help="Risk to people left after the measures.")]
Gap = Annotated[list[str] | None, typer.Option("--gap", help="A question still open; may be repeated.")]
Blocking = Annotated[
    list[str] | None, typer.Option("--blocking-gap", help="An open question that holds back submission.")
]


@app.command("list")
def list_(
    status: Annotated[list[Status] | None, typer.Option(help="Only cases that stand so.")] = None,
    kind: Annotated[list[CaseKind] | None, typer.Option(help="Only cases of this kind.")] = None,
    as_json: Json = False,
) -> None:
    """The cases that you may read."""
    with refusals_told(as_json):
        advisor = open_advisor()
        found = advisor.casework.cases(acting(advisor).actor, kinds=kind or None)
    if status:
        found = tuple(one for one in found if one.status in status)
    output.print_json(_data(found)) if as_json else case_lists.print_cases(found)


@app.command()
def queue(as_json: Json = False) -> None:
    """What waits for you, the overdue first."""
    with refusals_told(as_json):
        advisor = open_advisor()
        found = advisor.casework.queue(acting(advisor).actor)
    output.print_json(_data(found)) if as_json else case_lists.print_queue(found)


@app.command()
def due(as_json: Json = False) -> None:
    """What falls due, the earliest first."""
    with refusals_told(as_json):
        advisor = open_advisor()
        found = advisor.casework.due(acting(advisor).actor)
    output.print_json(_data(found)) if as_json else case_lists.print_due(found)


@app.command()
def calendar(
    out: Annotated[Path, typer.Option("--out", help="The file to write, ending in .ics.")], as_json: Json = False
) -> None:
    """What falls due, as a calendar file."""
    with refusals_told(as_json):
        advisor = open_advisor()
        body = advisor.casework.calendar(acting(advisor).actor)
    _write(out, body, as_json)


@app.command()
def show(case_id: CaseId, as_json: Json = False) -> None:
    """A case, and what you may do on it now."""
    with refusals_told(as_json):
        advisor = open_advisor()
        view = advisor.casework.view(acting(advisor).actor, case_id)
    if as_json:
        output.print_json(view.model_dump(mode="json"))
        return
    case_lists.print_view(view)


@app.command()
def history(case_id: CaseId, as_json: Json = False) -> None:
    """What happened to a case, and who did it."""
    with refusals_told(as_json):
        advisor = open_advisor()
        view = advisor.casework.view(acting(advisor).actor, case_id)
    if as_json:
        output.print_json(_data(view.history))
        return
    for one in view.history:
        output.screen().print(escape(one.sentence), soft_wrap=True)
        for text in one.texts:
            output.screen().print(f"    {escape(text)}", soft_wrap=True)


@app.command()
def export(case_id: CaseId, as_json: Json = True) -> None:
    """All that is held about a case, as JSON. For a request for information."""
    with refusals_told(as_json):
        advisor = open_advisor()
        output.print_json(advisor.casework.export_case(acting(advisor).actor, case_id))


@app.command("open")
def open_case(
    title: Annotated[str, typer.Option(help="What it is about, without names of people.")],
    draft: Annotated[Path | None, typer.Option(help="The draft: Markdown, text, PDF, DOCX or JSON.")] = None,
    disclosure: Annotated[
        Path | None, typer.Option(help="Instead of a draft: the form for a one-off disclosure, as JSON.")
    ] = None,
    kind: Annotated[CaseKind, typer.Option(help="What is to be decided.")] = CaseKind.ASSESSMENT,
    party: Annotated[
        list[str] | None, typer.Option(help="An organisation that decides; the one that leads first. May be repeated.")
    ] = None,
    residual_risk: Risk = None,
    patient_information: Annotated[bool, typer.Option(help="Information about patients or service users.")] = False,
    law_enforcement: Annotated[bool, typer.Option(help="Processing for law enforcement.")] = False,
    gap: Gap = None,
    blocking_gap: Blocking = None,
    trial: Annotated[bool, typer.Option(help="A trial case: never counts. In local mode every case is one.")] = False,
    case_id: Annotated[
        str | None, typer.Option("--id", help="Its identifier, where another installation holds the same case.")
    ] = None,
    organisation_id: For = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Begin a case from a draft or a form."""
    if (draft is None) == (disclosure is None):
        raise typer.BadParameter("give --draft or --disclosure")
    with refusals_told(as_json):
        advisor = open_advisor()
        actor = acting(advisor).actor
        body = organisation_id or _own_body(advisor, actor.id)
        if disclosure is not None:
            form = Disclosure.model_validate_json(read_file(disclosure))
            put, gaps, kind = form.draft, (*form.gaps, *(gap or ())), CaseKind.DISCLOSURE
        else:
            assert draft is not None, "one of the two was given"
            put, gaps = _draft(draft), tuple(gap or ())
        facts = Facts(
            kind=kind,
            title=title,
            party_ids=tuple(party or (body,)),
            residual_risk=residual_risk or RiskLevel.LOW,
            patient_information=patient_information,
            law_enforcement=law_enforcement,
            open_gaps=(*gaps, *(blocking_gap or ())),
            blocking_gaps=tuple(blocking_gap or ()),
        )
        done = advisor.casework.open(actor, body, facts, put, trial=trial, command_id=command_id, case_id=case_id)
    tell(advisor, done, as_json)


@app.command()
def revise(
    case_id: CaseId,
    draft: Annotated[Path | None, typer.Option(help="Another draft; the present one stays otherwise.")] = None,
    title: Annotated[str | None, typer.Option(help="Another title.")] = None,
    residual_risk: Risk = None,
    gap: Gap = None,
    blocking_gap: Blocking = None,
    answered: Annotated[bool, typer.Option("--answered", help="No question is open any more.")] = False,
    reasons: Reasons = "",
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Put another version in its place. Advice and decisions on the earlier one no longer count."""
    sending = Sending(case_id, organisation_id, seen, None, command_id, as_json)
    with refusals_told(as_json):
        facts = sending.advisor.casework.facts(sending.actor, case_id)
        changed: dict[str, object] = {}
        if title is not None:
            changed["title"] = title
        if residual_risk is not None:
            changed["residual_risk"] = residual_risk
        if gap or blocking_gap or answered:
            changed["open_gaps"] = (*(gap or ()), *(blocking_gap or ()))
            changed["blocking_gaps"] = tuple(blocking_gap or ())
        done = sending.advisor.casework.revise(
            sending.actor,
            sending.body,
            case_id,
            sending.seen_version,
            Facts.model_validate({**facts.model_dump(), **changed}),
            _draft(draft) if draft else None,
            reasons=reasons or None,
            command_id=command_id,
        )
    tell(sending.advisor, done, as_json)


@app.command()
def attest(
    case_id: CaseId,
    file: Annotated[Path, typer.Argument(help="The signed file of the outside party.")],
    reasons: Reasons,
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Vouch for an outside party's decision. --reasons says how you checked that the signed file is theirs."""
    sending = Sending(case_id, organisation_id, seen, None, command_id, as_json)
    body = read_file(file)
    with refusals_told(as_json):
        done = sending.advisor.casework.attest(
            sending.actor, sending.body, case_id, sending.seen_version, body, reasons, command_id=command_id
        )
    tell(sending.advisor, done, as_json)


@app.command("export-decision")
def export_decision(
    case_id: CaseId,
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    organisation_id: For = None,
    as_json: Json = False,
) -> None:
    """Your own decision, as a signed file. Another party's installation can check it."""
    sending = Sending(case_id, organisation_id, None, None, None, as_json)
    with refusals_told(as_json):
        body = sending.advisor.casework.export_decision(sending.actor, case_id, sending.body)
    _write(out, body, as_json)


@app.command()
def file(
    case_id: CaseId,
    digest: Annotated[str, typer.Argument(help="The digest of a draft, piece of evidence or signed file.")],
    out: Annotated[Path | None, typer.Option("--out", help="The file to write; otherwise standard output.")] = None,
) -> None:
    """A file of a case."""
    advisor = open_advisor()
    held = advisor.casework.file(acting(advisor).actor, case_id, digest)
    if out is None:
        sys.stdout.buffer.write(held.body)
        return
    _write(out, held.body, as_json=False)


def _data(found: Sequence[Frozen]) -> list[dict[str, object]]:
    return [one.model_dump(mode="json") for one in found]


def _own_body(advisor: Advisor, person_id: str) -> str:
    mine = [one.organisation_id for one in advisor.authority.holders() if one.person_id == person_id and not one.left]
    if len(mine) != 1:
        raise typer.BadParameter("say for which organisation you act: --for ID")
    return mine[0]


def _draft(path: Path) -> Draft:
    media_type = _TYPES.get(path.suffix.lower(), "application/octet-stream")
    return Draft(body=read_file(path), media_type=media_type, name=path.name)


def _write(out: Path, body: bytes, as_json: bool) -> None:
    try:
        out.write_bytes(body)
    except OSError as error:
        raise typer.BadParameter(f"{out} cannot be written: {error.strerror}") from error
    if as_json:
        output.print_json({"written": str(out), "bytes": len(body)})
    else:
        output.screen().print(f"Written: {escape(str(out))}, {len(body)} bytes.")


case_commands.add_to(app)
case_keeping.add_to(app)
