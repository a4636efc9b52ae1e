"""Asking: what is a question, which day and place it is about, and that the same question can be replayed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from advisor.errors import QuestionRefused
from advisor.governance.answer import Claim, Outcome
from advisor.governance.citation import Citation
from advisor.journeys.ask import SHOWN_ENTRIES, Ask, common_extent, entries
from corpus.passage import Reference
from corpus.source import UK, Checked, Classification, Extent, Jurisdiction, Standing
from retrieval.evidence import Evidence, Scope
from tests.invented import LAW, evidence, passage, statement

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
CHECKED_TO = date(2026, 11, 21)


class KnowingFinder:
    """Finds always the same card and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Scope]] = []

    def find(self, question: str, scope: Scope) -> Evidence:
        self.asked.append((question, scope))
        return evidence(question, scope, passage("card/x", "Answer within one month.", questions=("how long", "when")))


def journey(finder: KnowingFinder, *, as_at: date | None = CHECKED_TO, now: datetime = NOON) -> Ask:
    seconds = iter(range(1000))
    numbers = iter(range(1000))
    return Ask(
        finder, floor=0.4, longest_characters=300, corpus_as_at=lambda: as_at, now=lambda: now,
        stopwatch=lambda: next(seconds) / 100, new_id=lambda: f"answer-{next(numbers)}",
    )  # fmt: skip


@pytest.fixture
def finder() -> KnowingFinder:
    return KnowingFinder()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "no question"), ("  \n\t", "no question"), ("?!…—", "no question"), ("\u200b\u202e", "no question"),
        ("a" * 301, "301 characters"), ("how long\0 for", "not readable"), ("how \ufffd long", "not readable"),
        ("a\x01\x02\x03\x04", "not readable"), ("how long \ud800", "not readable"),
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused_and_nothing_is_searched(
    finder: KnowingFinder, question: str, said: str
) -> None:
    with pytest.raises(QuestionRefused, match=said) as refused:
        journey(finder)(question, Jurisdiction.UK)
    assert refused.value.what_to_do
    assert finder.asked == []


@pytest.mark.parametrize(
    "question", ["SAR?", "  how long\n\nfor a SAR  ", "7", "Dè cho fada?", "如何", "a" * 300, "how 🧾"]
)
def test_whatever_can_be_read_is_a_question(finder: KnowingFinder, question: str) -> None:
    assert journey(finder)(question, Jurisdiction.UK).question == question.strip()


def test_today_s_question_is_searched_in_today_s_law(finder: KnowingFinder) -> None:
    answer = journey(finder)("how long", Jurisdiction.SCOTLAND, clearance=Classification.OFFICIAL_SENSITIVE)
    ((_, scope),) = finder.asked
    assert (scope.on, scope.historical) == (NOON.date(), False)
    assert (scope.jurisdiction, scope.clearance) == (Jurisdiction.SCOTLAND, Classification.OFFICIAL_SENSITIVE)
    assert answer.as_at == CHECKED_TO


def test_on_a_machine_whose_clock_is_behind_the_corpus_the_law_is_still_today_s(finder: KnowingFinder) -> None:
    early = datetime(2026, 1, 1, tzinfo=UTC)
    answer = journey(finder, now=early)("how long", Jurisdiction.UK)
    assert (finder.asked[0][1].on, finder.asked[0][1].historical) == (CHECKED_TO, False)
    assert answer.as_at == early.date()


def test_a_day_in_the_past_is_searched_and_stated(finder: KnowingFinder) -> None:
    day = date(2019, 1, 1)
    answer = journey(finder)("how long", Jurisdiction.UK, on=day)
    assert (finder.asked[0][1].on, finder.asked[0][1].historical) == (day, True)
    assert answer.as_at == day


def test_today_asked_for_by_name_is_today(finder: KnowingFinder) -> None:
    journey(finder)("how long", Jurisdiction.UK, on=NOON.date())
    assert not finder.asked[0][1].historical


def test_law_of_a_day_to_come_is_never_said_to_be_known(finder: KnowingFinder) -> None:
    answer = journey(finder)("how long", Jurisdiction.UK, on=date(2031, 1, 1))
    assert answer.as_at <= NOON.date() or any("2031" in caveat for caveat in answer.caveats)


def test_with_the_same_clock_and_names_the_answer_is_the_same() -> None:
    one, other = (journey(KnowingFinder())("how long", Jurisdiction.UK) for _ in range(2))
    assert one == other
    assert one.model_dump_json() == other.model_dump_json()
    assert (one.id, one.milliseconds, one.answered_at) == ("answer-0", 10, NOON)
    assert one.evidence_digest == "0" * 64


def test_nothing_found_is_silence_with_a_name() -> None:
    class EmptyFinder(KnowingFinder):
        def find(self, question: str, scope: Scope) -> Evidence:
            return evidence(question, scope)

    answer = journey(EmptyFinder())("how long", Jurisdiction.UK)
    assert answer.outcome in {Outcome.NO_EVIDENCE, Outcome.OUT_OF_SCOPE}
    assert (answer.claims, answer.retrieved, answer.extent) == ((), (), UK)
    assert answer.text


def test_each_provision_cited_gets_a_line_once_best_first() -> None:
    act = f"{LAW}/ukpga/2018/12"
    places = [Reference(label=f"DPA 2018 section {one}", url=f"{act}/section/{one}") for one in range(9)]
    said = (statement("First.", places[1], places[2]), statement("Second.", places[2]))
    one = passage("card/a", *said, url=places[1].url)
    two = passage("card/b", statement("Third.", places[3], places[1]), url="https://www.gov.uk/b")
    found = entries(evidence("q", Scope(on=CHECKED_TO), one, two).passages)
    assert {(line.label, line.passage_id) for line in found} == {
        ("DPA 2018 section 1", "card/a"),
        ("DPA 2018 section 2", "card/a"),
        ("card b", "card/b"),
        ("DPA 2018 section 3", "card/b"),
    }
    assert len(found) == 4
    assert found[0].url == places[1].url
    assert [line.score for line in found] == sorted((line.score for line in found), reverse=True)
    labels = [line.label for line in found]
    assert labels.index("DPA 2018 section 1") < labels.index("DPA 2018 section 2")
    assert labels.index("card b") < labels.index("DPA 2018 section 3")


def test_no_more_lines_are_shown_than_people_read() -> None:
    many = [passage(f"p/{number}", "It says so.") for number in range(60)]
    assert len(entries(evidence("q", Scope(on=CHECKED_TO), *many).passages)) == SHOWN_ENTRIES


def claim(*extents: Extent) -> Claim:
    citations = tuple(
        Citation(
            url="u", label="l", quotation="q", passage_id="p", passage_sha256="0", passage_title="t",
            standing=Standing.IN_FORCE, checked=Checked.INSTRUMENT, extent=extent,
        )
        for extent in extents
    )  # fmt: skip
    return Claim(text="It says so.", citations=citations)


@pytest.mark.parametrize(
    ("claims", "extent"),
    [
        ((), UK),
        ((claim(UK), claim(("S",))), ("S",)),
        ((claim(UK, ("E", "W")),), ("E", "W")),
        ((claim(("S",)), claim(("E",))), ("E", "S")),
    ],
)
def test_an_answer_holds_where_all_its_claims_hold(claims: tuple[Claim, ...], extent: Extent) -> None:
    assert common_extent(claims) == extent
