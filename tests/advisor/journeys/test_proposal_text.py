"""What a proposal is called by its first line."""

from __future__ import annotations

import pytest

from advisor.journeys.proposal_text import first_line


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("\n# Night meals list\n\nWe send it.", "Night meals list"),
        ("Title: Night meals list\nWe send it.", "Night meals list"),
        ("**Project name:** Night meals list", "Night meals list"),
        ("Title deeds: who may see them", "Title deeds: who may see them"),
        ("Title:\n\nNight meals list", "Title:"),
    ],
)
def test_the_word_that_calls_it_a_title_is_no_part_of_the_title(text: str, called: str) -> None:
    assert first_line(text) == called
