"""The quoting writer: answers in statements of the corpus, each already cited, and in nothing else.

It chooses which statements answer the question, puts them in the order correction, short answer, what to do,
exceptions, dates, and stops. Every sentence it shows stands verbatim in a passage, so it is grounded by construction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.governance.answer import Claim, Outcome
from advisor.governance.words import date_in_words
from advisor.journeys.citing import cite
from corpus import address
from corpus.passage import Correction, Part, Passage, Statement
from corpus.source import TERRITORIES, Checked, Kind, Standing
from retrieval.evidence import Evidence, RankedPassage

MOST_WORDS = 140
MOST_SOURCES = 7
_MOST_PASSAGES = 2
_NEAR_THE_BEST = 0.20
_BELIEF_IS_SAID = 0.70
_BELIEF_MAY_BE_SAID = 0.57
_SHARED_NUMBER = 0.12
_BEARS_ENOUGH = 0.4
_SURE_OF_KIND = 0.55
_SURELY_HELD = 0.75
_SIDE_STATEMENT_FLOOR = 0.33
_FRAGMENT = re.compile(r"[—:–-]\s*$|^\((?:[a-z]{1,2}|[ivx]+)\)\s")
_OPENING_WORDS = re.compile(r"[—:–-]\s*$")
_NUMBERS = re.compile(r"\d+")


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
    outcome = _outcome(evidence, floor)
    if outcome is Outcome.OUT_OF_SCOPE or evidence.confidence < floor:
        return _silence(outcome, evidence)
    chosen = _corrections(evidence)
    corrected = bool(chosen)
    used = _passages_used(evidence, floor)
    for place, found in enumerate(used):
        first_of_its_kind = all(earlier.passage.kind is not found.passage.kind for earlier in used[:place])
        named = "pinpoint" in found.found_by
        chosen += _from_passage(found, place == 0 or (named and first_of_its_kind), evidence)
    chosen = _within_budget(_without_repeats(chosen))
    if not any(choice.part in (Part.LEAD, Part.CORRECTION) for choice in chosen):
        return _silence(outcome, evidence)
    ordered = sorted(chosen, key=lambda choice: (list(Part).index(choice.part), choice.passage_rank, choice.place))
    claims = tuple(_claim(choice, evidence) for choice in ordered)
    return Draft(outcome, claims, corrected, _caveats(ordered, evidence))


def _outcome(evidence: Evidence, floor: float) -> Outcome:
    """How the question ends, before anything is written."""
    kind, understood = evidence.kind, evidence.understanding
    if understood.commands and not understood.plain:
        return Outcome.OUT_OF_SCOPE
    if understood.asks_for_decision or kind.decision >= _SURE_OF_KIND:
        return Outcome.REFER_TO_DPO
    if _asks_about_own_papers(evidence) and not _own_documents(evidence):
        return Outcome.NO_EVIDENCE
    beside_the_field = kind.outside + kind.instruction
    if beside_the_field >= _SURE_OF_KIND and evidence.confidence < _SURELY_HELD and not understood.pinpoints:
        return Outcome.OUT_OF_SCOPE
    if evidence.confidence < floor:
        held_otherwise = evidence.held_but_elsewhere or evidence.scope.historical
        field = kind.field + kind.own_papers + kind.decision >= 0.5
        return Outcome.NO_EVIDENCE if field or held_otherwise or understood.pinpoints else Outcome.OUT_OF_SCOPE
    return Outcome.ANSWERED


def _asks_about_own_papers(evidence: Evidence) -> bool:
    return evidence.understanding.about_own_papers or evidence.kind.own_papers >= _SURE_OF_KIND


def _own_documents(evidence: Evidence) -> list[RankedPassage]:
    """Documents of the asker's own body among the best passages."""
    enough = _BEARS_ENOUGH * evidence.confidence
    return [found for found in evidence.passages if found.passage.kind is Kind.OWN and found.score >= enough]


def _silence(outcome: Outcome, evidence: Evidence) -> Draft:
    caveats: tuple[str, ...] = ()
    if evidence.held_but_elsewhere:
        labels = ", ".join(evidence.held_but_elsewhere)
        caveats = (f"{labels}: held, but not as law for the place or the day that you asked about.",)
    if outcome is Outcome.OUT_OF_SCOPE and not evidence.understanding.english:
        caveats += (
            "Only questions in English are read so far. Ask your data protection officer, or ask again in English.",
        )
    if evidence.scope.historical:
        day = date_in_words(evidence.scope.on)
        caveats += (f"The rule as it stood on {day} is not held; today's rule is not given in its place.",)
    return Draft(Outcome.NO_EVIDENCE if outcome is Outcome.ANSWERED else outcome, (), caveats=caveats)


def _corrections(evidence: Evidence) -> list[_Choice]:
    """The correction of the wrong belief that the question states most nearly, if it states one.

    A belief with a number that the question has too is stated more nearly than its vector tells.
    """
    best: tuple[float, RankedPassage, int] | None = None
    said_numbers = set(_NUMBERS.findall(evidence.understanding.plain))
    for found in evidence.passages[:6]:
        if found.score < _BEARS_ENOUGH * evidence.confidence:
            continue
        for number, nearness in enumerate(found.belief_scores):
            correction = found.passage.corrections[number]
            shared = said_numbers & set(_NUMBERS.findall(correction.wrong))
            score = nearness + (_SHARED_NUMBER if shared else 0.0)
            if _says(evidence, found, correction, score) and (best is None or score > best[0]):
                best = (score, found, number)
    if best is None:
        return []
    score, found, number = best
    return [_Choice(found.passage.corrections[number].right, found.passage, score, found.rank, 0, Part.CORRECTION)]


