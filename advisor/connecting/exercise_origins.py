"""What a new exercise is made from: a card, a precedent that ships, or the text of a draft."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from advisor.connecting.precedents import SHIPPED_FILE
from advisor.errors import NotHeld, SettingsFault
from advisor.governance.exercises.skeleton import Origin
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.register_rows import read_json_lines
from corpus.shipped import load_shipped
from corpus.source import UK, Jurisdiction

_LONGEST_DRAFT_CHARACTERS = 20_000


def origin_of(*, card: str | None, precedent: str | None, draft: Path | None) -> Origin:
    """The origin that is named.

    Raises:
        NotHeld: there is no such card or precedent.
        SettingsFault: there is no such file, or it is not text.
    """
    if card is not None:
        return _of_card(card)
    if precedent is not None:
        return _of_precedent(precedent)
    assert draft is not None, "one of the three is given"
    return _of_draft(draft)


@cache
def shipped_precedents() -> dict[str, Precedent]:
    """The precedents that ship, by their ids."""
    text = files("corpus").joinpath("precedents", SHIPPED_FILE).read_text("utf-8")
    return {row.precedent.id: row.precedent for row in read_json_lines(text.splitlines()) if row.precedent}


def _of_card(card_id: str) -> Origin:
    for card in load_shipped():
        if card.source.id == f"card/{card_id}":
            passage = card.passage
            cited = (reference.url for one in passage.statements for reference in one.references)
            wrong = tuple(f"Often believed, and wrong: {one.wrong}" for one in passage.corrections)
            return Origin(
                title=card.source.title,
                jurisdiction=_jurisdiction(card.source.extent),
                sayings=(*(one.text for one in passage.statements), *wrong),
                card=card_id,
                addresses=tuple(dict.fromkeys(cited))[:2],
            )
    raise NotHeld(f"There is no card {card_id}.", "`advisor corpus status --json` lists the cards.")


def _of_precedent(precedent_id: str) -> Origin:
    found = shipped_precedents().get(precedent_id)
    if found is None:
        raise NotHeld(f"There is no precedent {precedent_id} that ships.", "`advisor precedents search` finds them.")
    return Origin(
        title=found.name,
        jurisdiction=found.jurisdiction.value,
        sayings=(f"Reasons: {found.reasons}", *(f"Condition: {one}" for one in found.conditions)),
        facts=found.facts,
        decision=f"Decided: {found.decision.in_words}",
        addresses=found.law_relied_on[:2],
    )


def _of_draft(path: Path) -> Origin:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise SettingsFault(f"{path} cannot be read as text.", "Give a draft in Markdown or plain text.") from None
    lines = [line.lstrip("#> ").strip() for line in text[:_LONGEST_DRAFT_CHARACTERS].splitlines()]
    paragraphs = [line for line in lines if re.search(r"\w", line)]
    if not paragraphs:
        raise SettingsFault(f"{path} holds no words.", "Give a draft in Markdown or plain text.")
    return Origin(
        title=paragraphs[0][:120], jurisdiction=Jurisdiction.UK.value, sayings=(), facts=" ".join(paragraphs[1:])
    )


def _jurisdiction(extent: tuple[str, ...]) -> str:
    if extent == UK:
        return Jurisdiction.UK.value
    return next((one.value for one in Jurisdiction if one.territory == extent[0]), Jurisdiction.UK.value)
