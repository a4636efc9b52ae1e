"""The weights that ship are those of the fit, and the fit is of the answers and exercises as they are."""

from __future__ import annotations

from advisor.governance.exercises.evidence import Evidence
from advisor.governance.exercises.meaning import OFFSET, TOGETHER, WEIGHTS
from evaluations.training.marking import RECORD, FitRecord, what_is_read

FITTED = FitRecord.model_validate_json(RECORD.read_text("utf-8"))
AGAIN = "Run python -m evaluations.training.marking, and put what it prints into exercises/meaning.py."


def test_the_fit_read_what_is_there_now() -> None:
    assert FITTED.read == what_is_read(), AGAIN


def test_the_weights_that_ship_are_those_of_the_fit() -> None:
    assert dict(zip(Evidence._fields, WEIGHTS, strict=True)) == FITTED.weights, AGAIN
    assert (FITTED.offset, FITTED.together) == (OFFSET, TOGETHER), AGAIN
