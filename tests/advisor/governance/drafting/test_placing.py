"""Where what a proposal says is shown: no headings, a sentence in its own field, names and sums where they stand."""

from __future__ import annotations

from advisor.governance.drafting.benefit import WHOM_THE_PROPOSAL_NAMES, weigh_benefit
from advisor.governance.drafting.draft import Fact, FactKind
from advisor.governance.drafting.facts import understand
from advisor.governance.drafting.placing import PLACES, headings, place
from advisor.governance.drafting.risks import choose_risks
from advisor.governance.drafting.sentences import sentences
from corpus.drafting_files import shipped_benefits, shipped_risks
from corpus.drafting_rules import DraftingRules

LENDING = """# Lending tools to neighbours

## Purpose

The purpose is to lend garden tools to residents of Hollin Green and to know where each tool is.

**Who sees it**

Two clerks see the list. Its author may strike a line from it at any time.

What it costs:

- The list costs £310 a year.
- The privacy of the borrowers costs us nothing but care.
"""


def test_headings_lead_to_a_place_and_the_title_stays() -> None:
    found = {LENDING[start:end].strip("*: ") for start, end in headings(LENDING)}
    assert found == {"Purpose", "Who sees it", "What it costs"}


def test_a_line_that_lost_its_stop_is_no_heading() -> None:
    assert not headings("# Tools\n\nNo names are kept\n\nWe lend spades.\n")


def test_no_heading_stands_in_a_draft_as_a_statement(rules: DraftingRules) -> None:
    facts = understand(LENDING, rules).facts
    shown = {fact.value for said in place(facts, headings(LENDING)).values() for fact in said.whole}
    assert not {"Purpose", "**Who sees it**", "Who sees it"} & shown


def test_no_sentence_is_lost_and_none_stands_in_more_fields_than_allowed(rules: DraftingRules) -> None:
    facts = understand(LENDING, rules).facts
    said = place(facts, headings(LENDING))
    for one in sentences(LENDING):
        if (one.start, one.end) in headings(LENDING) or not any(one.start == fact.start for fact in facts):
            continue
        fields = [name for name, found in said.items() if any(fact.start == one.start for fact in found.whole)]
        assert 1 <= len(fields) <= PLACES, one.text


def _whole(field: str, kind: FactKind, value: str, start: int) -> Fact:
    return Fact(
        id=f"f-{field}-{start}", kind=kind, value=value, source_text=value, start=start, end=start + 50, field=field
    )


def test_a_sentence_that_begins_with_the_word_for_its_field_stands_there() -> None:
    value = "The purpose is to lend tools to residents of the town."
    others = [_whole("purpose", FactKind.PURPOSE, f"We lend number {n}.", 100 * n) for n in range(1, 9)]
    rare = ("article_6", "reuse", "power")
    facts = [*others, *(_whole(name, FactKind.PURPOSE, value, 0) for name in ("purpose", *rare))]
    assert value in {one.value for one in place(facts)["purpose"].whole}


def test_a_sentence_without_a_sum_is_no_cost_where_it_says_something_else() -> None:
    spoken, priced = "The privacy of the borrowers is dear to us.", "The list is bought for a year."
    facts = [
        _whole("cost", FactKind.AMOUNT, spoken, 0),
        _whole("security_measures", FactKind.SECURITY_MEASURE, spoken, 0),
        _whole("cost", FactKind.AMOUNT, priced, 100),
        _whole("frequency", FactKind.SECURITY_MEASURE, priced, 100),
        _whole("cost", FactKind.AMOUNT, priced, 100).model_copy(
            update={"id": "sum", "value": "a year", "start": 110, "end": 116}
        ),
    ]
    assert [one.value for one in place(facts)["cost"].whole] == [priced]


def test_nobody_is_put_in_the_place_of_those_whom_the_proposal_names(rules: DraftingRules) -> None:
    told = [_whole("benefit", FactKind.VOLUME, "Borrowers save the price of a spade.", 0)]
    first, *suggested = weigh_benefit(told, [], frozenset({"tenants"}), shipped_benefits())
    assert first.who == WHOM_THE_PROPOSAL_NAMES
    assert suggested[0].who != WHOM_THE_PROPOSAL_NAMES


def test_what_follows_from_a_guess_is_told_as_one() -> None:
    said = "Each clerk has an account of her own."
    shown = frozenset({"shared-login", "personal-data"})
    sure = choose_risks(shown, shipped_risks(), "the clerk")
    guess = choose_risks(shown, shipped_risks(), "the clerk", by_meaning={"shared-login": said})
    why = {one.id: one.why for one in guess}["shared-credentials"]
    assert why.startswith("Perhaps: ")
    assert f"“{said.rstrip('.')}”" in why
    assert not {one.id: one.why for one in sure}["shared-credentials"].startswith("Perhaps")


def test_a_date_is_neither_a_name_of_the_project_nor_somebody_concerned(rules: DraftingRules) -> None:
    text = (
        "# Meals and coats\n\nTarn Council wants to give a charity the names of the 640 children who get free meals, "
        "so that it can post a voucher from 1 December 2026.\n"
    )
    said = place(understand(text, rules).facts)
    days = {field for field, one in said.items() for fact in one.exact if fact.kind is FactKind.DATE}
    assert "start_date" in days
    assert not days & {"title", "data_subjects"}


def test_nights_are_not_counted_as_people(rules: DraftingRules) -> None:
    text = "Tarn Council sends the names of 40 tenants to the clerk. She lists who was away three nights running.\n"
    counted = {one.value for one in understand(text, rules).facts if one.kind is FactKind.VOLUME}
    assert any("40 tenants" in one for one in counted)
    assert not any("nights" in one for one in counted)