def _says(evidence: Evidence, found: RankedPassage, correction: Correction, score: float) -> bool:
    """Whether the question says the wrong belief, rather than asking neutrally about the same thing.

    A belief about a number is said only by a question that has the number.
    """
    numbers = set(_NUMBERS.findall(correction.wrong))
    if numbers and not numbers & set(_NUMBERS.findall(evidence.understanding.plain)):
        return False
    margin = score - found.asked_score
    said = score >= _BELIEF_IS_SAID and margin >= -0.05
    leaned_on = evidence.understanding.asserts and score >= _BELIEF_MAY_BE_SAID and margin >= -0.10
    return (said or leaned_on) and _holds(correction.right, evidence)


def _passages_used(evidence: Evidence, floor: float) -> list[RankedPassage]:
    """The passages to quote from: the asker's own papers or the provisions named, where asked for, else the best."""
    best = evidence.passages[0].score
    near = [found for found in evidence.passages if found.score >= max(floor, best - _NEAR_THE_BEST)]
    own = _own_documents(evidence) if _asks_about_own_papers(evidence) else []
    named = [found for found in evidence.passages if "pinpoint" in found.found_by and found.score >= floor]
    law = sorted((found for found in named if found.passage.kind is Kind.LEGISLATION), key=lambda one: one.passage.id)
    digests = [found for found in named if found.passage.kind is not Kind.LEGISLATION]
    return own[:_MOST_PASSAGES] or [*digests[:1], *law[:_MOST_PASSAGES]] or near[:_MOST_PASSAGES]


def _from_passage(found: RankedPassage, main: bool, evidence: Evidence) -> list[_Choice]:
    """The statements of one passage that are to the point: its short answer, and what else comes near the question.

    A card says what each statement is for; of other texts the opening statement and the nearest ones are the answer,
    and opening words or list points, which say nothing alone, are not.
    """
    passage = found.passage
    scores = found.statement_scores or (0.0,) * len(passage.statements)
    fragments = [not passage.questions and bool(_FRAGMENT.search(statement.text)) for statement in passage.statements]
    if all(fragments):
        fragments = [bool(_OPENING_WORDS.search(statement.text)) for statement in passage.statements]
    best = max((score for score, fragment in zip(scores, fragments, strict=True) if not fragment), default=0.0)
    opening = next((place for place, fragment in enumerate(fragments) if not fragment), None)
    chosen = []
    for place, (statement, score) in enumerate(zip(passage.statements, scores, strict=True)):
        if fragments[place] or not _holds(statement, evidence):
            continue
        part = statement.part if passage.questions else Part.LEAD
        leads = main and (statement.part is Part.LEAD or (not passage.questions and place == opening))
        telling = score >= max(_SIDE_STATEMENT_FLOOR, best - (0.22 if main else 0.12))
        if leads or telling:
            weight = score + (0.5 if leads else 0.1 if main else 0.0)
            chosen.append(_Choice(statement, passage, weight, found.rank, place, part))
    return chosen


def _holds(statement: Statement, evidence: Evidence) -> bool:
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


def _without_repeats(chosen: list[_Choice]) -> list[_Choice]:
    kept: dict[str, _Choice] = {}
    for choice in chosen:
        kept.setdefault(choice.statement.text, choice)
    return list(kept.values())


def _within_budget(chosen: list[_Choice]) -> list[_Choice]:
    """The best statements that fit the words and sources allowed; the first is always kept."""
    kept: list[_Choice] = []
    words = 0
    sources: set[str] = set()
    for choice in sorted(chosen, key=lambda one: (one.part is not Part.CORRECTION, -one.score)):
        length = len(choice.statement.text.split())
        cited = sources | {reference.url for reference in choice.statement.references}
        if kept and (words + length > MOST_WORDS or len(cited) > MOST_SOURCES):
            continue
        kept.append(choice)
        words += length
        sources = cited
    return kept


def _claim(choice: _Choice, evidence: Evidence) -> Claim:
    citations = tuple(
        cite(reference, choice.statement, choice.passage, evidence) for reference in choice.statement.references
    )
    return Claim(text=choice.statement.text, citations=citations, part=choice.part)


def _caveats(chosen: list[_Choice], evidence: Evidence) -> tuple[str, ...]:
    caveats: list[str] = []
    checked = {choice.passage.checked for choice in chosen}
    if Checked.UNVERIFIED in checked:
        caveats.append("Part of this has not been verified against an official text: check it before you rely on it.")
    elif Checked.SECONDARY in checked:
        caveats.append("Part of this was checked only against a secondary source, not the official text.")
    if any(choice.passage.standing is Standing.PROSPECTIVE for choice in chosen):
        caveats.append("Part of this is not yet in force.")
    if evidence.scope.historical:
        caveats.append(f"This states the law as it stood on {date_in_words(evidence.scope.on)}.")
    if evidence.held_but_elsewhere:
        labels = ", ".join(evidence.held_but_elsewhere)
        caveats.append(f"Not given, because it does not apply in the place or on the day you asked about: {labels}.")
    for choice in chosen:
        for warning in choice.passage.warnings[:2]:
            if warning not in caveats and len(caveats) < 4:
                caveats.append(warning)
    return tuple(caveats)
