"""Precedents stay within generous bounds of processor time; the bench itself goes to ten thousand rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluations.precedent_bench import measured

ROWS = 2_500


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_many_rows_are_imported_and_searched_within_bounds(tmp_path: Path) -> None:
    found = measured(tmp_path, ROWS, with_baseline=False)
    assert (found["added"], found["rejected"]) == (ROWS, 1)
    assert found["import"]["processor_seconds"] < 90
    assert found["import_again"]["processor_seconds"] < 8
    assert found["search"]["processor_p50"] < 225  # three times what a quiet machine takes, as for the import
    assert found["search_after_a_change"]["processor_seconds"] < 2
