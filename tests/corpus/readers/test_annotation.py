"""What the editors' annotations of legislation say of commencement and repeal."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.readers import annotation
from corpus.readers.annotation import Annotation


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("S. 9 omitted (5.2.2031) by virtue of Sprocket Act 2031 (c. 3), s. 80(2)", date(2031, 2, 5)),
        (
            "Ss. 5A-5D substituted for ss. 4, 5 (1.2.2031 for specified purposes, 1.6.2031 otherwise) by x",
            date(2031, 6, 1),
        ),
        ("S. 9(2)(b) repealed (E.W.) (1.7.2030) by 2030 c. 4", date(2030, 7, 1)),
        ("S. 9 omitted by virtue of Sprocket Act 2031", None),
        ("S. 9 omitted (31.2.2031) by x", None),
        ("S. 9 inserted (5.2.2031) by x", None),
    ],
)
def test_day_of_repeal_is_the_last_in_the_notes_brackets(text: str, ended: date | None) -> None:
    assert annotation.ended_on([Annotation("F", text)]) == ended


@pytest.mark.parametrize(
    ("text", "in_part"),
    [
        ("S. 5A inserted (1.2.2031 for specified purposes) by x", True),
        ("S. 5A inserted (prosp.) by x", True),
        ("S. 5A inserted (1.2.2031 for specified purposes, 1.3.2031 for specified purposes) by x", True),
        ("S. 5A inserted (1.2.2031 for specified purposes, 1.3.2031 in so far as not already in force) by x", False),
        ("S. 5A inserted (1.2.2031 for certain purposes, 1.3.2031 for all other purposes) by x", False),
        ("S. 5A inserted (1.2.2031) by x (with s. 3 for specified purposes (1.2.2031))", False),
        ("Words in s. 5 inserted (1.2.2031 for specified purposes) by x", False),
    ],
)
def test_insertion_for_some_purposes_only_is_told_from_a_full_one(text: str, in_part: bool) -> None:
    assert annotation.is_inserted_in_part([Annotation("F", text)]) is in_part


@pytest.mark.parametrize(
    ("texts", "never"),
    [
        (["S. 5 not in force at Royal Assent, see s. 9"], True),
        (["S. 5 not in force at Royal Assent; s. 5 in force at 1.2.2031, see s. 9"], False),
        (["S. 5 not in force at Royal Assent, see s. 9", "S. 5 in force at 1.2.2031 by S.I. 2031/1"], False),
        (["S. 5 in force at Royal Assent, see s. 9"], False),
        ([], False),
    ],
)
def test_never_commenced_means_that_no_note_commences_it(texts: list[str], never: bool) -> None:
    assert annotation.is_never_commenced([Annotation("I", text) for text in texts]) is never
