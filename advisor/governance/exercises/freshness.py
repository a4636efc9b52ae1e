"""Whether an exercise still says what the law is: its citations are held, and its cards are as they were reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from advisor.governance.exercises.exercise import Exercise
from corpus.source import Frozen


class CardState(Frozen):
    """A card as it stands: a digest of what it says, the addresses that it cites, and the day its law ended."""

    id: str
    title: str
    url: str
    digest: str
    addresses: frozenset[str]
    ended_on: date | None = None


Cards = Mapping[str, CardState]
"""Every card, by its id."""


def faults(exercise: Exercise, cards: Cards) -> tuple[str, ...]:
    """Citations that the corpus does not hold, each with its step."""
    known = {address for card in cards.values() for address in card.addresses}
    found = []
    for step in exercise.steps:
        for one in step.citations:
            card = cards.get(one.card) if one.card else None
            if one.card and card is None:
                found.append(f"{exercise.id}, step {step.id}: there is no card {one.card}.")
            elif one.address and card is not None and one.address not in card.addresses:
                found.append(f"{exercise.id}, step {step.id}: the card {one.card} does not cite {one.address}.")
            elif one.address and one.address not in known:
                found.append(f"{exercise.id}, step {step.id}: no card cites {one.address}.")
    return tuple(found)


def digests(exercise: Exercise, cards: Cards) -> dict[str, str]:
    """What a review of an exercise writes down: the digest of every card that it cites."""
    return {card: cards[card].digest for card in sorted(exercise.cards) if card in cards}


def outdated_because(exercise: Exercise, cards: Cards, reviewed: Mapping[str, str], today: date) -> tuple[str, ...]:
    """Why an exercise needs a review before it is offered again; empty for one that is current.

    Args:
        exercise: the exercise.
        cards: the cards as they stand.
        reviewed: the digest of each card when the exercise was last reviewed.
        today: a law that has ended by this day, and had not when the exercise was checked, was replaced.
    """
    reasons = []
    for card_id in sorted(exercise.cards):
        card = cards.get(card_id)
        if card is None:
            reasons.append(f"The card {card_id} is no longer held.")
        elif card_id not in reviewed:
            reasons.append(f"Nobody has reviewed it against the card “{card.title}”.")
        elif reviewed[card_id] != card.digest:
            reasons.append(f"The card “{card.title}” has changed since it was reviewed.")
        elif card.ended_on is not None and exercise.as_at < card.ended_on <= today:
            reasons.append(f"The law of the card “{card.title}” was replaced on {card.ended_on.isoformat()}.")
    held = {address for card in cards.values() for address in card.addresses}
    reasons += [f"No card cites {one} any longer." for one in sorted(exercise.addresses - held)]
    return tuple(reasons)


def citation_urls(exercise: Exercise, step_id: str, cards: Cards) -> tuple[str, ...]:
    """The official addresses on which a step rests."""
    found = [
        one.address or cards[one.card or ""].url
        for one in exercise.step(step_id).citations
        if one.address or one.card in cards
    ]
    return tuple(dict.fromkeys(found))
