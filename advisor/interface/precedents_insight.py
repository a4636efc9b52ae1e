"""Over time: how long approvals take, what comes back and why, which conditions recur, and what ends soon."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from advisor.approval.proposal import CaseKind
from advisor.governance.precedents.insight import Insight, Waiting, end_of_next_quarter
from advisor.governance.words import date_in_words
from advisor.interface import precedents_consulting, precedents_found, wording
from advisor.interface.escaping import text
from advisor.interface.holdings_tables import table
from advisor.interface.review_words import KINDS

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.composition import Advisor

_MOST = 12


def draw(advisor: Advisor, actor: Actor) -> None:
    """Everything on one page, from the cases that the person may read and the precedents that they may see."""
    on, clearance = precedents_consulting.today(), precedents_consulting.clearance()
    precedents_consulting.choose_clearance("insight-clearance")
    with st.spinner("Looking through cases and precedents"):
        found = advisor.precedents.insight(actor, on=on, clearance=clearance)
    held = precedents_consulting.rows(advisor, on=on, clearance=clearance)
    last = end_of_next_quarter(on)
    st.html(
        '<p class="ga-intro">From the real cases that you may read, trial cases left out, and from '
        f"{wording.counted(found.precedents, 'precedent')}.</p>"
        f"{precedents_found.invented_banner(one.invented for one in held.values())}"
        f"<h2>How long approvals take</h2>{_waiting(found)}"
        f"<h2>What is returned, and why</h2>{_returned(found)}"
        f"<h2>Which conditions recur</h2>{_recurring(found)}"
        f"<h2>What ends by {date_in_words(last)}</h2>{_expiring(found)}"
    )


def bars(rows: Sequence[tuple[str, float]], told: str, unit: str, *, second: Sequence[float] = ()) -> str:
    """Bars from nought, one for each row, and ``second`` a mark further on; ``told`` says what the picture shows.

    The picture stands beside a table of the same figures.
    """
    most = max([*(value for _, value in rows), *second], default=0.0) or 1.0
    drawn = []
    for place, (words, value) in enumerate(rows):
        mark = (
            f'<span class="ga-plot__before" style="left: {round(100 * second[place] / most, 1)}%"></span>'
            if second
            else ""
        )
        drawn.append(
            f'<div class="ga-plot__row"><span>{text(words)}</span><span class="ga-plot__track ga-plot__track--plain">'
            f'<span class="ga-plot__span ga-plot__span--plain" style="left: 0; width: {round(100 * value / most, 1)}%">'
            f"</span>{mark}</span></div>"
        )
    said = "; ".join(f"{words} {value:g}" for words, value in rows)
    units = unit if most == 1 else f"{unit}s"
    axis = f'<span class="ga-plot__axis"><span>0</span><span>{most:g} {text(units)}</span></span>'
    return (
        f'<div class="ga-plot" role="img" aria-label="{text(told)} {text(said)}. The table below has the same '
        f'figures.">{"".join(drawn)}<div class="ga-plot__row"><span></span>{axis}</div></div>'
    )


def _waiting(found: Insight) -> str:
    undecided = f"<p>{wording.counted(found.undecided, 'submitted case')} not decided yet.</p>"
    if not found.waiting:
        return f"<p>No real case that you may read has been submitted and decided yet.</p>{undecided}"
    named = [(_kind(one), one) for one in found.waiting]
    keys = (
        '<p class="ga-hint ga-plot__keys"><span><span class="ga-plot__key ga-plot__key--plain"></span> half were '
        'decided within</span><span><span class="ga-plot__key ga-plot__key--before"></span> nine in ten were decided '
        "within</span></p>"
    )
    picture = bars(
        [(name, one.median) for name, one in named],
        "Bars of the days from submission to decision, half of the cases:",
        "day",
        second=[float(one.slow) for _, one in named],
    )
    rows = [
        f'<tr><th scope="row">{text(name)}</th>{_number(one.cases)}{_number(one.median)}{_number(one.slow)}'
        f"{_number(one.longest)}</tr>"
        for name, one in named
    ]
    heads = ("Cases", "Half within", "Nine in ten within", "Longest")
    return f"{keys}{picture}{_table('Days from submission to decision', 'Kind of case', heads, rows)}{undecided}"


def _returned(found: Insight) -> str:
    if not found.returned:
        return "<p>No real case that you may read came back.</p>"
    return _counted(
        [(one.reason, one.times) for one in found.returned],
        "Bars of how often cases came back, by reason:",
        "Reasons for which cases came back",
        "Reason",
    )


def _recurring(found: Insight) -> str:
    if not found.recurring:
        return "<p>No condition stands in more than one precedent.</p>"
    return _counted(
        [(one.text, one.times) for one in found.recurring],
        "Bars of how many precedents carried a condition:",
        "Conditions that more than one precedent carried, like wordings together",
        "Condition",
    )


def _expiring(found: Insight) -> str:
    if not found.expiring:
        return "<p>No precedent that is current ends by then.</p>"
    rows = [
        f'<tr><th scope="row">{date_in_words(one.valid_until)}</th>'
        f"<td>{precedents_found.link(one.id, one.title)}</td></tr>"
        for one in found.expiring
    ]
    by_month: dict[str, float] = {}
    for one in found.expiring:
        name = f"{one.valid_until:%B} {one.valid_until.year}"
        by_month[name] = by_month.get(name, 0) + 1
    picture = bars(list(by_month.items()), "Bars of how many precedents end, by month:", "precedent")
    head = '<th scope="col">Last day</th><th scope="col">Precedent</th>'
    return f"{picture}{table('Current precedents that end, the earliest first', head, rows)}"


def _counted(found: Sequence[tuple[str, int]], told: str, caption: str, what: str) -> str:
    picture = bars([(words, float(times)) for words, times in found[:_MOST]], told, "time")
    rows = [f'<tr><th scope="row">{text(words)}</th>{_number(times)}</tr>' for words, times in found]
    return f"{picture}{_table(caption, what, ('Times',), rows)}"


def _table(caption: str, first: str, others: Sequence[str], rows: list[str]) -> str:
    heads = "".join(f'<th scope="col" class="ga-number">{head}</th>' for head in others)
    return table(caption, f'<th scope="col">{first}</th>{heads}', rows)


def _number(value: float) -> str:
    return f'<td class="ga-number">{value:g}</td>'


def _kind(one: Waiting) -> str:
    return KINDS[CaseKind(one.kind)]
