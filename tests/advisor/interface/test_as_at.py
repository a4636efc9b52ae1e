"""The date that a person gives in three fields."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.interface.as_at import DateNotUnderstood, taken


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("", " ", ""), None),
        (("31", "3", "2025"), date(2025, 3, 31)),
        (("01", "March", "2025"), date(2025, 3, 1)),
        ((" 5 ", "sep", "2026"), date(2026, 9, 5)),
        (("29", "2", "2024"), date(2024, 2, 29)),
    ],
)
def test_a_date_is_taken_as_people_write_it(fields: tuple[str, str, str], expected: date | None) -> None:
    assert taken(*fields) == expected


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        (("", "3", "2025"), "day"),
        (("1", "", "2025"), "month"),
        (("1", "3", ""), "year"),
        (("first", "3", "2025"), "day"),
        (("1", "13", "2025"), "month"),
        (("1", "0", "2025"), "month"),
        (("30", "2", "2025"), "day"),
        (("0", "2", "2025"), "day"),
        (("1", "3", "25"), "year"),
        (("1", "3", "0025"), "year"),
        (("1", "3", "9999"), "year"),
        (("١", "3", "2025"), "day"),
        (("-1", "3", "2025"), "day"),
    ],
)
def test_a_date_that_cannot_be_is_refused_naming_its_field(fields: tuple[str, str, str], field: str) -> None:
    with pytest.raises(DateNotUnderstood) as refused:
        taken(*fields)
    assert refused.value.field == field
    assert refused.value.what_to_do
