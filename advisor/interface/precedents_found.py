"""Precedents as markup: their tags, a card for each, and the words that stand above every list of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from advisor.governance.precedents.pack import NearPrecedent
from advisor.governance.precedents.precedent import Decided, Precedent
from advisor.governance.precedents.standing import PrecedentStatus
from advisor.governance.precedents.told_apart import Opposite, from_case, from_opposites
from advisor.governance.words import date_in_words
from advisor.interface import banners, precedents_consulting, wording
from advisor.interface.escaping import own_link, text
from advisor.interface.review_words import tag
from corpus.source import Classification

STATUSES: dict[PrecedentStatus, str] = {
    PrecedentStatus.CURRENT: "Current",
    PrecedentStatus.NOT_YET_EFFECTIVE: "Not yet effective",
    PrecedentStatus.EXPIRED: "Expired",
    PrecedentStatus.SUPERSEDED: "Superseded",
    PrecedentStatus.REVOKED: "Revoked",
}
DECISIONS: dict[Decided, str] = {one: one.in_words.capitalize() for one in Decided}

_COLOURS: dict[PrecedentStatus, str] = {
    PrecedentStatus.CURRENT: "green", PrecedentStatus.NOT_YET_EFFECTIVE: "blue", PrecedentStatus.EXPIRED: "orange",
    PrecedentStatus.SUPERSEDED: "grey", PrecedentStatus.REVOKED: "red",
}  # fmt: skip
_ALL_INVENTED = (
    "Every precedent shown here is invented: made up to practise with. No body decided any of them, and none may be "
    "cited."
)
_ONE_INVENTED = "It was made up to practise with. No body decided it, and it may not be cited."
_SOME_INVENTED = (
    "Those marked “Invented” were made up to practise with. No body decided any of them, and none may be cited."
)


def link(precedent_id: str, words: str, *, seen_at: Classification | None = None) -> str:
    """A link to the page of a precedent, as it stands on the day in the address; ``seen_at`` as in ``carried``."""
    return own_link("/precedents", words, id=precedent_id, **precedents_consulting.carried(seen_at))


def tags(
    decision: Decided, status: PrecedentStatus, *, invented: bool, marking: Classification = Classification.OFFICIAL
) -> str:
    """The decision, where it stands, its marking where that is high, and whether it is invented."""
    colour = _COLOURS[status] if decision.permits else "grey"  # what permits nothing is never shown in green
    said = [tag(DECISIONS[decision], "plain"), tag(STATUSES[status], colour)]
    if marking is not Classification.OFFICIAL:
        said.append(tag(wording.MARKINGS[marking], "red"))
    if invented:
        said.append(tag("Invented", "yellow"))
    return f'<p class="ga-cards__marks">{" ".join(said)}</p>'


def invented_banner(invented: Iterable[bool]) -> str:
    """What is said above a list in which something is invented."""
    marks = list(invented)
    if not any(marks):
        return ""
    if len(marks) == 1:
        return banners.inset(_ONE_INVENTED, "correction", "Invented precedent")
    return banners.inset(_ALL_INVENTED if all(marks) else _SOME_INVENTED, "correction", "Invented precedents")


def cards(found: Sequence[NearPrecedent], rows: Mapping[str, Precedent], *, heading: int = 2) -> str:
    """The nearest, a card for each, best first."""
    items = "".join(f"<li>{card(one, rows, heading)}</li>" for one in found)
    return f'<ol class="ga-cards ga-precedents">{items}</ol>'


def card(one: NearPrecedent, rows: Mapping[str, Precedent], heading: int) -> str:
    """One precedent beside a case: what is alike, what differs, what to beware of, and how it was decided."""
    row = rows.get(one.id)
    marking = row.classification if row else Classification.OFFICIAL
    said = [
        f"<h{heading}>{link(one.id, one.title)}</h{heading}>",
        tags(one.decision, one.status, invented=one.invented, marking=marking),
        f'<p class="ga-hint">{text(about(one, row))}</p>',
        warnings(one.warnings),
        '<dl class="ga-facts">',
        _row("What is alike", _listed(one.alike) or "Nothing that could be named; its words are near."),
        _row("What differs", _listed(from_case(one)) or "Nothing that could be named. Read it before you rely on it."),
        *(_row("Nearly the same, but decided differently", opposite(each, rows)) for each in from_opposites(one)),
        "</dl>",
        _decided(one),
    ]
    return "".join(said)


def opposite(one: Opposite, rows: Mapping[str, Precedent]) -> str:
    """A near-identical precedent of the other outcome, and what set the two apart: the other one is “there”."""
    name = rows[one.precedent_id].name if one.precedent_id in rows else one.precedent_id
    return f"<p>{link(one.precedent_id, name)} was {text(one.decided)}.</p>{_listed(one.points)}"


def about(one: NearPrecedent, row: Precedent | None) -> str:
    """Whose it was, where, and its days."""
    pieces = [one.organisation, wording.PLACES[one.jurisdiction], f"Decided {date_in_words(one.decided_on)}"]
    if row and row.effective_on:
        pieces.append(f"effective from {date_in_words(row.effective_on)}")
    if row and row.valid_until:
        pieces.append(f"valid until {date_in_words(row.valid_until)}")
    return " · ".join(piece for piece in pieces if piece)


def warnings(said: Iterable[str]) -> str:
    """What a reader has to beware of."""
    return "".join(f'<p><strong class="ga-warn">Take care:</strong> {text(one)}</p>' for one in said)


def row_item(one: Precedent, status: PrecedentStatus) -> str:
    """A precedent in a list that compares it with nothing."""
    pieces = [one.organisation, wording.PLACES[one.jurisdiction], f"Decided {date_in_words(one.decided_on)}"]
    if one.valid_until:
        pieces.append(f"valid until {date_in_words(one.valid_until)}")
    return (
        f"<li>{link(one.id, one.name)}"
        f'<span class="ga-results__about">{text(" · ".join(piece for piece in pieces if piece))}</span>'
        f"{tags(one.decision, status, invented=one.invented, marking=one.classification)}</li>"
    )


def _decided(one: NearPrecedent) -> str:
    parts = [
        _row("Reasons", text(one.reasons) or "None are recorded."),
        _row("Conditions", _listed(one.conditions) or "None."),
    ]
    if one.outcome:
        parts.append(_row("Afterwards", text(one.outcome)))
    return (
        f'<details class="ga-details"><summary>Why it was {text(one.decision.in_words)}'
        f'<span class="ga-hidden">: {text(one.title)}</span></summary><dl class="ga-facts">{"".join(parts)}</dl>'
        "</details>"
    )


def _row(name: str, said: str) -> str:
    return f"<div><dt>{name}</dt><dd>{said}</dd></div>"


def _listed(said: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{text(one)}</li>' for one in said)}</ul>" if said else ""
