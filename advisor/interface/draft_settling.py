"""Settling a contradiction: the wording that does not hold goes out of the draft, and no more than that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.work import FactReview, Verdict
from advisor.interface import draft_facts
from advisor.interface.draft_facts import Understood

_LONGEST_PHRASE = 6


@dataclass(frozen=True)
class Settlement:
    """What follows from a person's word on a contradiction.

    ``reviews`` strike the sentences that only say what does not hold, and put right a name or figure in the others.
    ``by_hand`` are sentences that also say something else, which a person has to put right.
    """

    reviews: tuple[FactReview, ...]
    by_hand: tuple[str, ...]


def settled(contradiction: Contradiction, holds: str, items: Sequence[Understood]) -> Settlement:
    """What becomes of the sentences that say otherwise than ``holds``."""
    reviews: list[FactReview] = []
    by_hand: list[str] = []
    for here in _sentences(items):
        sentence = here[0].sentence
        gone = [one for one in contradiction.values if not _same(one, holds) and _in(one, sentence)]
        if not gone or not any(fact.fact.field == contradiction.field for one in here for fact in one.facts):
            continue
        whole = any(_same(one, sentence) for one in gone)
        if whole and not _says_more(here, contradiction.field):
            reviews += [review for one in here for review in draft_facts.struck(one)]
        elif not whole and holds in contradiction.values and all(map(_is_phrase, (holds, *gone))):
            reviews += _put_right(here, gone, holds)
        else:
            by_hand.append(sentence)
    return Settlement(tuple(reviews), tuple(by_hand))


def _sentences(items: Iterable[Understood]) -> list[list[Understood]]:
    """What still counts, by the sentence that it stands in."""
    found: dict[str, list[Understood]] = {}
    for one in items:
        if not one.is_struck:
            found.setdefault(one.sentence, []).append(one)
    return list(found.values())


def _says_more(here: Iterable[Understood], field: str) -> bool:
    """Whether a sentence holds a name, date or figure that has nothing to do with the contradiction."""
    return any(not one.is_sentence and all(fact.fact.field != field for fact in one.facts) for one in here)


def _put_right(here: Iterable[Understood], gone: Iterable[str], holds: str) -> list[FactReview]:
    reviews = []
    for one in here:
        said = one.corrected or one.words
        for wrong in gone:
            said = said.replace(wrong, holds)
        if said != (one.corrected or one.words):
            reviews += [FactReview(fact_id=each, verdict=Verdict.EDITED, value=said) for each in one.fields]
    return reviews


def _is_phrase(words: str) -> bool:
    return len(words.split()) <= _LONGEST_PHRASE


def _plain(words: str) -> str:
    return " ".join(words.split()).rstrip(".").casefold()


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _in(part: str, whole: str) -> bool:
    return _plain(part) in _plain(whole)
