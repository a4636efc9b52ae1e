"""How values are put into sentences: exactly as they were given, and names are called names."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.wording import listed, stated, told


def test_values_stand_as_they_were_given_in_a_sentence_of_their_field() -> None:
    assert stated("cost", ("£41,300", "£2k"), names=False) == "The sums that the proposal gives are £41,300 and £2k."
    assert stated("data_subjects", ("Una Kettering",), names=True) == (
        "Among the people concerned the proposal names Una Kettering."
    )


def test_a_date_is_not_called_a_name() -> None:
    assert (
        stated("data_subjects", ("3 May 2027",), names=False) == "The people concerned: the proposal gives 3 May 2027."
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("**Cost:** £5", "Cost: £5."),
        ("| Owner | Ada Quill |", "Owner – Ada Quill."),
        ("- kept\n  for a year", "kept for a year."),
        ("Who decides?", "Who decides?"),
        ("***", ""),
    ],
)
def test_marks_of_layout_are_left_out_and_words_stay(value: str, said: str) -> None:
    assert told(value) == said


def test_a_list_is_read_aloud() -> None:
    assert listed(("a", "b", "c")) == "a, b and c"
    assert listed(("a", "b"), "or") == "a or b"
    assert listed(("a",)) == "a"
