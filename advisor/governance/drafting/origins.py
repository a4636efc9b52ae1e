"""The fidelity scan over a whole draft: what has no origin is taken out and named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.governance.drafting.draft import (
    Contradiction,
    Draft,
    Fact,
    Origin,
    Section,
    Statement,
    StatementState,
)
from advisor.governance.drafting.fidelity import Origins, WithoutOrigin
from advisor.governance.drafting.powers import POWER_NAMES
from advisor.governance.drafting.provenance import KnownLaw
from advisor.governance.drafting.wording import FIXED_WORDS
from advisor.governance.drafting.work import Work
from corpus.source import Frozen

_WORDING = Origins(FIXED_WORDS)
_PARTS = ("roles", "lawful_basis", "access", "flows", "benefit", "risks", "corrections", "contradictions", "gaps")


def without_origin(
    draft: Draft, work: Work, known: KnownLaw, rule_words: Origins, precedents: Sequence[Statement]
) -> tuple[Draft, tuple[WithoutOrigin, ...]]:
    """The draft without what has no origin, and a list of that.

    A statement from the proposal may hold only what its own facts hold; one of law or guidance what the corpus says at
    its addresses, or the reviewed rules; a suggestion what the proposal, an answer or the rules hold. What a person
    wrote is their own.
    """
    scan = _Scan(draft, work, known, rule_words, precedents)
    kept_sections = tuple(scan.section(one) for one in draft.sections)
    parts = {name: tuple(one for one in getattr(draft, name) if scan.part(name, one)) for name in _PARTS}
    return draft.model_copy(update={**parts, "sections": kept_sections}), tuple(scan.found)


class _Scan:
    def __init__(
        self, draft: Draft, work: Work, known: KnownLaw, rule_words: Origins, precedents: Sequence[Statement]
    ) -> None:
        self._facts = {one.id: one for one in draft.facts}
        self._known = known
        self._rules = rule_words
        typed = [one.text for one in work.choices.values()] + [one.text for one in work.added]
        typed += [_words_of(one.model_dump()) for one in work.risks.values()]
        self._told = Origins((work.proposal, *work.answers.values(), *(one.value for one in draft.facts), *typed))
        self._as_precedent = Origins(one.text for one in precedents)
        self._proposal = " ".join(work.proposal.split())
        self.found: list[WithoutOrigin] = []

    def section(self, section: Section) -> Section:
        """The section without the statements that fail; each of these is noted."""
        return section.model_copy(
            update={"statements": tuple(one for one in section.statements if self._statement(section.id, one))}
        )

    def part(self, name: str, part: object) -> bool:
        """Whether a line of a table may stand."""
        if isinstance(part, Contradiction) and all(" ".join(one.split()) in self._proposal for one in part.values):
            return True
        words = _words_of(getattr(part, "model_dump")(exclude={"id", "citations", "field"}))  # noqa: B009
        return self._passes(name, words, (self._told, self._rules))

    def _statement(self, section_id: str, statement: Statement) -> bool:
        if statement.state is StatementState.EDITED:
            return True
        origins = self._origins(statement)
        if statement.origin in (Origin.LAW, Origin.GUIDANCE) and _lacking(statement.text, origins):
            held = self._known.at(statement.citations, statement.text)
            origins = (*origins, Origins(one.text for one in held))
        return self._passes(section_id, statement.text, origins)

    def _origins(self, statement: Statement) -> tuple[Origins, ...]:
        if statement.origin is Origin.PROPOSAL:
            return (_of_facts(self._facts[one] for one in statement.facts if one in self._facts), _WORDING)
        if statement.origin is Origin.PRECEDENT:
            return (self._as_precedent,)
        return (self._told, self._rules)

    def _passes(self, where: str, words: str, origins: Iterable[Origins]) -> bool:
        lacking = _lacking(words, origins)
        if lacking:
            self.found.append(WithoutOrigin(where=where, text=words, figures=tuple(sorted(lacking))))
        return not lacking


def _lacking(words: str, origins: Iterable[Origins]) -> set[str]:
    """The figures and names that stand in none of the origins."""
    return set.intersection(*(set(one.lacking(words)) for one in origins))


def origins_of_rules(*held: Iterable[Frozen]) -> Origins:
    """The figures and names that reviewed rules, risks, suggestions and templates hold, and those of powers."""
    return Origins((*POWER_NAMES, *(_words_of(one.model_dump()) for group in held for one in group)))


def _of_facts(facts: Iterable[Fact]) -> Origins:
    return Origins(text for one in facts for text in (one.value, one.source_text))


def _words_of(value: object) -> str:
    """All words of a part of a draft, in one text; its ratings are no figures of the proposal."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return ". ".join(_words_of(one) for one in value.values())
    if isinstance(value, list | tuple):
        return ". ".join(_words_of(one) for one in value)
    return ""
