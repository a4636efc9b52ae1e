"""Lists of cases on the console: all that a person may read, what waits for them, what falls due."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Column, Table

from advisor.approval.day import day_of
from advisor.approval.record import Nature
from advisor.approval.refusal import Reason
from advisor.console import output
from advisor.governance.words import date_in_words
from advisor.journeys.casework_queue import CaseSummary, DueItem, QueueItem
from advisor.journeys.casework_view import CaseView


def print_cases(cases: Sequence[CaseSummary]) -> None:
    """Cases as a table."""
    if not cases:
        output.screen().print("No case that you may read.")
        return
    table = Table(Column("Case", min_width=max(len(one.case_id) for one in cases)), "Title", "Kind", "Status", "Opened")
    for one in cases:
        trial = " (trial)" if one.watermark else ""
        table.add_row(
            escape(one.case_id),
            escape(one.title),
            one.kind.value,
            one.status.value + trial,
            date_in_words(day_of(one.opened_at)),
        )
    output.screen().print(table)


def print_queue(items: Sequence[QueueItem]) -> None:
    """What waits, a case at a time."""
    screen = output.screen()
    if not items:
        screen.print("Nothing waits for you.")
    for one in items:
        late = "[red]overdue[/] " if one.overdue else ""
        trial = " (trial)" if one.summary.watermark else ""
        screen.print(f"{late}[bold]{escape(one.summary.title)}[/]{trial} {escape(one.summary.case_id)}")
        for task in one.tasks:
            screen.print(f"  {escape(task.words)}, since {date_in_words(day_of(task.since))}")


def print_due(items: Sequence[DueItem]) -> None:
    """What falls due."""
    screen = output.screen()
    if not items:
        screen.print("Nothing falls due.")
    for one in items:
        late = "[red]overdue[/] " if one.overdue else ""
        trial = " (trial)" if one.watermark else ""
        screen.print(
            f"{date_in_words(one.on)}: {late}{one.words}: [bold]{escape(one.title)}[/]{trial} {escape(one.case_id)}"
        )


def print_view(view: CaseView) -> None:
    """A case, shortly: where it stands, who has said what, what the person may do now."""
    screen = output.screen()
    summary = view.summary
    if view.watermark:
        screen.print(f"[yellow]{escape(view.watermark)}[/]")
    screen.print(f"[bold]{escape(summary.title)}[/] {escape(summary.case_id)}")
    screen.print(f"{summary.kind.value}, {summary.status.value}, version {view.version}, digest {view.digest[:16]}")
    screen.print(f"By {escape(', '.join(view.authors))}. Residual risk: {summary.residual_risk.value}.")
    screen.print("In force." if view.in_force else f"Not in force: {escape(view.not_in_force_because)}")
    for party in view.parties:
        said = f"{party.decision.outcome.value}, by {party.decision.by}" if party.decision else "has not decided"
        screen.print(f"{escape(party.name)}: {escape(said)}")
    for gap in view.open_gaps:
        screen.print(f"Open: {escape(gap)}")
    for change in view.changes:
        screen.print(f"Since last time: {escape(change)}")
    for one in view.advice:
        old = "" if one.on_this_version else " (on an earlier version)"
        stance = one.view.value if one.view else ""
        screen.print(f"Advice to {escape(one.organisation)} by {escape(one.by)}: {stance}{old}. {escape(one.text)}")
    for condition in view.conditions:
        state = "open" if condition.is_open else "met"
        until = f", due {date_in_words(condition.due_on)}" if condition.due_on else ""
        when = "to be met first" if condition.nature is Nature.PRECEDENT else "throughout"
        screen.print(f"Condition {condition.id} ({when}, {state}{until}): {escape(condition.text)}")
    if view.answer:
        screen.print(f"Answer: {escape(view.answer)}")
    allowed = [one.do.value for one in view.offers if one.allowed]
    screen.print(f"You may now: {', '.join(dict.fromkeys(allowed)) or 'read'}.")
    for offer in view.offers:
        if not offer.allowed and offer.reason is not Reason.WRONG_STATUS:
            screen.print(f"[dim]You may not {offer.do.value}: {escape(offer.sentence)}[/]")
