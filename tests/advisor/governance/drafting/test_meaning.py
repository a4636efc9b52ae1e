"""What a model of meaning adds: places, signs, questions and risks, each still with words of the proposal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from advisor.governance.drafting.draft import Document
from advisor.governance.drafting.facts import Facts, introduced, understand
from advisor.governance.drafting.gaps import ask
from advisor.governance.drafting.lawful_basis import lawful_basis
from advisor.governance.drafting.parties import PartyKind
from advisor.governance.drafting.risks import AT_MOST, choose_risks
from corpus.drafting_files import shipped_risks
from corpus.drafting_rules import DraftingRules
from retrieval.embedding import PackagedMiniLM
from retrieval.proposal_reading import ProposalReading, ReadProposal, Spoken

LANTERNS = """Lantern round, Ottershaw Borough Council

Written by Mina Prowse, Wardens' Manager. Little boxes beside the kettle in 210 flats note when the water was last
boiled. If nothing happens from one breakfast to the next somebody knocks. We begin on 4 October 2027.
Nobody has written down who rings whom if a box is stolen.
Each knock is put into the book with the name of the warden.
"""


@pytest.fixture(scope="module")
def reading() -> ProposalReading:
    """The model that ships."""
    return ProposalReading(PackagedMiniLM(threads=1))


@pytest.fixture
def lanterns(reading: ProposalReading, rules: DraftingRules) -> Facts:
    """A proposal whose technology is told in plain words."""
    return understand(LANTERNS, rules, reading)


def test_every_fact_is_still_a_stretch_of_the_proposal(lanterns: Facts) -> None:
    assert all(LANTERNS[one.start : one.end] == one.value for one in lanterns.facts)


def test_no_sentence_is_left_without_a_place(lanterns: Facts) -> None:
    for sentence in lanterns.told:
        assert any(one.start <= sentence.start and one.end >= sentence.end for one in lanterns.facts), sentence.text


class _Says:
    """A model that says of every proposal what the test has it say."""

    def __init__(self, rules: DraftingRules, signs: dict[str, Spoken]) -> None:
        self._rules, self._signs = rules, signs

    def read(self, sentences: Sequence[str], introduced: Sequence[str]) -> ReadProposal:
        fields = {one.id: 0.0 for one in self._rules.fields}
        return ReadProposal(tuple(fields for _ in sentences), fields, self._signs, {})


def test_a_sign_that_no_word_shows_is_shown_by_meaning(rules: DraftingRules) -> None:
    text = "Northam Council. A little box in each kitchen notes when the tap runs."
    shows = rules.weights.sign_shows
    for strength, expected in ((shows, True), (shows - 0.01, False)):
        facts = understand(text, rules, _Says(rules, {"home-monitoring": Spoken(strength, 1)}))
        assert ("home-monitoring" in facts.shown) is expected
    sign = understand(text, rules, _Says(rules, {"home-monitoring": Spoken(shows, 1)})).sign("home-monitoring")
    assert sign is not None
    assert sign.source_text == "A little box in each kitchen notes when the tap runs."


def test_a_word_that_nothing_else_bears_out_shows_nothing(rules: DraftingRules) -> None:
    text = "Northam Council. We will monitor the budget."
    assert "monitoring" in understand(text, rules).shown
    unlike = _Says(rules, {"monitoring": Spoken(rules.weights.sign_fades - 0.01, 1)})
    assert "monitoring" not in understand(text, rules, unlike).shown


def test_what_stands_on_words_alone_is_not_moved_by_meaning(rules: DraftingRules) -> None:
    text = "Northam Council. We keep names of members."
    assert "no-personal-data" not in understand(text, rules, _Says(rules, {"no-personal-data": Spoken(9.0, 1)})).shown


def test_what_is_said_to_be_open_is_asked_and_what_is_told_is_not(lanterns: Facts, rules: DraftingRules) -> None:
    fields = {one.field for one in ask(lanterns, Document.DPIA, rules)}
    assert "breach" in fields
    assert not fields & {"start_date", "author", "purpose"}


def test_an_answer_closes_its_question(lanterns: Facts, rules: DraftingRules) -> None:
    fields = {one.field for one in ask(lanterns, Document.DPIA, rules, {"breach": "The warden rings the duty desk."})}
    assert "breach" not in fields


def test_risks_carry_a_reason_and_are_few(lanterns: Facts, rules: DraftingRules) -> None:
    risks = choose_risks(lanterns.shown, shipped_risks(), "owner", lanterns.meant, rules.weights.risks)
    assert 0 < len(risks) <= AT_MOST
    assert all(one.why for one in risks)
    assert all("“" not in one.why or one.why.split("“")[1].rstrip("”.") in LANTERNS for one in risks)


def test_the_same_proposal_is_read_the_same_twice(
    lanterns: Facts, reading: ProposalReading, rules: DraftingRules
) -> None:
    assert understand(LANTERNS, rules, reading) == lanterns


def test_a_long_proposal_shows_no_more_by_chance(rules: DraftingRules, reading: ProposalReading) -> None:
    dull = "\n".join(f"Room {number} of the museum has a chair and a lamp of brass." for number in range(400))
    assert not understand(dull, rules, reading).shown & {
        "biometric",
        "scoring",
        "victims",
        "genetic",
        "automated-outcome",
    }


class _SaysNothing:
    """A model to which nothing means anything."""

    def read(self, sentences: Sequence[str], introduced: Sequence[str]) -> object:
        raise AssertionError("an empty proposal is not read")


def test_an_empty_proposal_is_not_read(rules: DraftingRules) -> None:
    assert understand("", rules, _SaysNothing()).meant is None  # type: ignore[arg-type]


def test_a_sentence_is_introduced_by_its_heading_once(rules: DraftingRules) -> None:
    told = understand("## Retention\n\nTwo years.\n\nRetention: three years.", rules).told
    assert introduced(told[1]) == "Retention: Two years."
    assert introduced(told[2]) == "Retention: three years."


@pytest.mark.parametrize(
    "name",
    ["Marrow Vale Foundation Trust", "Pennybrook Education Trust", "Cyngor Aberfan", "Quarrydale Water Authority"],
)
def test_a_public_body_is_never_offered_legitimate_interests(name: str, rules: DraftingRules) -> None:
    text = f"{name} wants to improve its service. {name} holds the health of 9,000 people. The supplier sells insights."
    lines = [one for one in lawful_basis(understand(text, rules)) if one.party == name]
    assert not {point for one in lines for point in one.article_6} & {"ea", "f"}


def test_a_council_that_works_for_another_gets_no_interest_of_its_own(rules: DraftingRules) -> None:
    text = (
        "Lowmere Health Board has 40 cameras. At night Pellbank Council watches them. They do as we tell them and "
        "nothing else. Recordings improve the product, their own research."
    )
    facts = understand(text, rules)
    council = next(one for one in facts.parties if one.kind is PartyKind.COUNCIL)
    assert council.processes
    assert not any("f" in one.article_6 for one in lawful_basis(facts))
