"""The parts of a draft that rules found, as statements: screening, roles, law, access, benefit."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.governance.drafting.draft import Draft, LawfulBasisLine, Origin, Regime, Standing, Statement, Trigger
from advisor.governance.drafting.wording import WAYS, listed
from corpus.template import PartOfDraft

_LAW = "https://www.legislation.gov.uk"
_ARTICLE_35 = f"{_LAW}/eur/2016/679/article/35"
_SECTION_64 = f"{_LAW}/ukpga/2018/12/section/64"
_ROLES = {
    "controller": f"{_LAW}/eur/2016/679/article/4",
    "joint controller": f"{_LAW}/eur/2016/679/article/26",
    "processor": f"{_LAW}/eur/2016/679/article/28",
    "sub-processor": f"{_LAW}/eur/2016/679/article/28",
    "recipient": f"{_LAW}/eur/2016/679/article/4",
}
_PART_3_ROLES = {
    "controller": f"{_LAW}/ukpga/2018/12/section/32",
    "joint controller": f"{_LAW}/ukpga/2018/12/section/58",
    "processor": f"{_LAW}/ukpga/2018/12/section/59",
}


def part_said(part: PartOfDraft, draft: Draft) -> Iterator[Statement]:
    """The statements of one part. Risks are weighed in their table, which the statement points to."""
    if part == "screening":
        yield from screening_said(draft)
    elif part == "roles":
        yield from _roles(draft)
    elif part == "lawful_basis":
        yield from (_basis(one) for one in draft.lawful_basis)
    elif part == "access":
        yield from _access(draft)
    elif part == "benefit":
        yield from _benefit(draft)
    elif draft.risks:
        yield Statement(
            text="The risks to people, each with its measures and what remains, stand in the table of risks.",
            origin=Origin.SUGGESTION,
        )


def screening_said(draft: Draft) -> Iterator[Statement]:
    """Whether an assessment is required, each case that is met with the words that show it, and those that are not."""
    met = [one for one in draft.screening.triggers if one.met]
    part_3 = any(one.regime is Regime.PART_3 for one in draft.lawful_basis)
    citations = (_ARTICLE_35, _SECTION_64) if part_3 else (_ARTICLE_35,)
    if not draft.screening.settled:
        text = (
            "Whether an impact assessment is required cannot be judged yet, because the proposal says too little that "
            "is read. Take it that one is, until the questions are answered."
        )
        yield Statement(text=text, origin=Origin.SUGGESTION, citations=citations)
        return
    if draft.screening.required:
        text = "By the screening an impact assessment is required before the processing begins."
    elif met:
        text = "By the screening an impact assessment is not required: what is met is not enough for one."
    else:
        text = "By the screening an impact assessment is not required: no case of it is met."
    yield Statement(text=text, origin=Origin.GUIDANCE, citations=citations)
    for one in met:
        yield Statement(text=one.why, origin=_origin(one), citations=one.citations)
    if missed := [one.why.removeprefix("Not met: ").split(". ")[0] for one in draft.screening.triggers if not one.met]:
        yield Statement(
            text=f"Looked at and not met: {'; '.join(missed)}.", origin=Origin.GUIDANCE, citations=citations
        )


def _origin(trigger: Trigger) -> Origin:
    return Origin.LAW if trigger.id.startswith(("art35-", "part3-")) else Origin.GUIDANCE


def _roles(draft: Draft) -> Iterator[Statement]:
    part_3 = {one.party for one in draft.lawful_basis if one.regime is Regime.PART_3}
    for one in draft.roles:
        flow = f" for {one.flow}" if one.flow else ""
        article = "an" if one.role[0] in "aeiou" else "a"
        cited = (_PART_3_ROLES if one.party in part_3 else _ROLES).get(one.role)
        yield Statement(
            text=f"{one.party} is {article} {one.role}{flow}. {one.why}",
            origin=Origin.SUGGESTION,
            facts=tuple(fact.id for fact in draft.facts if fact.value == one.party),
            citations=(cited,) if cited else (),
        )


def _basis(line: LawfulBasisLine) -> Statement:
    found = []
    if line.regime is Regime.PART_3:
        found.append("Part 3 of the Data Protection Act 2018")
    if line.article_6:
        found.append(f"Article {listed(tuple(f'6(1)({one})' for one in line.article_6), 'or')}")
    if line.article_9:
        found.append(f"Article {listed(tuple(f'9(2)({one})' for one in line.article_9), 'or')}")
    if line.schedule_1:
        found.append(f"Schedule 1, paragraph {listed(line.schedule_1, 'or')}")
    if line.power:
        found.append(f"power: {line.power}")
    flow = f", for {line.flow}" if line.flow else ""
    settled = line.status is Standing.SETTLED
    lead = "" if settled else "To be decided by a person: "
    said = "; ".join(found) or "no basis is plain from the proposal"
    return Statement(
        text=f"{lead}{line.party}{flow}: {said}. {line.why}",
        origin=Origin.LAW if settled and line.citations else Origin.SUGGESTION,
        citations=line.citations,
    )


def _access(draft: Draft) -> Iterator[Statement]:
    for one in draft.access:
        yield Statement(text=f"{one.flow}: {WAYS[one.recommended]} is recommended. {one.why}", origin=Origin.SUGGESTION)


def _benefit(draft: Draft) -> Iterator[Statement]:
    for one in draft.benefit:
        if one.origin is not Origin.PROPOSAL:
            yield Statement(
                text=f"Who gains: {one.who}. {one.benefit} What not doing it costs: {one.harm_of_not_sharing}",
                origin=one.origin,
            )
