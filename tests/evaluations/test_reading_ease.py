"""Syllables and grades of known words and texts."""

from __future__ import annotations

import pytest

from evaluations.reading_ease import grade, syllables

KNOWN = {
    1: "the month one lives named rights may share shared safe time rule rules whole real",
    2: "data request disclose people being special council table science likely receive changes useful because "
    "person needed sometimes sharing purpose public reason social appeal equal police statement",
    3: "controller officer processing protection created initial purposes idea area media denial family authorised",
    4: "information identity legitimate category regulation appropriate necessary authorities criteria",
    5: "organisation individual",
}


@pytest.mark.parametrize(("count", "word"), [(count, word) for count, words in KNOWN.items() for word in words.split()])
def test_the_syllables_of_a_word_of_the_field(count: int, word: str) -> None:
    assert syllables(word) == count


def test_the_grade_is_that_of_the_formula() -> None:
    # Six words of one syllable in one sentence: 0.39 × 6 + 11.8 × 1 − 15.59.
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)


def test_longer_sentences_and_longer_words_are_harder() -> None:
    plain = "Tell people what you do. Say why. Keep it short."
    hard = "Controllers must communicate processing purposes, legitimate interests and applicable retention periods."
    assert grade(hard) > grade(plain) + 8
    assert grade("Tell people what you do and say why and keep it short.") > grade(plain)


def test_a_text_without_words_has_no_grade() -> None:
    assert grade("") == grade("1.2 (3) —") == 0.0
