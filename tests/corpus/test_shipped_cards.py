"""The cards that ship: every one reads, together they carry the whole brief, and they correct what people get wrong."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from advisor.composition import shipped_cards, shipped_digest
from corpus import address, card
from corpus.card import Card
from corpus.passage import Part
from corpus.source import Kind
from evaluations.baselines import OriginalMiniLM
from retrieval.embedding import Vectors

ROWS = [f"P{number:03}" for number in range(1, 228)] + [f"I{number:03}" for number in range(1, 89)]
pytestmark = pytest.mark.timeout(400)
"""Some six thousand ways of saying a wrong belief are embedded, which takes a busy machine minutes."""

NEAR = 0.72
"""Cosine from which a belief counts as the same; claims that no card corrects stay well below it."""

BELIEFS = {
    "T01": "a council must get consent before it shares personal data with the NHS",
    "T02": "the council can rely on legitimate interests",
    "T03": "a council can use recognised legitimate interest to share for safeguarding",
    "T04": "Annex 2 paragraph 1 makes any disclosure between public authorities compatible",
    "T05": "Article 22 bans decisions made only by a computer",
    "T06": "under section 14 we have one month to reconsider an automated decision",
    "T07": "the safeguards for research are in Article 89 and section 19",
    "T08": "the compatibility test is in Article 6(4)",
    "T09": "the right to complain to the regulator is in Article 77",
    "T10": "John Edwards the Information Commissioner is the regulator",
    "T11": "EDPB guidelines bind UK public bodies and fines are in euros",
    "T12": "the eight principles of the Data Protection Act 1998 still apply",
    "T13": "we must register our processing with the ICO",
    "T14": "the data owner may consent to the sharing",
    "T15": "every project must have a DPIA on the ICO template",
    "T16": "the DPO signs off and approves the DPIA",
    "T17": "every high risk DPIA must be sent to the ICO",
    "T18": "we need a signed data sharing agreement and it makes the sharing lawful",
    "T19": "everything the police do with data is law enforcement processing or UK GDPR for all",
    "T20": "schedule 2 paragraph 2 makes us give the police the data",
    "T21": "the named person has a legal duty to share wellbeing concerns",
    "T22": "section 251 support covers NHS Scotland data",
    "T23": "children under 13 or 16 cannot use their data protection rights in Scotland",
    "T24": "FOI requests to Scottish councils are under FOIA 2000 and go to the ICO",
    "T25": "social workers need consent or a court order for an adult's records",
    "T26": "the Digital Economy Act lets any public body share anything",
    "T27": "a statutory power to share displaces UK GDPR",
    "T28": "we have 40 days to answer a subject access request",
    "T29": "every breach must be reported to the ICO within 72 hours",
    "T30": "hashed NHS numbers are anonymous",
    "T31": "NHS Scotland is one controller",
    "T32": "UK GDPR protects the data of people who have died",
    "T33": "a person can demand that we delete their social work file",
    "T34": "DPOs were replaced by senior responsible individuals",
    "T35": "EU standard contractual clauses are enough for our transfers",
    "T36": "sending data to our cloud supplier needs a data sharing agreement",
    "T37": "a data sharing agreement with HMRC lets us pass the data on",
    "T38": "there is no duty to share information about children in England",
}
NOT_CORRECTED = (
    "planning permission lasts for three years",
    "bins are collected every second Tuesday",
    "a parking fine must be paid within fourteen days",
    "a dog has to be on a lead in the park",
)


@pytest.fixture(scope="module")
def cards() -> list[Card]:
    return card.load_all((one.name, one.read_text("utf-8")) for one in shipped_cards())


@dataclass(frozen=True)
class Nearness:
    """How near each claim comes to each wrong belief that a card corrects: rows are claims, columns beliefs."""

    claims: tuple[str, ...]
    cards: tuple[str, ...]
    near: Vectors

    def best(self, claim: str, without: frozenset[str] = frozenset()) -> tuple[float, str]:
        """The nearest belief of a card that is not among those left out: cosine and card id."""
        row = self.near[self.claims.index(claim)]
        return max((float(value), where) for value, where in zip(row, self.cards, strict=True) if where not in without)


@pytest.fixture(scope="module")
def nearness(cards: list[Card]) -> Nearness:
    """By the model as published: the tuned one knows these beliefs, and would find them nearer than they are."""
    embedder = OriginalMiniLM()
    held = [
        (one.source.id, words)
        for one in cards
        for correction in one.passage.corrections
        for words in (correction.wrong, *correction.said_as)
    ]
    claims = (*BELIEFS.values(), *NOT_CORRECTED)
    near = embedder.embed(claims) @ embedder.embed([words for _, words in held]).T
    return Nearness(claims, tuple(name for name, _ in held), near)


def test_every_shipped_card_is_read(cards: list[Card]) -> None:
    assert len(cards) >= 500
    assert len({one.source.id for one in cards}) == len(cards)
    assert len(shipped_digest()) == 64


def test_every_row_of_the_brief_is_carried_by_a_card(cards: list[Card]) -> None:
    carried = {row for one in cards for row in one.carries}
    assert sorted(set(ROWS) - carried) == []
    assert sorted(row for row in carried - set(ROWS) - set(BELIEFS)) == []


def test_every_card_can_be_found_in_five_ways_of_asking(cards: list[Card]) -> None:
    assert [one.source.id for one in cards if len(one.passage.questions) < 5] == []


def test_every_topic_says_enough_and_begins_with_its_short_answer(cards: list[Card]) -> None:
    topics = [one for one in cards if one.source.kind is Kind.TOPIC]
    assert [one.source.id for one in topics if len(one.passage.statements) < 4] == []
    assert [one.source.id for one in cards if one.passage.statements[0].part is not Part.LEAD] == []


def test_every_citation_is_official_and_canonical(cards: list[Card]) -> None:
    cited = {
        reference.url
        for one in cards
        for statement in (*one.passage.statements, *(found.right for found in one.passage.corrections))
        for reference in statement.references
    }
    assert len(cited) > 500
    assert sorted(url for url in cited if not address.is_official(url) or address.canonical(url) != url) == []


def test_every_statement_and_correction_stands_verbatim_in_its_card(cards: list[Card]) -> None:
    for one in cards:
        for statement in (*one.passage.statements, *(found.right for found in one.passage.corrections)):
            assert statement.text in one.passage.text


@pytest.mark.parametrize("trap", list(BELIEFS))
def test_each_common_mistake_is_corrected_by_a_card(trap: str, nearness: Nearness) -> None:
    near, where = nearness.best(BELIEFS[trap])
    assert near >= NEAR, f"nothing corrects {BELIEFS[trap]!r}; the nearest, in {where}, is only {near:.2f} near"


def test_the_check_fails_where_nothing_is_corrected(nearness: Nearness) -> None:
    assert max(nearness.best(claim)[0] for claim in NOT_CORRECTED) < NEAR - 0.1


def test_the_check_fails_where_a_correction_is_taken_away(nearness: Nearness) -> None:
    """Most mistakes are corrected in one to three cards; without them the check would notice nearly every one."""
    unnoticed = []
    for trap, claim in BELIEFS.items():
        taken: set[str] = set()
        while len(taken) <= 3 and (best := nearness.best(claim, frozenset(taken)))[0] >= NEAR:
            taken.add(best[1])
        if len(taken) > 3:
            unnoticed.append(trap)
    assert len(unnoticed) <= 3, unnoticed


def test_no_wrong_belief_is_said_as_a_statement(cards: list[Card]) -> None:
    stated = {statement.text.lower().strip(" .") for one in cards for statement in one.passage.statements}
    wrong = {found.wrong.lower().strip(" .") for one in cards for found in one.passage.corrections}
    assert sorted(stated & wrong) == []
