"""Which agreement is right: the relationship of the parties chooses it, and the advisor says why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.governance.drafting.draft import Instrument
from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.kinds_of_body import PartyKind
from advisor.governance.drafting.parties import Party
from advisor.governance.drafting.roles import deciding
from corpus.source import Frozen

_SEVERAL_BODIES = 3
_SAID_OF_THE_CROWN = re.compile(
    r"\b(?:both|all|each|we|the (?:two|three))\b[^.;]{0,30}\b(?:bodies|parts?|departments|agencies) of the crown\b"
    r"|\b(?:both|all)\b[^.;]{0,20}\bcrown bodies\b",
    re.IGNORECASE,
)
"""Bodies that the proposal says are all of the Crown."""


class Choice(Frozen):
    """The instrument, why it and not another, and the provisions that it rests on."""

    instrument: Instrument
    why: str
    citations: tuple[str, ...]


def choose_instrument(facts: Facts) -> Choice:
    """The instrument for the relationship that the proposal describes.

    Source: UK GDPR Articles 26 and 28; DPA 2018 sections 58, 59 and 209; Digital Economy Act 2017 Part 5; the
    regulator's data sharing code.
    """
    controllers = deciding(facts)
    shown = facts.shown
    kinds = [one.kind for one in controllers]
    if "dea" in shown:
        return Choice(
            instrument=Instrument.DIGITAL_ECONOMY_ACT,
            why="The sharing rests on Part 5 of the Digital Economy Act 2017, whose code expects this agreement.",
            citations=("https://www.legislation.gov.uk/ukpga/2017/30/section/43",),
        )
    if "single-disclosure" in shown:
        return Choice(
            instrument=Instrument.ONE_OFF,
            why="There is one request and one decision, and nothing is repeated: the decision is recorded, not agreed.",
            citations=("https://www.legislation.gov.uk/eur/2016/679/article/5",),
        )
    of_the_crown = all(kind is PartyKind.DEPARTMENT for kind in kinds) or any(
        _SAID_OF_THE_CROWN.search(one.text) for one in facts.told
    )
    if len(controllers) > 1 and of_the_crown:
        return Choice(
            instrument=Instrument.MEMORANDUM,
            why="Departments of the Crown cannot contract with one another; a memorandum holds the same content.",
            citations=("https://www.legislation.gov.uk/ukpga/2018/12/section/209",),
        )
    if "joint-decision" in shown and len(controllers) > 1:
        return Choice(
            instrument=Instrument.JOINT_CONTROLLERS,
            why="The bodies decide purposes and means together, so Article 26 (or section 58) wants an arrangement.",
            citations=(
                "https://www.legislation.gov.uk/eur/2016/679/article/26",
                "https://www.legislation.gov.uk/ukpga/2018/12/section/58",
            ),
        )
    if "processor" in shown and (len(controllers) < 2 or _chiefly_for_another(facts, controllers)):
        return Choice(
            instrument=Instrument.PROCESSOR,
            why="One body acts only on the other's instructions: Article 28 terms are wanted.",
            citations=(
                "https://www.legislation.gov.uk/eur/2016/679/article/28",
                "https://www.legislation.gov.uk/ukpga/2018/12/section/59",
            ),
        )
    if len(controllers) >= _SEVERAL_BODIES and "standing-framework" in shown:
        return Choice(
            instrument=Instrument.PROTOCOL,
            why="Several bodies want a standing framework for several purposes, under which single flows are agreed.",
            citations=("https://www.legislation.gov.uk/eur/2016/679/article/5",),
        )
    if len(controllers) > 1 and ("only-competent-authorities" in shown or set(kinds) == {PartyKind.POLICE}):
        return Choice(
            instrument=Instrument.LAW_ENFORCEMENT,
            why="Both are competent authorities and the purpose is law enforcement, so Part 3 governs both ends.",
            citations=("https://www.legislation.gov.uk/ukpga/2018/12/section/31",),
        )
    return Choice(
        instrument=Instrument.DATA_SHARING,
        why="Independent controllers share a defined and repeated flow, each for its own work.",
        citations=(
            (
                "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/data-sharing/"
                "data-sharing-a-code-of-practice/data-sharing-agreements/"
            ),
        ),
    )


def _chiefly_for_another(facts: Facts, controllers: Sequence[Party]) -> bool:
    """Whether the proposal is about one who works for the first body, and the other bodies only come up beside it."""
    bidden = max(len(one.named_in) for one in facts.parties if one.processes)
    beside = max(len(one.named_in) for one in controllers[1:])
    return "instructions-only" in facts.shown and bidden > beside
