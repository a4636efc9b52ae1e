"""The quoting writer: answers in statements of the corpus, each already cited, and in nothing else.

It chooses which statements answer the question, puts them in the order correction, short answer, what to do,
exceptions, dates, and stops. Every sentence it shows stands verbatim in a passage, so it is grounded by construction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from advisor.governance.answer import Claim, Outcome
from advisor.governance.words import date_in_words
from advisor.journeys.citing import cite
from advisor.journeys.judging_question import (
    BEARS_ENOUGH,
    MOST_PASSAGES,
    asks_about_own_papers,
    outcome_of,
    own_documents,
)
from corpus import address
from corpus.passage import Part, Passage, Statement
from corpus.source import TERRITORIES, Checked, Kind, Standing
from retrieval.evidence import Evidence, RankedPassage
from retrieval.words import words as words_of

MOST_WORDS = 145
MOST_SOURCES = 6
_MOST_NAMED = 2
_TELLS_ENOUGH = 0.3
_NAMED = 0.5
_ANSWERS = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
_HELPS = 0.5
"""From which confidence on what was found helps somebody whose question is not answered."""
_BEST_OF_A_PART = 2
_STATEMENTS_OF_A_PART = 2
_SURE_OF_A_PART = 0.5
BELIEF_IS_HELD = 0.25
_NEARLY_ALL = 0.65
_FEWEST_WORDS_TO_COMPARE = 4
_FRAGMENT = re.compile(r"[—:–-]\s*$|^\((?:[a-z]{1,2}|[ivx]+)\)\s")
_OPENING_WORDS = re.compile(r"[—:–-]\s*$")


@dataclass(frozen=True)
class Draft:
    """What a writer gives back: the outcome, claims in the order to be shown, and what the reader must know of them."""

    outcome: Outcome
    claims: tuple[Claim, ...]
    premise_corrected: bool = False
    caveats: tuple[str, ...] = ()
    withheld: int = 0


@dataclass(frozen=True)
class _Choice:
    statement: Statement
    passage: Passage
    score: float
    passage_rank: int
    place: int
    part: Part


def write(evidence: Evidence, floor: float) -> Draft:
    """Answer from the evidence, or name why not.

    ``floor`` is the confidence, 0 to 1, below which nothing found is taken to be about the question.
    """
    outcome = outcome_of(evidence, floor)
    if outcome is Outcome.OUT_OF_SCOPE or evidence.confidence < (floor if outcome in _ANSWERS else _HELPS):
        return _silence(outcome, evidence)
    chosen = _corrections(evidence)
    corrected = bool(chosen)
    used = _passages_used(evidence, floor)
    for place, found in enumerate(used):
        first_of_its_kind = all(earlier.passage.kind is not found.passage.kind for earlier in used[:place])
        chosen += _from_passage(found, first_of_its_kind and "pinpoint" in found.found_by, evidence)
    chosen = _within_budget([*_of_parts_left_out(evidence), *chosen])
    if not any(choice.part is not Part.CORRECTION for choice in chosen):
        return _silence(outcome, evidence)
    ordered = _in_reading_order(chosen)
    claims = tuple(_claim(choice, evidence) for choice in ordered)
    said = (*_what_is_not_held(evidence, claims), *caveats([choice.passage for choice in ordered], evidence))
    return Draft(outcome, claims, corrected, said)


def _of_parts_left_out(evidence: Evidence) -> list[_Choice]:
    """For each question asked beside others that none of the best passages bears on: what tells most of it.

    Such statements count for more than all others, so that no half of a question goes without its answer.
    """
    looked_at = {one.passage.id for one in evidence.passages[:MOST_PASSAGES]}
    found: list[_Choice] = []
    for part in evidence.apart:
        best = part.passages[:_BEST_OF_A_PART]
        if part.confidence < _SURE_OF_A_PART or any(one.passage.id in looked_at for one in best):
            continue
        told = sorted(
            (choice for one in best for choice in _from_passage(one, False, part)), key=lambda one: -one.score
        )
        found += [replace(choice, score=1 + choice.score) for choice in told[:_STATEMENTS_OF_A_PART]]
    return found


def _what_is_not_held(evidence: Evidence, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The provisions that the question names, of which nothing is held and no claim speaks."""
    told = " ".join(claim.text for claim in claims)
    left = [label for label in evidence.not_held if " ".join(label.split()[-2:]).lower() not in told.lower()]
    return (f"Nothing is held of {', '.join(left)}, so nothing is said of it.",) if left else ()


