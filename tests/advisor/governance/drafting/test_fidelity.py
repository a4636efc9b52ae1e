"""The fidelity scan: what stands in no origin is found, whatever it is dressed as."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.fidelity import Origins

ORIGIN = Origins(
    [
        "From 3 May 2027 Aldermoor Council gives meals to 2,400 people for £41,300.50 a year, three times a week.",
        "Write to una@aldermoor.invalid, reference AB-77/k.",
    ]
)


@pytest.mark.parametrize(
    "said",
    [
        "Meals go to 2400 people.",
        "It costs £41,300.50.",
        "It starts on 3 May 2027, and 3 times in a week meals are carried.",
        "Aldermoor Council answers for it; its reference is AB-77/k.",
        "Nobody else is involved, and one person decides.",
    ],
)
def test_what_has_an_origin_passes_however_it_is_written(said: str) -> None:
    assert ORIGIN.lacking(said) == ()


@pytest.mark.parametrize(
    ("said", "lacking"),
    [
        ("Meals go to 2,401 people.", "2,401"),
        ("It costs £41,300.60.", "£41,300.60"),
        ("It starts on 4 May 2027.", "4"),
        ("It starts in June.", "June"),
        ("It is done four times.", "four"),
        ("About 12% refuse.", "12%"),
        ("The list goes to Brackwater Council.", "Brackwater"),
        ("Ask ian@aldermoor.invalid.", "ian@aldermoor.invalid"),
        ("Its reference is AB-78/k.", "78"),
        ("It takes two dozen volunteers.", "dozen"),
        ("Every Tuesday it is done.", "Tuesday"),
    ],
)
def test_what_has_no_origin_is_named(said: str, lacking: str) -> None:
    assert any(lacking in one or one in lacking for one in ORIGIN.lacking(said)), ORIGIN.lacking(said)
