"""The commands on a case that lead to its decision: submitting, advising, hearing the regulator, deciding."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from advisor.approval import command as ask
from advisor.approval.actor import Role
from advisor.approval.consultation import ConsultationOutcome
from advisor.approval.record import Nature, View
from advisor.console.case_sending import (
    CaseId,
    CommandId,
    Digest,
    For,
    Json,
    Reasons,
    Seen,
    Sending,
    term,
)
from advisor.console.day import day

consult = typer.Typer(help="Ask the regulator about a high risk.", no_args_is_help=True)

On = Annotated[str, typer.Option("--on", help="The day, as 2027-01-31.")]


def add_to(app: typer.Typer) -> None:
    """Make these commands part of ``advisor case``."""
    app.command("submit")(submit)
    app.command("withdraw")(withdraw)
    app.command("attach")(attach)
    app.command("begin-review")(begin_review)
    app.command("advise")(advise)
    app.command("answer")(answer)
    app.command("ask-back")(ask_back)
    app.command("accept-risk")(accept_risk)
    app.command("waive-consultation")(waive_consultation)
    app.command("return")(return_)
    app.command("approve")(approve)
    app.command("reject")(reject)
    app.add_typer(consult, name="consult")


def submit(
    case_id: CaseId,
    organisation_id: For = None,
    seen: Seen = None,
    digest: Digest = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Put the case up for decision."""
    Sending(case_id, organisation_id, seen, digest, command_id, as_json).send(ask.Submit)


def withdraw(
    case_id: CaseId,
    reasons: Reasons,
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Take your case back."""
    Sending(case_id, organisation_id, seen, None, command_id, as_json).send(ask.Withdraw, reasons=reasons)


def attach(
    case_id: CaseId,
    text: Annotated[str, typer.Option(help="The text.")],
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Attach a note. It counts for nothing that a rule asks for."""
    Sending(case_id, organisation_id, seen, None, command_id, as_json).send(ask.Attach, text=text)


def begin_review(
    case_id: CaseId,
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Record that you have taken up the review."""
    Sending(case_id, organisation_id, seen, None, command_id, as_json).send(ask.BeginReview)


def advise(
    case_id: CaseId,
    view: Annotated[View, typer.Option(help="What you think of it.")],
    text: Annotated[str, typer.Option(help="Your advice.")],
    as_guardian: Annotated[bool, typer.Option("--as-guardian", help="Advise as Caldicott guardian.")] = False,
    organisation_id: For = None,
    seen: Seen = None,
    digest: Digest = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Advise on the version that was submitted."""
    Sending(case_id, organisation_id, seen, digest, command_id, as_json).send(
        ask.Advise, view=view, text=text, capacity=Role.CALDICOTT_GUARDIAN if as_guardian else Role.DPO
    )


def answer(
    case_id: CaseId,
    text: Annotated[str, typer.Option(help="The answer.")],
    propose_card: Annotated[bool, typer.Option(help="Lay it out as a card for review.")] = False,
    organisation_id: For = None,
    seen: Seen = None,
    digest: Digest = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Answer a question that was passed on. The answer reaches whoever asked."""
    Sending(case_id, organisation_id, seen, digest, command_id, as_json).send(
        ask.AnswerQuestion, answer=text, propose_card=propose_card
    )


def ask_back(
    case_id: CaseId,
    reasons: Reasons,
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Send a question back for more detail."""
    Sending(case_id, organisation_id, seen, None, command_id, as_json).send(ask.AskBack, reasons=reasons)


def accept_risk(
    case_id: CaseId,
    reasons: Reasons,
    organisation_id: For = None,
    seen: Seen = None,
    digest: Digest = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Accept that the risk left over is high."""
    Sending(case_id, organisation_id, seen, digest, command_id, as_json).send(ask.AcceptRisk, reasons=reasons)


def waive_consultation(
    case_id: CaseId,
    reasons: Reasons,
    organisation_id: For = None,
    seen: Seen = None,
    digest: Digest = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Say why the regulator need not be asked. It holds for this version only."""
    Sending(case_id, organisation_id, seen, digest, command_id, as_json).send(ask.WaiveConsultation, reasons=reasons)


def return_(
    case_id: CaseId,
    reasons: Reasons,
    organisation_id: For = None,
    seen: Seen = None,
    digest: Digest = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Send the case back to its author."""
    Sending(case_id, organisation_id, seen, digest, command_id, as_json).send(ask.Return, reasons=reasons)


def approve(
    case_id: CaseId,
    reasons: Reasons,
    valid_until: Annotated[str, typer.Option(help="The last day, as 2027-03-31.")],
    review_on: Annotated[str, typer.Option(help="The day on which it is looked at again, as 2027-02-01.")],
    condition: Annotated[
        list[str] | None,
        typer.Option(help="A condition that must be met first; may begin with its day, as 2027-01-31: …"),
    ] = None,
    continuing: Annotated[
        list[str] | None, typer.Option(help="A condition that holds throughout; may begin with its day.")
    ] = None,
    overruling: Annotated[str | None, typer.Option(help="Why you depart from the advice, where you do.")] = None,
    organisation_id: For = None,
    seen: Seen = None,
    digest: Digest = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Approve it, with or without conditions."""
    Sending(case_id, organisation_id, seen, digest, command_id, as_json).send(
        ask.Approve,
        reasons=reasons,
        valid_until=day(valid_until),
        review_on=day(review_on),
        terms=(
            *(term(Nature.PRECEDENT, one) for one in condition or ()),
            *(term(Nature.CONTINUING, one) for one in continuing or ()),
        ),
        overruling=overruling,
    )


def reject(
    case_id: CaseId,
    reasons: Reasons,
    organisation_id: For = None,
    seen: Seen = None,
    digest: Digest = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Reject it."""
    Sending(case_id, organisation_id, seen, digest, command_id, as_json).send(ask.Reject, reasons=reasons)


@consult.command("open")
def consult_open(
    case_id: CaseId,
    on: On,
    organisation_id: For = None,
    seen: Seen = None,
    digest: Digest = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Record that the regulator was asked."""
    Sending(case_id, organisation_id, seen, digest, command_id, as_json).send(ask.OpenConsultation, sent_on=day(on))


@consult.command("extend")
def consult_extend(
    case_id: CaseId,
    on: On,
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Record that the regulator needs longer."""
    Sending(case_id, organisation_id, seen, None, command_id, as_json).send(ask.ExtendConsultation, told_on=day(on))


@consult.command("pause")
def consult_pause(
    case_id: CaseId,
    on: On,
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Record that the regulator's clock stands still."""
    Sending(case_id, organisation_id, seen, None, command_id, as_json).send(ask.PauseConsultation, first_day=day(on))


@consult.command("resume")
def consult_resume(
    case_id: CaseId,
    on: On,
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Record that the regulator's clock runs again."""
    Sending(case_id, organisation_id, seen, None, command_id, as_json).send(ask.ResumeConsultation, resumed_on=day(on))


@consult.command("close")
def consult_close(
    case_id: CaseId,
    on: On,
    outcome: Annotated[ConsultationOutcome, typer.Option(help="How it ended.")],
    evidence: Annotated[Path, typer.Option(help="The regulator's letter, or a note that none came.")],
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Record how the consultation ended."""
    sending = Sending(case_id, organisation_id, seen, None, command_id, as_json)
    sending.send(ask.CloseConsultation, closed_on=day(on), outcome=outcome, evidence_digest=sending.bring(evidence))