def _silence(outcome: Outcome, evidence: Evidence) -> Draft:
    caveats: tuple[str, ...] = ()
    if evidence.held_but_elsewhere:
        labels = ", ".join(evidence.held_but_elsewhere)
        caveats = (f"{labels}: held, but not as law for the place or the day that you asked about.",)
    caveats += _what_is_not_held(evidence, ())
    if outcome is Outcome.OUT_OF_SCOPE and not evidence.understanding.english:
        caveats += (
            "Only questions in English are read so far. Ask your data protection officer, or ask again in English.",
        )
    if evidence.scope.historical:
        day = date_in_words(evidence.scope.on)
        caveats += (f"The rule as it stood on {day} is not held; today's rule is not given in its place.",)
    silent = Outcome.NO_EVIDENCE if outcome in _ANSWERS else outcome
    return Draft(silent, (), caveats=caveats)


def _corrections(evidence: Evidence) -> list[_Choice]:
    """The correction of the wrong belief that the question most likely holds, if it holds one."""
    held = [
        (likelihood, found, correction)
        for found in evidence.passages
        if found.score >= BEARS_ENOUGH * evidence.confidence
        for likelihood, correction in zip(found.belief_scores, found.passage.corrections, strict=False)
        if likelihood >= BELIEF_IS_HELD and holds(correction.right, evidence)
    ]
    if not held:
        return []
    likelihood, found, correction = max(held, key=lambda one: one[0])
    return [_Choice(correction.right, found.passage, likelihood, found.rank, 0, Part.CORRECTION)]


def _passages_used(evidence: Evidence, floor: float) -> list[RankedPassage]:
    """The passages to quote from: the asker's own papers or the provisions named, where asked for, else the best."""
    own = own_documents(evidence) if asks_about_own_papers(evidence) else []
    named = [found for found in evidence.passages if "pinpoint" in found.found_by and found.score >= floor]
    law = sorted((found for found in named if found.passage.kind is Kind.LEGISLATION), key=lambda one: one.passage.id)
    digests = [found for found in named if found.passage.kind is not Kind.LEGISLATION]
    scored = [found for found in evidence.passages if found.statement_scores]
    return own[:_MOST_NAMED] or [*digests[:1], *law[:_MOST_NAMED]] or scored[:MOST_PASSAGES]


def _from_passage(found: RankedPassage, named: bool, evidence: Evidence) -> list[_Choice]:
    """The statements of one passage that may be quoted; of texts other than cards, those that say something alone.

    Where the question named the provision, its opening is what was asked for, whatever else the question says.
    """
    passage = found.passage
    told = passage.told
    scores = found.statement_scores or (0.0,) * len(told)
    fragments = [not passage.questions and bool(_FRAGMENT.search(statement.text)) for statement in told]
    if all(fragments):
        fragments = [bool(_OPENING_WORDS.search(statement.text)) for statement in told]
    opening = next((place for place, fragment in enumerate(fragments) if not fragment), None)
    return [
        _Choice(
            statement,
            passage,
            score + (_NAMED if named and place == opening else 0.0),
            found.rank,
            place,
            statement.part if passage.questions else Part.LEAD,
        )
        for place, (statement, score) in enumerate(zip(told, scores, strict=True))
        if not fragments[place] and holds(statement, evidence)
    ]


def holds(statement: Statement, evidence: Evidence) -> bool:
    """Whether a statement is law where the asker is and, for a day in the past, on that day."""
    if not statement.in_force or not _held_on_the_day(statement, evidence):
        return False
    territory = evidence.scope.jurisdiction.territory
    if territory is None:
        return True
    if statement.extent is not None:
        return territory in statement.extent
    return any(territory in (address.extent_of(reference.url) or TERRITORIES) for reference in statement.references)


