"""For each controller: which bases, conditions and powers fit the facts, and which provisions of Part 3 apply.

A candidate is offered, never asserted. Legitimate interests are never offered to a public authority.
"""

from __future__ import annotations

import re

from advisor.governance.drafting.draft import LawfulBasisLine, Regime, Standing
from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.kinds_of_body import PartyKind, kind_of, smallest_council
from advisor.governance.drafting.parties import Party
from advisor.governance.drafting.powers import power_for
from advisor.governance.drafting.roles import deciding

_LAW = "https://www.legislation.gov.uk"
_ARTICLE_6 = f"{_LAW}/eur/2016/679/article/6"
_ARTICLE_9 = f"{_LAW}/eur/2016/679/article/9"
_TASK = f"{_LAW}/ukpga/2018/12/section/8"
_PART_3 = tuple(f"{_LAW}/ukpga/2018/12/section/{number}" for number in (31, 35, 36, 38, 42, 62, 64, 80))
_JOINT_PART_3 = f"{_LAW}/ukpga/2018/12/section/58"
_PRIVATE = frozenset({PartyKind.CHARITY, PartyKind.FIRM, PartyKind.OTHER})
_SERVES_PUBLIC_HEALTH = re.compile(r"Pharmac|Chemist|Optician|Dental|Surgery|Practice")
_SENSITIVE = frozenset({"health-data", "special-data", "biometric", "genetic"})


def lawful_basis(facts: Facts) -> tuple[LawfulBasisLine, ...]:
    """A line for each controller, and for a supplier that would use the data for itself.

    Source: UK GDPR Articles 6, 9 and 10, DPA 2018 sections 7, 8 and 10, Schedule 1, and Part 3.
    """
    if "no-personal-data" in facts.shown:
        return ()
    lines = [line for party in deciding(facts) for line in _for_controller(party, facts)]
    if "supplier-own-use" in facts.shown:
        firms = [one for one in facts.parties if one.processes and one.kind in _PRIVATE][:1]
        lines += [_for_own_use(one) for one in firms]
    return tuple(lines)


def _for_controller(party: Party, facts: Facts) -> list[LawfulBasisLine]:
    shown = facts.shown
    part_3 = _under_part_3(party, facts)
    if part_3 is not None:
        lines = [part_3]
        if "joint-decision" in shown and "safeguarding" in shown:
            lines.append(_general(party, facts))
        return lines
    return [_general(party, facts)]


def _under_part_3(party: Party, facts: Facts) -> LawfulBasisLine | None:
    if party.kind is not PartyKind.POLICE or not _enforces(party, facts):
        return None
    joint = "joint-decision" in facts.shown
    power = power_for(party, facts)
    return LawfulBasisLine(
        party=party.name,
        regime=Regime.PART_3,
        status=Standing.CANDIDATE,
        power=power.name if power else None,
        why="A competent authority that processes for law enforcement purposes is under Part 3: the processing must be "
        "based on law and necessary, and strictly necessary with a Schedule 8 condition where it is sensitive.",
        citations=(*_PART_3, *((_JOINT_PART_3,) if joint else ())),
    )


def _enforces(party: Party, facts: Facts) -> bool:
    """Whether a competent authority processes for law enforcement: by the proposal, or as one that others give data to.

    Work of its own for staff, research or archives is under the general regime, as anybody's is.
    """
    if "crime-purpose" in facts.shown:
        return True
    first = deciding(facts)[0] is party
    return not first and not facts.shown & {"employment-purpose", "research", "archive-purpose"}


def _general(party: Party, facts: Facts) -> LawfulBasisLine:
    points, standing, why = _article_6(party, facts)
    nines = _article_9(party, facts)
    paragraphs = _schedule_1(party, facts, nines)
    power = power_for(party, facts)
    citations = [_ARTICLE_6]
    if party.kind not in _PRIVATE:
        citations.append(_TASK)
    if nines:
        citations.append(_ARTICLE_9)
    citations += [f"{_LAW}/ukpga/2018/12/schedule/1/paragraph/{number}" for number in paragraphs]
    if power and power.citation:
        citations.append(power.citation)
    return LawfulBasisLine(
        party=party.name,
        article_6=points,
        article_9=nines,
        schedule_1=paragraphs,
        power=power.name if power else None,
        status=standing,
        why=why,
        citations=tuple(citations),
    )


