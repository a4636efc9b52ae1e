"""The sections of a draft: what is said of each field, what is asked, and what the rules found, statement by statement.

Every statement says where its words come from. Nothing is worded that the proposal, an answer, the law or the guidance
does not carry; what is not known stands as ``[not provided: …]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from advisor.governance.drafting.draft import Draft, Fact, FactSource, Gap, Origin, Section, Statement
from advisor.governance.drafting.parts import part_said
from advisor.governance.drafting.placing import NAMES, Said, Stretch, place
from advisor.governance.drafting.provenance import KnownLaw
from advisor.governance.drafting.wording import stated, told
from corpus.drafting_rules import any_holds
from corpus.template import Template, TemplateSection

NOT_PROVIDED = "[not provided: "
_NOT_FOR_A_TASK = "legitimate interest"
"""What a public authority may not rest its tasks on, and is not told of beside them."""
_OF_THE_LAW = 2
"""How many statements of the corpus a section quotes at most."""


def sections(
    draft: Draft,
    template: Template,
    shown: frozenset[str],
    known: KnownLaw,
    precedents: Sequence[Statement],
    unshown: frozenset[Stretch] = frozenset(),
) -> tuple[Section, ...]:
    """The sections of the template, filled from the other parts of the draft; ``unshown`` are the headings."""
    said = place(draft.facts, unshown)
    gaps = {one.field: one for one in draft.gaps}
    advice = _section_of("dpo_advice", template)
    return tuple(
        Section(
            id=section.id,
            title=section.title,
            statements=_identified(
                section.id,
                _statements(
                    section, draft, template, shown, known, said, gaps, precedents if section.id == advice else ()
                ),
            ),
        )
        for section in template.sections
    )


def _statements(
    section: TemplateSection,
    draft: Draft,
    template: Template,
    shown: frozenset[str],
    known: KnownLaw,
    said: Mapping[str, Said],
    gaps: Mapping[str, Gap],
    precedents: Sequence[Statement],
) -> Iterator[Statement]:
    told_here: dict[tuple[int, int], Statement] = {}
    for field in section.fields:
        yield from _of_field(field, said.get(field, Said()), told_here)
        if field in gaps:
            yield not_provided(gaps[field])
    for part in section.shows:
        yield from part_said(part, draft)
    clauses = [one for one in section.clauses if any_holds(one.when, shown)]
    for clause in clauses:
        yield Statement(text=clause.text, origin=Origin(clause.origin), citations=clause.citations)
    yield from _of_the_law(section, template, shown, known, {one for clause in clauses for one in clause.citations})
    yield from precedents


def _of_field(field: str, said: Said, told_here: dict[tuple[int, int], Statement]) -> Iterator[Statement]:
    """The sentences that say it, once in a section; then what is exact and stands in none of these."""
    for fact in said.whole:
        stretch = (fact.start, fact.end)
        words = told(fact.value)
        if fact.source is FactSource.PROPOSAL and (stretch in told_here or not words):
            continue
        statement = Statement(text=words, origin=Origin.PROPOSAL, facts=(fact.id, *_inside(fact, said.exact)))
        if fact.source is FactSource.PROPOSAL:
            told_here[stretch] = statement
        yield statement
    loose = [one for one in said.exact if not any(start <= one.start and one.end <= end for start, end in told_here)]
    if loose:
        names = all(one.kind in NAMES for one in loose)
        values = tuple(dict.fromkeys(" ".join(one.value.split()) for one in loose))
        yield Statement(
            text=stated(field, values, names=names), origin=Origin.PROPOSAL, facts=tuple(one.id for one in loose)
        )


def _inside(whole: Fact, exact: Iterable[Fact]) -> tuple[str, ...]:
    if whole.source is FactSource.ANSWER:
        return ()
    return tuple(one.id for one in exact if whole.start <= one.start and one.end <= whole.end)


def not_provided(gap: Gap) -> Statement:
    """What stands in the place of an answer that nobody has given."""
    return Statement(text=f"{NOT_PROVIDED}{gap.question}]", origin=Origin.SUGGESTION, citations=gap.citations)


def _of_the_law(
    section: TemplateSection, template: Template, shown: frozenset[str], known: KnownLaw, cited: set[str]
) -> Iterator[Statement]:
    """What the corpus says of the content that the law wants here, where no clause of the template says it."""
    quoted: set[str] = set()
    for wanted in template.mandatory:
        if wanted.section != section.id or not any_holds(wanted.when, shown) or len(quoted) == _OF_THE_LAW:
            continue
        if not cited.isdisjoint(wanted.citations):
            continue
        barred = _NOT_FOR_A_TASK if "public-authority" in shown else ""
        found = known.on(wanted.requirement, wanted.citations, barred)
        if found is not None and found.text not in quoted:
            quoted.add(found.text)
            origin = Origin.LAW if any("legislation.gov.uk" in one for one in found.citations) else Origin.GUIDANCE
            yield Statement(text=found.text, origin=origin, citations=found.citations)


def _identified(section_id: str, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each statement once, with an identifier that its words decide, so that a choice finds it again."""
    found: dict[str, Statement] = {}
    for one in statements:
        name = statement_id(section_id, one.text)
        if name not in found:
            found[name] = one.model_copy(update={"id": name})
    return tuple(found.values())


def statement_id(section_id: str, text: str) -> str:
    """The identifier of a statement that was composed with these words in this section."""
    return f"{section_id}-{sha256(text.encode()).hexdigest()[:10]}"


def _section_of(field: str, template: Template) -> str:
    return next((one.id for one in template.sections if field in one.fields), template.sections[-1].id)
