"""What is missing is asked, what is told is not, and an answer closes a question."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.draft import Document
from advisor.governance.drafting.facts import Facts, understand
from advisor.governance.drafting.gaps import ask
from corpus.drafting_rules import DraftingRules


def _asked(facts: Facts, rules: DraftingRules, document: Document = Document.DPIA) -> set[str]:
    return {one.field for one in ask(facts, document, rules)}


@pytest.mark.parametrize("field", ["caldicott", "contract", "breach", "privacy_notice", "policy_document", "power"])
def test_what_is_not_told_is_asked(meals: Facts, rules: DraftingRules, field: str) -> None:
    assert field in _asked(meals, rules)


@pytest.mark.parametrize("field", ["start_date", "cost", "purpose", "retention", "author", "volume", "data_items"])
def test_what_is_told_is_not_asked(meals: Facts, rules: DraftingRules, field: str) -> None:
    assert field not in _asked(meals, rules)


def test_an_answer_closes_the_question(meals: Facts, rules: DraftingRules) -> None:
    fields = {one.field for one in ask(meals, Document.DPIA, rules, {"breach": "The duty officer, at once."})}
    assert "breach" not in fields
    assert "contract" in fields


def test_an_empty_answer_closes_nothing(meals: Facts, rules: DraftingRules) -> None:
    assert "breach" in {one.field for one in ask(meals, Document.DPIA, rules, {"breach": "  "})}


def test_what_is_left_open_in_so_many_words_is_asked(rules: DraftingRules) -> None:
    facts = understand("A leaflet exists. Who tells the tenants is not decided.", rules)
    assert "privacy_notice" in _asked(facts, rules)


def test_signatures_are_asked_of_an_agreement_only(force: Facts, rules: DraftingRules) -> None:
    assert "signatories" in _asked(force, rules, Document.AGREEMENT)
    assert "signatories" not in _asked(force, rules, Document.DPIA)


def test_every_question_says_why_and_who_would_know(meals: Facts, rules: DraftingRules) -> None:
    for one in ask(meals, Document.DPIA, rules):
        assert one.question.endswith("?")
        assert one.why
        assert one.who_might_know


def test_three_words_are_asked_for_everything_that_matters(rules: DraftingRules) -> None:
    fields = _asked(understand("Scan old files.", rules), rules)
    assert {"controllers", "purpose", "data_subjects", "retention", "start_date"} <= fields


_SHARED = "Withy Borough Council and NHS Withy share the diagnoses and medication of patients."


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("owner", "The log is readable by its owner only."),
        ("owner", "Drafts are kept until their owner deletes them."),
        ("owner", "The owner of the building was told."),
        ("owner", "Owner: TBC"),
        ("owner", "\n## Owner\n\n## Purpose\n\nThe work is done by two clerks."),
        ("training", "Nothing that is typed is used for training."),
        ("training", "The training group may sign in first."),
        ("consultation", "Feedback: whether an answer helped."),
        ("consultation", "The meeting room has a screen."),
        ("consultation", "Consultation: to follow"),
    ],
)
def test_words_of_another_matter_answer_nothing(rules: DraftingRules, field: str, said: str) -> None:
    assert field in _asked(understand(f"{_SHARED} {said}", rules), rules)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("owner", "The project owner is Ailsa Munro."),
        ("owner", "Owner: Priya Latham, head of revenues"),
        ("owner", "The head of pharmacy is accountable."),
        ("training", "Staff get half a day of training before they log in."),
        ("consultation", "Forty patients were consulted in May."),
        ("consultation", "Feedback from carers was good."),
    ],
)
def test_a_statement_of_the_matter_answers_it(rules: DraftingRules, field: str, said: str) -> None:
    assert field not in _asked(understand(f"{_SHARED}\n\n{said}", rules), rules)
