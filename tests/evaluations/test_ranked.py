"""The standard retrieval measures of rankings whose values can be worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from evaluations import ranked
from tests.evaluations.answers import ONE, OTHER, TWO, question

pytest.importorskip("ir_measures", reason="needs the extra: pip install 'governance-advisor[evaluate]'")


def test_a_perfect_ranking_has_the_best_of_all() -> None:
    assert set(ranked.ranked_as_needed(question(), [ONE, TWO, OTHER]).values()) == {1.0}


def test_a_ranking_without_a_needed_source_has_nothing() -> None:
    assert set(ranked.ranked_as_needed(question(), [OTHER, OTHER]).values()) == {0.0}
    assert set(ranked.ranked_as_needed(question(), []).values()) == {0.0}


def test_a_late_and_half_ranking_is_worked_out_by_hand() -> None:
    found = ranked.ranked_as_needed(question(), [OTHER, OTHER, ONE])
    best = 1 + 1 / log2(3)
    assert found["reciprocal_rank"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["ndcg_10"] == pytest.approx((1 / log2(4)) / best, abs=1e-4)
    assert found["recall_5"] == found["recall_20"] == 0.5


def test_a_deeper_address_meets_a_need_and_a_second_one_does_not_meet_it_again() -> None:
    deeper = f"{ONE}/3"
    assert ranked.needs_in_order(question(), [deeper, ONE, TWO]) == ["need 0", f"1 {ONE}", "need 1"]


def test_recall_at_five_sees_only_five() -> None:
    found = ranked.ranked_as_needed(question(), [*(f"{OTHER}/{number}" for number in range(5)), ONE, TWO])
    assert (found["recall_5"], found["recall_20"]) == (0.0, 1.0)
