"""What was said and decided on a case, as markup: advice, risk, the regulator, decisions, conditions, the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.approval.record import Outcome
from advisor.governance.words import date_in_words
from advisor.interface.escaping import text
from advisor.interface.holdings_tables import table
from advisor.interface.review_proposed import by_paragraph
from advisor.interface.review_words import ENDINGS, GIVEN, NATURES, OUTCOMES, tag
from advisor.journeys.casework_history import moment_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from advisor.journeys.casework_history import HistoryLine
    from advisor.journeys.casework_shown import AdviceView, CaseView, DecisionView, PartyView

_GIVEN_COLOURS = dict(zip(GIVEN, ("green", "yellow", "red"), strict=True))


def draw(view: CaseView) -> str:
    """Everything that was said and decided."""
    parties = "".join(_party(one) for one in view.parties)
    return f"{_advice(view.advice)}{_consultations(view)}<h2>Decisions</h2>{parties}{_conditions(view)}"


def history(view: CaseView) -> str:
    """What happened, the latest first."""
    items = "".join(_line(one) for one in reversed(view.history))
    return f'<h2 class="ga-after">What happened</h2><ol class="ga-timeline">{items}</ol>'


def _advice(given: Sequence[AdviceView]) -> str:
    if not given:
        return "<h2>Advice</h2><p>Nobody has advised yet.</p>"
    items = "".join(
        f'<li><p class="ga-said__who">{tag(GIVEN[one.view], _GIVEN_COLOURS[one.view]) if one.view else ""} '
        f"<strong>{text(one.by)}</strong>, {text(one.role.value if one.role else '')} of {text(one.organisation)}</p>"
        f'{by_paragraph([one.text])}<p class="ga-hint">{text(moment_in_words(one.at))}, '
        f"{'on this version' if one.on_this_version else 'on an earlier version, so it does not count'}</p></li>"
        for one in reversed(given)
    )
    return f'<h2>Advice</h2><ul class="ga-said">{items}</ul>'


def _party(party: PartyView) -> str:
    where = " (decides outside)" if party.outside else ""
    views = "".join(_judged(one, f"{OUTCOMES[one.outcome]}, as one reviewer sees it") for one in party.views)
    risk = "".join(
        f"<p>High residual risk accepted by <strong>{text(who)}</strong>.</p>{by_paragraph([why])}"
        for who, why in zip(party.risk_accepted_by, party.risk_reasons, strict=True)
    )
    if party.waiver_reasons:
        risk += f"<p>The regulator need not be asked:</p>{by_paragraph(party.waiver_reasons)}"
    decided = _judged(party.decision, OUTCOMES[party.decision.outcome]) if party.decision else ""
    waits = "" if decided else "<p>Has not decided on this version yet.</p>"
    return f'<section class="ga-party"><h3>{text(party.name)}{where}</h3>{risk}{views}{decided}{waits}</section>'


def _judged(one: DecisionView, words: str) -> str:
    colour = "green" if one.outcome is Outcome.APPROVED else "red"
    facts = [
        ("Decided by" if not one.attested else "How it came here", text(one.by)),
        ("When", text(moment_in_words(one.at))),
        ("Reasons", by_paragraph(one.reasons)),
    ]
    if one.overruling:
        facts.append(("Why the advice is not followed", by_paragraph(one.overruling)))
    if one.valid_until:
        facts.append(("Until", text(date_in_words(one.valid_until))))
    if one.review_on:
        facts.append(("First review", text(date_in_words(one.review_on))))
    rows = "".join(f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in facts)
    return f'<p class="ga-cards__marks">{tag(words, colour)}</p><dl class="ga-facts">{rows}</dl>'


def _conditions(view: CaseView) -> str:
    if not view.conditions:
        return ""
    rows = [
        f'<tr><th scope="row">{text(one.text)}</th><td>{text(one.organisation)}</td><td>{NATURES[one.nature]}</td>'
        f"<td>{_day(one.due_on)}</td><td>{_state(one.is_open, one.met_by)}</td></tr>"
        for one in view.conditions
    ]
    names = ("Condition", "Set by", "When it applies", "Due", "State")
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    return f"<h2>Conditions</h2>{table('Conditions of the approval', heads, rows)}"


def _state(is_open: bool, met_by: Sequence[str]) -> str:
    if is_open:
        return tag("Open", "yellow")
    return f"{tag('Met', 'green')} recorded by {text(', '.join(met_by))}"


def _consultations(view: CaseView) -> str:
    if not view.consultations:
        return ""
    rows = []
    for one in view.consultations:
        ended = f"{ENDINGS[one.outcome]}, {_day(one.closed_on)}" if one.outcome else "Awaited"
        paused = " (the clock stands still)" if one.paused else ""
        which = "this one" if one.on_this_version else "an earlier one"
        rows.append(
            f'<tr><th scope="row">{_day(one.sent_on)}</th><td>{text(one.organisation)}</td><td>{which}</td>'
            f"<td>{_day(one.advice_due)}{paused}</td><td>{ended}</td></tr>"
        )
    names = ("Asked on", "By", "On which version", "Advice due", "How it ended")
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    return f"<h2>Consultation of the regulator</h2>{table('Consultations', heads, rows)}"


def _line(one: HistoryLine) -> str:
    when, _, what = one.sentence.partition(": ")
    said = f'<div class="ga-timeline__said">{by_paragraph(one.texts)}</div>' if one.texts else ""
    return f'<li><p class="ga-timeline__when">{text(when)}</p><p>{text(what)}</p>{said}</li>'


def _day(when: date | None) -> str:
    return text(date_in_words(when)) if when else "–"
