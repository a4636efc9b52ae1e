"""A person says which wording holds: the other goes out of the draft, and nothing else does."""

from __future__ import annotations

from advisor.governance.drafting.draft import Contradiction, Fact, FactKind
from advisor.governance.drafting.work import Verdict
from advisor.interface.draft_facts import understood
from advisor.interface.draft_settling import settled
from advisor.journeys.draft_reading import FactShown

SIX = "Visit notes are kept for six years."
TWELVE = "Visit notes are kept for 12 months."
LONG = "Aldermoor Trust gets the notes and keeps them for nine years."
KEPT = Contradiction(field="retention", values=(SIX, TWELVE, LONG))


def fact(name: str, sentence: str, value: str, field: str, at: int) -> FactShown:
    start = at + sentence.index(value)
    told = Fact(
        id=name,
        kind=FactKind.RETENTION,
        value=value,
        source_text=sentence,
        start=start,
        end=start + len(value),
        field=field,
    )
    return FactShown(fact=told, field_words=field, review=None)


ITEMS = understood(
    [
        fact("s1", SIX, SIX, "retention", 0),
        fact("x1", SIX, "six years", "retention", 0),
        fact("s2", TWELVE, TWELVE, "retention", 100),
        fact("d2", TWELVE, TWELVE, "data_items", 100),
        fact("x2", TWELVE, "12 months", "retention", 100),
        fact("s3", LONG, LONG, "recipients", 200),
        fact("x3", LONG, "nine years", "retention", 200),
        fact("o3", LONG, "Aldermoor Trust", "recipients", 200),
    ]
)


def test_a_sentence_that_only_says_what_does_not_hold_is_struck_whole() -> None:
    found = settled(KEPT, SIX, ITEMS)
    assert {one.fact_id for one in found.reviews} == {"s2", "d2", "x2"}
    assert {one.verdict for one in found.reviews} == {Verdict.STRUCK}


def test_a_sentence_that_says_something_else_besides_is_left_for_a_person_to_put_right() -> None:
    assert settled(KEPT, SIX, ITEMS).by_hand == (LONG,)
    assert settled(KEPT, LONG, ITEMS).by_hand == ()


def test_where_something_else_holds_every_wording_goes() -> None:
    found = settled(KEPT, "As long as the law asks.", ITEMS)
    assert {one.fact_id for one in found.reviews} == {"s1", "x1", "s2", "d2", "x2"}


def test_a_figure_told_in_two_ways_is_put_right_where_it_stands() -> None:
    sentence = "The scheme reaches 480 homes in the east."
    letter = "We wrote to 480 homes."
    items = understood(
        [
            fact("s", sentence, sentence, "volume", 0),
            fact("x", sentence, "480 homes", "volume", 0),
            fact("other", letter, letter, "consultation", 100),
        ]
    )
    found = settled(Contradiction(field="volume", values=("430 homes", "480 homes")), "430 homes", items)
    assert {one.fact_id: one.value for one in found.reviews} == {
        "s": "The scheme reaches 430 homes in the east.",
        "x": "430 homes",
    }
    assert found.by_hand == ()


def test_free_words_are_never_written_into_a_sentence() -> None:
    sentence = "The scheme reaches 480 homes in the east."
    items = understood([fact("s", sentence, sentence, "volume", 0)])
    found = settled(Contradiction(field="volume", values=("430 homes", "480 homes")), "Nobody knows yet.", items)
    assert (found.reviews, found.by_hand) == ((), (sentence,))
