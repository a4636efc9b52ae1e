"""Citations inside sentences, brought to one form."""

from __future__ import annotations

import pytest

from advisor.governance.grounding.citations import agree, citations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under Article 33(1)", [("article", "33", "(1)")]),
        ("art. 6(1)(e) and s. 8", [("article", "6", "(1)(e)"), ("section", "8", "")]),
        ("Schedule 2 paragraphs 27 and 28", [("schedule", "2", ""), ("paragraph", "27", ""), ("paragraph", "28", "")]),
        ("Part 3 of the Act", [("part", "3", "")]),
        ("part of 3 files", []),
        ("sections 35(3)(c) to 42", [("section", "35", "(3)(c)"), ("section", "42", "")]),
    ],
)
def test_provisions_are_read_with_kind_number_and_pinpoint(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.kind, one.number, one.pinpoint) for one in citations(text)] == expected


def test_a_wider_and_a_deeper_pinpoint_of_one_provision_agree() -> None:
    (wide,), (deep,), (other,) = citations("Article 33"), citations("Article 33(1)"), citations("Article 34")
    assert agree(wide, deep)
    assert agree(deep, wide)
    assert not agree(wide, other)


def test_two_different_pinpoints_do_not_agree() -> None:
    (first,), (second,) = citations("section 8(1)"), citations("section 8(2)")
    assert not agree(first, second)