def _held_on_the_day(statement: Statement, evidence: Evidence) -> bool:
    """For a day in the past: whether every provision cited is known to have been law on that day."""
    if not evidence.scope.historical:
        return True
    facts = {one.url: one for one in evidence.provisions}
    on = evidence.scope.on
    known = [facts[reference.url] for reference in statement.references if reference.url in facts]
    return len(known) == len(statement.references) and all(
        one.in_force_from is not None and one.in_force_from <= on and (one.in_force_to is None or on < one.in_force_to)
        for one in known
    )


def _within_budget(chosen: list[_Choice]) -> list[_Choice]:
    """The best statements that fit the words and sources allowed; the first is always kept."""
    kept: list[_Choice] = []
    words = 0
    sources: set[str] = set()
    for choice in sorted(chosen, key=lambda one: (one.part is not Part.CORRECTION, -one.score)):
        length = len(choice.statement.text.split())
        if kept and choice.part is not Part.CORRECTION and choice.score < _TELLS_ENOUGH:
            break
        cited = sources | {reference.url for reference in choice.statement.references}
        if kept and (words + length > MOST_WORDS or len(cited) > MOST_SOURCES or _says_again(choice, kept)):
            continue
        kept.append(choice)
        words += length
        sources = cited
    return kept


def _says_again(choice: _Choice, kept: list[_Choice]) -> bool:
    """Whether a statement says little that one already kept does not say, on the strength of the same provision."""
    own = set(words_of(choice.statement.text))
    addresses = {reference.url for reference in choice.statement.references}
    for other in kept:
        if choice.statement.text == other.statement.text:
            return True
        if addresses.isdisjoint(reference.url for reference in other.statement.references):
            continue
        said = set(words_of(other.statement.text))
        shorter = min(len(own), len(said))
        if shorter >= _FEWEST_WORDS_TO_COMPARE and len(own & said) >= _NEARLY_ALL * shorter:
            return True
    return False


def _in_reading_order(chosen: list[_Choice]) -> list[_Choice]:
    """By part; within a part, first the passage that has the most telling statement, its statements as they stand."""
    telling: dict[tuple[Part, str], float] = {}
    for choice in chosen:
        key = (choice.part, choice.passage.id)
        telling[key] = max(telling.get(key, 0.0), choice.score)
    return sorted(
        chosen,
        key=lambda choice: (
            list(Part).index(choice.part),
            -telling[choice.part, choice.passage.id],
            choice.passage_rank,
            choice.place,
        ),
    )


def _claim(choice: _Choice, evidence: Evidence) -> Claim:
    citations = tuple(
        cite(reference, choice.statement, choice.passage, evidence) for reference in choice.statement.references
    )
    return Claim(text=choice.statement.text, citations=citations, part=choice.part)


def caveats(used: Sequence[Passage], evidence: Evidence) -> tuple[str, ...]:
    """What the reader must know of an answer that rests on these passages."""
    said: list[str] = []
    year = evidence.understanding.year
    if year and year < evidence.scope.on.year and not evidence.scope.historical:
        said.append(f"You ask about {year}. This is the law as it is now; for the law of then, choose a day in {year}.")
    checked = {passage.checked for passage in used}
    if Checked.UNVERIFIED in checked:
        said.append("Part of this has not been verified against an official text: check it before you rely on it.")
    elif Checked.SECONDARY in checked:
        said.append("Part of this was checked only against a secondary source, not the official text.")
    if any(passage.standing is Standing.PROSPECTIVE for passage in used):
        said.append("Part of this is not yet in force.")
    if evidence.scope.historical:
        said.append(f"This states the law as it stood on {date_in_words(evidence.scope.on)}.")
    if evidence.held_but_elsewhere:
        labels = ", ".join(evidence.held_but_elsewhere)
        said.append(f"Not given, because it does not apply in the place or on the day you asked about: {labels}.")
    for passage in used:
        for warning in passage.warnings[:2]:
            if warning not in said and len(said) < 4:
                said.append(warning)
    return tuple(said)
