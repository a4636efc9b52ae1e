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


def _answers(rules: DraftingRules, field: str, said: str) -> bool:
    rule = next(one for one in rules.gaps if one.field == field)
    assert rule.pattern is not None
    return rule.pattern.search(said) is not None


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("minimisation", "Not taken: date of birth, library number"),
        ("minimisation", "We never ask about illness."),
        ("onward_sharing", "Nothing goes to landlords or anybody else."),
        ("onward_sharing", "Lenders may not pass it on."),
        ("privacy_notice", "The slip that people sign says what the list is for."),
        ("privacy_notice", "Tenants will be told in the January letter."),
        ("accuracy", "Disputed entries are sent back and put right."),
        ("accuracy", "She checks one line in ten."),
        ("human_review", "A nurse goes and looks."),
        ("human_review", "My deputy looks at each one before anybody is spoken to."),
        ("opt_out", "Nobody online? They can still ring."),
        ("termination", "Ending: either side, on 90 days' notice"),
        ("audit_log", "The system notes each time that anyone opens a record."),
        ("rights_handling", "Requests and complaints go to the network office."),
        ("disposal", "The supplier must erase its copies: it erases them after each batch."),
    ],
)
def test_a_sentence_answers_what_is_asked(rules: DraftingRules, field: str, said: str) -> None:
    assert _answers(rules, field, said)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("minimisation", "We take name, address and telephone number."),
        ("onward_sharing", "The list goes to the crews each month."),
        ("privacy_notice", "The list is sorted by street."),
        ("accuracy", "The register holds 900 people."),
        ("human_review", "The score is shown on the screen."),
        ("opt_out", "Everybody takes part from May."),
        ("termination", "The agreement runs from April."),
        ("audit_log", "There are nine inspectors."),
        ("rights_handling", "The council wants a quick answer."),
        ("disposal", "The file is kept on a server in Leeds."),
    ],
)
def test_a_sentence_about_something_else_answers_nothing(rules: DraftingRules, field: str, said: str) -> None:
    assert not _answers(rules, field, said)
