"""What a person checks of a proposal: each stretch of its words once, and the reviews that their choices make."""

from __future__ import annotations

from advisor.governance.drafting.draft import Fact, FactKind
from advisor.governance.drafting.work import FactReview, Verdict
from advisor.interface import draft_facts
from advisor.journeys.draft_reading import FactShown

SENTENCE = "Aldermoor Council pays £41,300 a year."


def shown(name: str, value: str, kind: FactKind, field: str, review: FactReview | None = None) -> FactShown:
    start = SENTENCE.index(value)
    fact = Fact(id=name, kind=kind, value=value, source_text=SENTENCE, start=start, end=start + len(value), field=field)
    return FactShown(fact=fact, field_words=field.capitalize(), review=review)


FACTS = (
    shown("f1", SENTENCE, FactKind.PURPOSE, "purpose"),
    shown("f2", SENTENCE, FactKind.AMOUNT, "cost"),
    shown("f3", "£41,300", FactKind.AMOUNT, "cost"),
    shown("f4", "£41,300", FactKind.AMOUNT, "benefit"),
    shown("f5", "Aldermoor Council", FactKind.ORGANISATION, "controllers"),
)


def test_words_that_count_as_several_things_are_shown_once_with_all_of_them() -> None:
    items = draft_facts.understood(FACTS)
    assert [one.words for one in items] == ["Aldermoor Council", "£41,300", SENTENCE]
    assert [one.number for one in items] == [1, 2, 3]
    assert [one.is_sentence for one in items] == [False, False, True]
    assert list(items[1].fields.values()) == ["Cost", "Benefit"]


def test_confirming_leaves_alone_what_was_reviewed_before() -> None:
    struck = FactReview(fact_id="f4", verdict=Verdict.STRUCK)
    facts = (*FACTS[:3], shown("f4", "£41,300", FactKind.AMOUNT, "benefit", struck), FACTS[4])
    reviews = draft_facts.confirmed(draft_facts.understood(facts))
    assert {one.fact_id for one in reviews} == {"f1", "f2", "f3", "f5"}
    assert {one.verdict for one in reviews} == {Verdict.CONFIRMED}


def test_new_words_reach_every_part_that_was_kept_and_the_rest_is_struck() -> None:
    item = draft_facts.understood(FACTS)[1]
    reviews = {one.fact_id: one for one in draft_facts.corrected(item, "£43,100", ["f3"])}
    assert reviews["f3"].verdict is Verdict.EDITED
    assert reviews["f3"].value == "£43,100"
    assert reviews["f4"].verdict is Verdict.STRUCK


def test_words_that_were_left_as_they_are_are_confirmed_and_not_edited() -> None:
    item = draft_facts.understood(FACTS)[1]
    reviews = draft_facts.corrected(item, " £41,300 ", ["f3", "f4"])
    assert [(one.verdict, one.value) for one in reviews] == [(Verdict.CONFIRMED, ""), (Verdict.CONFIRMED, "")]


def test_words_are_moved_to_another_part_in_place_of_the_one_left_away() -> None:
    item = draft_facts.understood(FACTS)[1]
    reviews = {one.fact_id: one for one in draft_facts.corrected(item, "£41,300", ["f3"], "volume")}
    assert reviews["f3"].verdict is Verdict.CONFIRMED
    assert (reviews["f4"].verdict, reviews["f4"].field) == (Verdict.EDITED, "volume")


def test_words_are_moved_although_no_part_was_left_away() -> None:
    item = draft_facts.understood(FACTS)[0]
    (review,) = draft_facts.corrected(item, item.words, ["f5"], "processors")
    assert (review.verdict, review.field) == (Verdict.EDITED, "processors")


def test_a_figure_put_right_is_put_right_in_its_sentence_too() -> None:
    items = draft_facts.understood(FACTS)
    reviews = {one.fact_id: one for one in draft_facts.followed(items[1], "£43,100", items)}
    assert set(reviews) == {"f1", "f2"}
    assert {one.value for one in reviews.values()} == {"Aldermoor Council pays £43,100 a year."}


def test_a_figure_that_a_sentence_no_longer_holds_is_struck() -> None:
    items = draft_facts.understood(FACTS)
    reviews = {one.fact_id: one for one in draft_facts.followed(items[2], "Aldermoor Council pays nothing.", items)}
    assert set(reviews) == {"f3", "f4"}
    assert {one.verdict for one in reviews.values()} == {Verdict.STRUCK}
    assert draft_facts.followed(items[2], SENTENCE, items) == []


def test_what_is_struck_counts_as_nothing_and_can_be_put_back() -> None:
    item = draft_facts.understood(FACTS)[1]
    by_id = {one.fact_id: one for one in draft_facts.struck(item)}
    gone = [shown(name, "£41,300", FactKind.AMOUNT, "cost", by_id[name]) for name in ("f3", "f4")]
    (left,) = draft_facts.understood(gone)
    assert left.is_struck
    assert left.is_reviewed
    assert {one.verdict for one in draft_facts.put_back(left)} == {Verdict.CONFIRMED}
