"""The guided form: what it makes of the answers is a proposal that the rules read."""

from __future__ import annotations

from advisor.governance.drafting.facts import understand
from advisor.interface import draft_telling
from corpus.drafting_files import drafting_rules

SAID = {
    "Project": "Hot meals round",
    "Purpose": "Volunteers carry hot meals to older people so that nobody goes hungry at weekends.",
    "Data": "Name, address and diet.",
    "Retention": "Two years after the last meal.",
    "Costs": "£41,300 a year.",
}


def test_each_answer_stands_under_its_heading_and_nothing_else_is_said() -> None:
    told = draft_telling.as_text({**dict.fromkeys(draft_telling.QUESTIONS, ""), **SAID})
    assert told.splitlines()[0] == "# Hot meals round"
    assert [one.partition(":")[0] for one in told.split("\n\n")[1:]] == ["Purpose", "Data", "Retention", "Costs"]


def test_the_answers_reach_the_part_of_the_draft_that_was_asked_about() -> None:
    facts = understand(draft_telling.as_text(SAID), drafting_rules()).facts
    held = {field: " ".join(one.value for one in facts if one.field == field) for field in ("cost", "retention")}
    assert "£41,300" in held["cost"]
    assert "Two years" in held["retention"]
    assert "hot meals" in " ".join(one.value for one in facts if one.field == "purpose")
