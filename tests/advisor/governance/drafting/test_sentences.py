"""Sentences of a proposal keep their place, their label and their heading."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.sentences import sentences

TEXT = """# Bins

**Data**:
- name, address
- e-mail

Retention: kept two years. Dr. Hay wrote it.

| item | from |
|---|---|
| sex | form |
"""


def test_every_sentence_is_a_stretch_of_the_text() -> None:
    assert all(TEXT[one.start : one.end] == one.text for one in sentences(TEXT))


def test_an_item_of_a_list_carries_the_label_over_the_list() -> None:
    item = next(one for one in sentences(TEXT) if one.text == "e-mail")
    assert "Data" in item.context
    assert item.listed


def test_a_title_before_a_name_does_not_end_a_sentence() -> None:
    assert "Dr. Hay wrote it." in [one.text for one in sentences(TEXT)]


def test_a_row_of_a_table_carries_the_heads_of_the_columns() -> None:
    row = next(one for one in sentences(TEXT) if "sex" in one.text)
    assert "item" in row.label


def test_a_line_broken_to_fit_a_page_is_one_sentence() -> None:
    text = "We should like to carry hot meals to older people in the two\ntowns from the autumn. Costs are met."
    assert sentences(text)[0].text.endswith("from the autumn.")


@pytest.mark.parametrize("text", ["", "\n\n", "|||", "#", "- ", "a b c"])
def test_almost_nothing_is_read_without_fault(text: str) -> None:
    assert all(text[one.start : one.end] == one.text for one in sentences(text))
