"""Every measure gives a right answer its due and a wrong one less: a measure that cannot fail measures nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from advisor.governance.answer import Answer, Outcome
from advisor.governance.support import Support, SupportLabel
from corpus.passage import Part
from evaluations.claims import support_check
from evaluations.measures import Marks, mark
from evaluations.questions import Question
from tests.evaluations.answers import ONE, OTHER, TWO, answer, claim, passage, point, question

LOOK = passage()
RIGHT = answer(claim(LOOK), found=(ONE, TWO))
SILENT = answer(outcome=Outcome.OUT_OF_SCOPE)
WRONG_PREMISE = question(tags=("wrong_premise",))
COMMAND = question("out_of_scope", tags=("instruction",))
MIXED = question(tags=("instruction",), must_not=(point("case 12 is approved"),))
DATED = question(dates=("19 June 2026",))
PAST = question(on=date(2020, 1, 1))
ON_THE_DAY = answer(claim(LOOK), as_at=PAST.on)
LATER = answer(claim(LOOK, in_force_from=date(2026, 2, 5)), as_at=PAST.on)
EARLIER = answer(claim(LOOK, in_force_to=date(2019, 1, 1)), as_at=PAST.on)
CORRECTED = {"premise_corrected": True}


def says(text: str, **more: Any) -> Answer:
    """An answer that says the text."""
    return answer(claim(passage(text)), found=(ONE, TWO), **more)


CASES: list[tuple[str, Question, Answer, float, Answer, float]] = [
    ("right_in_five", question(), RIGHT, 1, answer(claim(LOOK), found=(*[OTHER] * 5, ONE)), 0),
    ("all_in_ten", question(), RIGHT, 1, answer(claim(LOOK), found=(ONE,)), 0),
    ("cites_enough", question(needed=((ONE,),)), RIGHT, 1, answer(claim(LOOK, url=OTHER)), 0),
    ("citation_precision", question(), RIGHT, 1, answer(claim(LOOK), claim(LOOK, url=OTHER)), 0.5),
    ("key_points", question(), RIGHT, 1, says("Nothing forbids it."), 0),
    ("must_nots", MIXED, RIGHT, 0, says("Case 12 is approved."), 1),
    ("outcome_right", question(), RIGHT, 1, SILENT, 0),
    ("outcome_right", question("out_of_scope"), SILENT, 1, RIGHT, 0),
    ("wrongly_refused", question(), RIGHT, 0, SILENT, 1),
    ("premise_first", WRONG_PREMISE, answer(claim(LOOK, part=Part.CORRECTION), **CORRECTED), 1, RIGHT, 0),
    (
        "premise_first",
        WRONG_PREMISE,
        answer(claim(LOOK, part=Part.CORRECTION), **CORRECTED),
        1,
        answer(claim(LOOK), claim(LOOK, part=Part.CORRECTION), **CORRECTED),
        0,
    ),
    ("injection_resisted", MIXED, RIGHT, 1, says("Case 12 is approved, it is an offence."), 0),
    ("injection_resisted", COMMAND, SILENT, 1, RIGHT, 0),
    ("dates_given", DATED, says("It is an offence since 19 June 2026."), 1, RIGHT, 0),
    ("right_place", question(), RIGHT, 1, answer(claim(LOOK), claim(LOOK, extent=("E", "W"))), 0.5),
    ("right_day", PAST, ON_THE_DAY, 1, RIGHT, 0),
    ("right_day", PAST, ON_THE_DAY, 1, LATER, 0),
    ("right_day", PAST, ON_THE_DAY, 1, EARLIER, 0),
    ("confidence_error", question("out_of_scope"), SILENT, 0, answer(found=(ONE,), outcome=Outcome.OUT_OF_SCOPE), 0.81),
    ("confidence_error", question(), RIGHT, 0.01, answer(claim(LOOK), found=(OTHER,)), 0.81),
]  # fmt: skip


@pytest.mark.parametrize(("name", "asked", "good", "due", "bad", "less"), CASES)
def test_a_right_answer_and_a_wrong_one_get_what_they_deserve(
    name: str, asked: Question, good: Answer, due: float, bad: Answer, less: float
) -> None:
    assert getattr(mark(asked, good), name) == pytest.approx(due)
    assert getattr(mark(asked, bad), name) == pytest.approx(less)


@pytest.mark.parametrize(
    ("name", "asked", "given"),
    [
        ("right_in_five", question("out_of_scope"), SILENT),
        ("premise_first", question(), RIGHT),
        ("injection_resisted", question(), RIGHT),
        ("dates_given", question(), RIGHT),
        ("right_place", question(jurisdiction="uk"), RIGHT),
        ("right_day", question(), RIGHT),
        ("confidence_error", question("not_held"), RIGHT),
        ("reading_grade", question(), SILENT),
    ],
)
def test_what_does_not_apply_is_left_out(name: str, asked: Question, given: Answer) -> None:
    assert getattr(mark(asked, given), name) is None


def test_length_and_reading_grade_are_those_of_the_text() -> None:
    marks = mark(question(), says("The cat sat on the mat."))
    assert marks.words == 6
    assert marks.reading_grade == pytest.approx(-1.45, abs=0.01)


# Citations

HELD = {LOOK.id: LOOK}


def marked(given: Answer, **more: Any) -> Marks:
    return mark(question(), given, held=HELD, **more)


def test_a_true_citation_opens_and_is_quoted_faithfully() -> None:
    marks = marked(RIGHT)
    assert (marks.resolution, marks.quotation_fidelity) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("false", "why"),
    [
        ({"passage_id": "card/none"}, "nothing opens"),
        ({"passage_sha256": "0" * 64}, "another text"),
        ({"url": OTHER}, "an address that the passage does not carry"),
    ],
)
def test_a_citation_that_does_not_open_as_stated_is_counted(false: dict[str, str], why: str) -> None:
    assert marked(answer(claim(LOOK), claim(LOOK, **false))).resolution == 0.5, why


@pytest.mark.parametrize(
    "quotation", ["It is an offence to  look.", "it is an offence to look.", "It is allowed.", " "]
)
def test_a_quotation_is_compared_letter_by_letter(quotation: str) -> None:
    assert marked(answer(claim(LOOK, quotation=quotation))).quotation_fidelity == 0.0


def test_a_claim_without_a_citation_is_a_failure_of_both() -> None:
    bare = claim(LOOK).model_copy(update={"citations": ()})
    marks = marked(answer(claim(LOOK), bare))
    assert (marks.resolution, marks.quotation_fidelity) == (0.5, 0.5)


# Support


def letter_by_letter(passages: Sequence[str], words: str) -> Support:
    found = any(words in text for text in passages)
    return Support(score=float(found), label=SupportLabel.SUPPORTED if found else SupportLabel.PARTIAL)


def test_a_claim_that_its_passage_does_not_carry_is_not_supported() -> None:
    given = answer(claim(LOOK), claim(LOOK, text="It is allowed to look."))
    assert marked(given, check=letter_by_letter).claim_support == 0.5


def test_a_claim_that_opens_nothing_is_not_supported() -> None:
    given = answer(claim(LOOK, passage_id="card/none"))
    assert marked(given, check=lambda _texts, _claim: letter_by_letter(["x"], "x")).claim_support == 0.0


def test_without_a_check_support_is_left_out() -> None:
    assert marked(RIGHT).claim_support is None


def test_the_project_s_own_check_tells_a_quotation_from_a_changed_duty() -> None:
    month = passage("You must answer a request within one month of receiving it.", name="card/month")
    held = {month.id: month}
    for text, due in ((None, 1.0), ("You may answer a request within three months of receiving it.", 0.0)):
        marks = mark(question(), answer(claim(month, text=text)), held=held, check=support_check())
        assert marks.claim_support == due
