"""What was understood of a proposal, for a person to check: each stretch of its words once, with what it counts as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from advisor.governance.drafting.draft import FactKind
from advisor.governance.drafting.work import FactReview, Verdict
from advisor.interface.draft_words import KINDS
from advisor.journeys.draft_reading import FactShown


@dataclass(frozen=True)
class Understood:
    """Words of the proposal and every fact that was made of them. ``number`` is what the page calls them, from 1."""

    number: int
    facts: tuple[FactShown, ...]

    @property
    def words(self) -> str:
        """The words, as the proposal has them."""
        return self.facts[0].fact.value

    @property
    def sentence(self) -> str:
        """The sentence that they stand in."""
        return self.facts[0].fact.source_text

    @property
    def kind(self) -> FactKind:
        """What sort of fact they state."""
        return self.facts[0].fact.kind

    @property
    def is_sentence(self) -> bool:
        """Whether they are a whole sentence, and no name, date or figure in one."""
        return " ".join(self.words.split()) == " ".join(self.sentence.split())

    @property
    def fields(self) -> dict[str, str]:
        """What they count as: the fact's id and its field in words, without what a person has struck."""
        return {
            one.fact.id: one.field_words
            for one in self.facts
            if one.review is None or one.review.verdict is not Verdict.STRUCK
        }

    @property
    def is_struck(self) -> bool:
        """Whether a person has struck all of it."""
        return not self.fields

    @property
    def is_reviewed(self) -> bool:
        """Whether a person has said something of every fact in it."""
        return all(one.review is not None for one in self.facts)

    @property
    def corrected(self) -> str:
        """What a person says that it should be; empty where they left the words."""
        return next((one.review.value for one in self.facts if one.review is not None and one.review.value), "")


def understood(facts: Iterable[FactShown]) -> list[Understood]:
    """Each stretch of words once: names, dates and figures by kind, then the sentences in their order."""
    found: dict[tuple[int, int, str], list[FactShown]] = {}
    for one in facts:
        found.setdefault((one.fact.start, one.fact.end, one.fact.value), []).append(one)
    kinds = list(KINDS)
    items = [Understood(0, tuple(few)) for few in found.values()]
    items.sort(key=lambda one: (one.is_sentence, 0 if one.is_sentence else kinds.index(one.kind)))
    return [replace(one, number=number) for number, one in enumerate(items, start=1)]


def confirmed(items: Iterable[Understood]) -> list[FactReview]:
    """The reviews that say of everything not yet looked at that it is right."""
    return [
        FactReview(fact_id=one.fact.id, verdict=Verdict.CONFIRMED)
        for item in items
        for one in item.facts
        if one.review is None
    ]


def struck(item: Understood) -> list[FactReview]:
    """The reviews that strike the words with all that they count as."""
    return [FactReview(fact_id=one.fact.id, verdict=Verdict.STRUCK) for one in item.facts]


def put_back(item: Understood) -> list[FactReview]:
    """The reviews that let the words stand as the proposal has them."""
    return [FactReview(fact_id=one.fact.id, verdict=Verdict.CONFIRMED) for one in item.facts]


def corrected(item: Understood, words: str, kept: Iterable[str], moved_to: str = "") -> list[FactReview]:
    """The reviews that put words right, leave away what they do not count as, and count them as something else.

    Args:
        item: the words as they were understood.
        words: what they should be; as they are where nothing changes.
        kept: the ids of the facts that they count as.
        moved_to: a field that they count as in place of what was left away, or of the first that was kept.
    """
    stay = set(kept)
    value = "" if words.strip() in ("", item.words) else words.strip()
    away = [one.fact.id for one in item.facts if one.fact.id not in stay]
    mover = (away or [item.facts[0].fact.id])[0] if moved_to else None
    reviews = []
    for one in item.facts:
        if one.fact.id == mover:
            reviews.append(FactReview(fact_id=mover, verdict=Verdict.EDITED, value=value, field=moved_to))
        elif one.fact.id not in stay:
            reviews.append(FactReview(fact_id=one.fact.id, verdict=Verdict.STRUCK))
        elif value:
            reviews.append(FactReview(fact_id=one.fact.id, verdict=Verdict.EDITED, value=value))
        else:
            reviews.append(FactReview(fact_id=one.fact.id, verdict=Verdict.CONFIRMED))
    return reviews


def followed(item: Understood, words: str, items: Iterable[Understood]) -> list[FactReview]:
    """The reviews that keep the rest of a sentence true to what was put right in it, so that no part gainsays another.

    A name or figure that is put right is put right in its sentence too; one that a person's sentence no longer holds is
    struck.
    """
    said, now = words.strip(), item.corrected or item.words
    if not said or said == now:
        return []
    reviews: list[FactReview] = []
    for other in items:
        if other.number == item.number or other.sentence != item.sentence or other.is_struck:
            continue
        held = other.corrected or other.words
        if not item.is_sentence and now in held:
            value = held.replace(now, said)
            reviews += [FactReview(fact_id=one, verdict=Verdict.EDITED, value=value) for one in other.fields]
        elif item.is_sentence and not other.is_sentence and held not in said:
            reviews += struck(other)
    return reviews
