"""Precedents at ten thousand rows stay within generous bounds of processor time."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluations.precedent_bench import measured

ROWS = 10_000


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_ten_thousand_rows_are_imported_and_searched_within_bounds(tmp_path: Path) -> None:
    found = measured(tmp_path, ROWS, with_baseline=False)
    assert (found["added"], found["rejected"]) == (ROWS, 1)
    assert found["import"]["processor_seconds"] < 300
    assert found["import_again"]["processor_seconds"] < 20
    assert found["search"]["processor_p50"] < 150
    assert found["search_after_a_change"]["processor_seconds"] < 2
