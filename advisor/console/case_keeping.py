"""The commands on a case that was approved, and how long cases are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from advisor.approval import command as ask
from advisor.composition import new_id, open_advisor
from advisor.console import output
from advisor.console.case_sending import (
    CaseId,
    CommandId,
    Digest,
    For,
    Json,
    Reasons,
    Seen,
    Sending,
    refusals_told,
)
from advisor.console.day import day
from advisor.console.sign_in import acting
from advisor.governance.words import date_in_words

retention = typer.Typer(help="Cases past their time, and legal holds.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Make these commands part of ``advisor case``."""
    app.command("review")(record_review)
    app.command("suspend")(suspend)
    app.command("resume")(resume)
    app.command("revoke")(revoke)
    app.command("supersede")(supersede)
    app.command("meet-condition")(meet_condition)
    app.command("renew")(renew)
    app.command("take-up-questions")(take_up_questions)
    app.add_typer(retention, name="retention")


def record_review(
    case_id: CaseId,
    reasons: Reasons,
    next_review_on: Annotated[str, typer.Option(help="The next such day, as 2027-03-31.")],
    organisation_id: For = None,
    seen: Seen = None,
    digest: Digest = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Record that you reviewed it and it stands."""
    Sending(case_id, organisation_id, seen, digest, command_id, as_json).send(
        ask.RecordReview, reasons=reasons, next_review_on=day(next_review_on)
    )


def suspend(
    case_id: CaseId,
    reasons: Reasons,
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Stop what was approved, for the time being."""
    Sending(case_id, organisation_id, seen, None, command_id, as_json).send(ask.Suspend, reasons=reasons)


def resume(
    case_id: CaseId,
    reasons: Reasons,
    organisation_id: For = None,
    seen: Seen = None,
    digest: Digest = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Lift your organisation's suspension."""
    Sending(case_id, organisation_id, seen, digest, command_id, as_json).send(ask.Resume, reasons=reasons)


def revoke(
    case_id: CaseId,
    reasons: Reasons,
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """End the approval for good."""
    Sending(case_id, organisation_id, seen, None, command_id, as_json).send(ask.Revoke, reasons=reasons)


def supersede(
    case_id: CaseId,
    successor: Annotated[str, typer.Argument(help="The identifier of the renewal.")],
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Let its renewal take its place."""
    Sending(case_id, organisation_id, seen, None, command_id, as_json).send(ask.Supersede, successor_id=successor)


def meet_condition(
    case_id: CaseId,
    condition: Annotated[str, typer.Argument(help="The identifier of the condition, as `advisor case show` gives it.")],
    evidence: Annotated[Path, typer.Option(help="The evidence that you have looked at.")],
    organisation_id: For = None,
    seen: Seen = None,
    digest: Digest = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Record, on evidence, that a condition is met."""
    sending = Sending(case_id, organisation_id, seen, digest, command_id, as_json)
    sending.send(ask.MeetCondition, condition_id=condition, evidence_digest=sending.bring(evidence))


def renew(
    case_id: CaseId,
    new_case_id: Annotated[str | None, typer.Option("--id", help="An identifier for the renewal.")] = None,
    organisation_id: For = None,
    seen: Seen = None,
    command_id: CommandId = None,
    as_json: Json = False,
) -> None:
    """Open a renewal from the approved text."""
    Sending(case_id, organisation_id, seen, None, command_id, as_json).send(
        ask.Renew, new_case_id=new_case_id or new_id()
    )


def take_up_questions(as_json: Json = False) -> None:
    """Make cases of your older questions.

    They are those that you passed on to the officer before such questions became cases.
    An officer is also told of those whose askers have not done so yet.
    """
    with refusals_told(as_json):
        advisor = open_advisor()
        actor, referring = acting(advisor).actor, advisor.office.referring
        taken, left = referring.take_up(actor), referring.without_case(actor)
    if as_json:
        output.print_json({"taken_up": list(taken), "without_case": [one.model_dump(mode="json") for one in left]})
        return
    screen = output.screen()
    screen.print(f"{len(taken)} questions of yours are cases now. {', '.join(taken)}".strip())
    for one in left:
        asked = f"{escape(one.asked_by)}, {date_in_words(one.at.date())}"
        screen.print(f"No case yet: {escape(one.reference)} ({asked}): {escape(one.question)} {escape(one.note)}")
    if left:
        screen.print("Each becomes a case once its asker opens the answer again, or gives this command.")


@retention.command("list")
def list_(as_json: Json = False) -> None:
    """The cases past their time."""
    with refusals_told(as_json):
        advisor = open_advisor()
        found = advisor.office.retention.past(acting(advisor).actor)
    if as_json:
        output.print_json([one.model_dump(mode="json") for one in found])
        return
    for one in found:
        held = f" [yellow]held: {escape(one.held_because)}[/]" if one.held_because is not None else ""
        output.screen().print(
            f"{escape(one.case_id)} {escape(one.title)}: {one.status.value}, kept until "
            f"{date_in_words(one.keep_until)}{held}"
        )
    output.screen().print(f"{len(found)} cases past their time.")


@retention.command()
def hold(case_id: CaseId, reasons: Reasons, as_json: Json = False) -> None:
    """Put a case under a legal hold."""
    with refusals_told(as_json):
        advisor = open_advisor()
        advisor.office.retention.hold(acting(advisor).actor, case_id, reasons)
    _say({"case_id": case_id, "held": True}, f"Case {case_id} is held.", as_json)


@retention.command()
def release(case_id: CaseId, as_json: Json = False) -> None:
    """Lift a legal hold."""
    with refusals_told(as_json):
        advisor = open_advisor()
        advisor.office.retention.release(acting(advisor).actor, case_id)
    _say({"case_id": case_id, "held": False}, f"Case {case_id} is no longer held.", as_json)


@retention.command()
def erase(case_id: CaseId, as_json: Json = False) -> None:
    """Erase the words of a case past its time. Its events stay, and name nobody."""
    with refusals_told(as_json):
        advisor = open_advisor()
        gone = advisor.office.retention.erase(acting(advisor).actor, case_id)
    _say({"case_id": case_id, "erased": gone}, f"{gone} texts and files of case {case_id} were erased.", as_json)


def _say(value: dict[str, object], sentence: str, as_json: bool) -> None:
    if as_json:
        output.print_json(value)
    else:
        output.screen().print(escape(sentence))
