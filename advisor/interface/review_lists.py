"""The lists of the Review page as markup: what waits for a person, what falls due, and cases."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.approval.day import day_of
from advisor.governance.words import date_in_words
from advisor.interface import identity
from advisor.interface.escaping import own_link, text
from advisor.interface.holdings_tables import table
from advisor.interface.review_words import KINDS, status_tag, tag, trial_tag
from advisor.journeys.casework_queue import CaseSummary, DueItem, QueueItem

OVERDUE = tag("Overdue", "red")


def case_link(case_id: str, words: str) -> str:
    """A link to a case."""
    return own_link("/review", words, case=case_id, **identity.carried())


def waiting(items: Sequence[QueueItem]) -> str:
    """What waits for the person, a card for each case."""
    return f'<ol class="ga-cards">{"".join(_card(one) for one in items)}</ol>'


def falling_due(items: Sequence[DueItem]) -> str:
    """What falls due, a row for each."""
    rows = [
        f'<tr><th scope="row">{text(date_in_words(one.on))}{f" {OVERDUE}" if one.overdue else ""}</th>'
        f"<td>{text(one.words)}</td><td>{case_link(one.case_id, one.title)} {trial_tag(one.watermark)}</td></tr>"
        for one in items
    ]
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Day", "What", "Case"))
    return table("What falls due, the earliest first", heads, rows)


def cases(found: Sequence[CaseSummary], caption: str) -> str:
    """Cases, a row for each."""
    rows = [
        f'<tr><th scope="row">{case_link(one.case_id, one.title)} {trial_tag(one.watermark)}</th>'
        f"<td>{status_tag(one.status)}</td><td>{KINDS[one.kind]}</td><td>{text(', '.join(one.parties))}</td>"
        f"<td>{text(one.author)}</td><td>{_day(one)}</td><td>{_next(one)}</td></tr>"
        for one in found
    ]
    names = ("Case", "Status", "Kind", "Organisations", "Author", "Opened", "Next due")
    return table(caption, "".join(f'<th scope="col">{name}</th>' for name in names), rows)


def _card(item: QueueItem) -> str:
    one = item.summary
    tasks = "".join(
        f"<li><strong>{text(task.words)}</strong> "
        f'<span class="ga-cards__since">since {text(date_in_words(day_of(task.since)))}</span></li>'
        for task in item.tasks
    )
    due = ""
    if one.next_due:
        due = f"<p>{text(one.next_due.words)}: {text(date_in_words(one.next_due.on))}</p>"
    about = f"{KINDS[one.kind]} by {one.author}, for {', '.join(one.parties)}"
    overdue = f" {OVERDUE}" if item.overdue else ""
    late = ' class="ga-cards--overdue"' if item.overdue else ""
    return (
        f"<li{late}><h2>{case_link(one.case_id, one.title)}</h2>"
        f'<p class="ga-cards__marks">{status_tag(one.status)}{overdue} {trial_tag(one.watermark)}</p>'
        f'<ul class="ga-cards__tasks">{tasks}</ul><p class="ga-hint">{text(about)}</p>{due}</li>'
    )


def _day(one: CaseSummary) -> str:
    return text(date_in_words(day_of(one.opened_at)))


def _next(one: CaseSummary) -> str:
    if one.next_due is None:
        return "–"
    overdue = f" {OVERDUE}" if one.next_due.overdue else ""
    return f"{text(one.next_due.words)}, {text(date_in_words(one.next_due.on))}{overdue}"
