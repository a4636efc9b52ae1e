"""How long precedents counted and what took their place: a picture made of blocks, and the same in a table.

Streamlit strips SVG from markup; blocks also reflow on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.standing import PrecedentStatus
from advisor.governance.words import date_in_words
from advisor.interface import precedents_found
from advisor.interface.escaping import text
from advisor.interface.holdings_tables import table
from advisor.interface.review_words import tag

_MOST_LABEL = 70


class Span(NamedTuple):
    """From when to when a precedent counted, and why it ended; ``end`` is ``None`` where no end is known."""

    row: Precedent
    status: PrecedentStatus
    begin: date
    end: date | None
    why: str


def span(row: Precedent, status: PrecedentStatus, held: Mapping[str, Precedent], on: date) -> Span:
    """When it counted, as known on a day. Only precedents that the reader may see are named as successors."""
    ends: list[tuple[date, str]] = []
    if row.revoked_on is not None and row.revoked_on <= on:
        ends.append((row.revoked_on, "Revoked"))
    for one in successors(row, held):
        ends.append((one.begins_on, f"Superseded by {one.id}"))
    if row.valid_until is not None:
        ends.append((row.valid_until, "Ran out" if row.valid_until < on else "Runs out"))
    end, why = min(ends, default=(None, ""))
    if end is None and status is PrecedentStatus.SUPERSEDED:
        why = "Superseded by a decision that is not shown here"
    return Span(row, status, row.begins_on, end, why)


def successors(row: Precedent, held: Mapping[str, Precedent]) -> list[Precedent]:
    """What took its place, among those that the reader may see, whichever of the two links says so."""
    found = [one for one in held.values() if one.id != row.id and row.id == one.supersedes]
    named = held.get(row.superseded_by or "")
    if named is not None and named.id != row.id and named not in found:
        found.append(named)
    return sorted(found, key=lambda one: (one.begins_on, one.id))


def chain(row: Precedent, held: Mapping[str, Precedent]) -> list[Precedent]:
    """A precedent with everything that it followed and that followed it, the earliest first."""
    joined = {row.id}
    links = [(one.id, other) for one in held.values() for other in (one.supersedes, one.superseded_by) if other in held]
    grown = True
    while grown:
        grown = False
        for one, other in links:
            if (one in joined) != (other in joined):
                joined |= {one, str(other)}
                grown = True
    return sorted((held[one] for one in joined if one in held), key=lambda one: (one.begins_on, one.id))


def draw(spans: Sequence[Span], on: date, caption: str) -> str:
    """The picture and its table."""
    if not spans:
        return ""
    return f"{_picture(spans, on)}{_table(spans, caption)}"


def _picture(spans: Sequence[Span], on: date) -> str:
    first = date(min(one.begin for one in spans).year, 1, 1)
    last = date(max([on, *(one.end or one.begin for one in spans)]).year + 1, 1, 1)
    whole = (last - first).days

    def place(day: date) -> float:
        return round(100 * (day - first).days / whole, 2)

    rows = []
    for one in spans:
        if one.row.decision.permits:
            left, right = place(one.begin), place(one.end) if one.end and one.end > one.begin else 100.0
            if one.end is not None and one.end <= one.begin:
                right = left
            shape = (
                f'<span class="ga-plot__span ga-plot__span--{one.status.value.replace("_", "-")}" '
                f'style="left: {left}%; width: {round(right - left, 2)}%"></span>'
            )
        else:
            shape = f'<span class="ga-plot__before" style="left: {place(one.row.decided_on)}%"></span>'
        rows.append(
            f'<div class="ga-plot__row"><span>{text(_short(one.row))}</span><span class="ga-plot__track '
            f'ga-plot__track--plain">{shape}<span class="ga-plot__today" style="left: {place(on)}%"></span>'
            "</span></div>"
        )
    middle = (first.year + last.year) // 2
    years = [first.year, *([middle] if first.year < middle < last.year else []), last.year]
    axis = "".join(f'<span style="left: {place(date(year, 1, 1))}%">{year}</span>' for year in years)
    keys = "".join(
        f'<span><span class="ga-plot__key ga-plot__key--{key}"></span> {words}</span>'
        for key, words in (
            ("current", "current"), ("ended", "ended"), ("to-come", "to come"), ("before", "permitted nothing"),
            ("today", text(date_in_words(on))),
        )
    )  # fmt: skip
    told = "; ".join(f"{_short(one.row)}: {_in_words(one)}" for one in spans)
    return (
        f'<p class="ga-hint ga-plot__keys">{keys}</p><div class="ga-plot" role="img" aria-label="Time line from '
        f'{first.year} to {last.year}. {text(told)}. The table below says the same.">{"".join(rows)}'
        f'<div class="ga-plot__row"><span></span><span class="ga-plot__years">{axis}</span></div></div>'
    )


def _table(spans: Sequence[Span], caption: str) -> str:
    rows = []
    for one in spans:
        until = date_in_words(one.end) if one.end else "No end is known"
        if not one.row.decision.permits:
            until, why = "Permitted nothing", ""
        else:
            why = one.why
        colour_words = precedents_found.STATUSES[one.status]
        rows.append(
            f'<tr><th scope="row">{precedents_found.link(one.row.id, one.row.name)}</th>'
            f"<td>{precedents_found.DECISIONS[one.row.decision]}</td><td>{text(date_in_words(one.begin))}</td>"
            f"<td>{text(until)}</td><td>{text(why)}</td><td>{tag(colour_words, 'plain')}</td></tr>"
        )
    heads = ("Precedent", "Decision", "Counts from", "Until", "Why it ends", "Status")
    return table(caption, "".join(f'<th scope="col">{head}</th>' for head in heads), rows)


def _in_words(one: Span) -> str:
    if not one.row.decision.permits:
        return f"{one.row.decision.in_words} {date_in_words(one.row.decided_on)}"
    until = f" to {date_in_words(one.end)}" if one.end else ", no end known"
    return f"{date_in_words(one.begin)}{until}, {precedents_found.STATUSES[one.status].lower()}"


def _short(row: Precedent) -> str:
    name = row.name.removesuffix(" (invented)")
    return name if len(name) <= _MOST_LABEL else f"{name[: _MOST_LABEL - 1].rstrip()}…"