def _article_6(party: Party, facts: Facts) -> tuple[tuple[str, ...], Standing, str]:
    shown = facts.shown
    if party.kind is PartyKind.OTHER:
        why = "Whether it is a public authority is not plain, and decides whether legitimate interests are open to it."
        return (), Standing.CANDIDATE, why
    if _SERVES_PUBLIC_HEALTH.search(party.name):
        why = "For work of the health service a pharmacy or practice is a public authority: its duties or task serve."
        return ("c", "e"), Standing.CANDIDATE, why
    if smallest_council(party.name):
        why = "A parish or community council is no public authority here: its task may serve, and so may its interest."
        return ("e", "f"), Standing.CANDIDATE, why
    if party.kind in _PRIVATE:
        points = ("ea", "f") if "safeguarding" in shown or "victims" in shown or "crime-purpose" in shown else ("f",)
        why = (
            "A charity or firm has no public task of its own; whether its interest outweighs people's must be assessed."
        )
        return points, Standing.CANDIDATE, why
    if "employment-purpose" in shown and "employees" in shown:
        why = "For staff the contract, a legal obligation or the body's task may serve; which one turns on the use."
        return ("b", "c", "e"), Standing.CANDIDATE, why
    if "safeguarding" in shown and {"adults-at-risk", "children"} & shown:
        why = (
            "Protection duties may make it a legal obligation; where there is a power and no duty it is a public task."
        )
        return ("c", "e"), Standing.CANDIDATE, why
    if "deceased" in shown:
        why = "What is living people's in the record needs a basis: a duty in the Act on records, or the body's task."
        return ("c", "e"), Standing.CANDIDATE, why
    if not facts.shown & {"special-category", "weaker-position", "large-scale", "matching", "monitoring"}:
        why = "A small, voluntary contact list can rest on the task or on free consent."
        return ("a", "e"), Standing.CANDIDATE, why
    why = "The processing is needed for a task of the body that must be laid down in law."
    return ("e",), Standing.SETTLED, why


def _article_9(party: Party, facts: Facts) -> tuple[str, ...]:
    shown = facts.shown
    if not shown & _SENSITIVE or {"deceased", "single-disclosure"} <= shown:
        return ()
    if "research" in shown and "evaluation-only" not in shown and not shown & {"direct-care", "social-care"}:
        return ("j",)
    found: list[str] = []
    if "employment-purpose" in shown and "employees" in shown:
        found.append("b")
    if party.kind is not PartyKind.HEALTH or shown & {"safeguarding", "archive-purpose"}:
        found.append("g")
    if party.kind is PartyKind.HEALTH or (
        party.kind is not PartyKind.POLICE and shown & {"social-care", "direct-care"}
    ):
        found.append("h")
    if shown & {"archive-purpose", "research"} and "evaluation-only" not in shown:
        found.append("j")
    return tuple(found)


def _schedule_1(party: Party, facts: Facts, nines: tuple[str, ...]) -> tuple[str, ...]:
    shown = facts.shown
    found: list[str] = []
    if "b" in nines:
        found.append("1")
    if "h" in nines:
        found.append("2")
    if "j" in nines:
        found.append("4")
    if "g" in nines:
        if party.kind is PartyKind.CHARITY:
            found.append("17")
        else:
            found.append("6")
        if "cameras" in shown or "police" in shown:
            found.append("10")
        if shown & {"safeguarding", "victims", "children"}:
            found.append("18")
    return tuple(found)


def _for_own_use(party: Party) -> LawfulBasisLine:
    plainly_private = kind_of(party.name, "") is PartyKind.FIRM
    return LawfulBasisLine(
        party=party.name,
        flow="its own use of the data",
        article_6=("f",) if plainly_private else (),
        status=Standing.CANDIDATE,
        why="For its own use the supplier is a controller and needs a basis of its own; whether it has one, and "
        "whether the public body may hand the data over for it, is doubtful and must be decided.",
        citations=(_ARTICLE_6,),
    )
