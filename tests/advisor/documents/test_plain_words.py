"""Words of any origin are made fit for a document without losing what can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from advisor.documents.plain_words import plain


def test_turned_writing_is_shown_by_its_number() -> None:
    assert plain("invoice\u202egnp.exe") == "invoice[U+202E]gnp.exe"
    assert plain("a\u2066b\u2069") == "a[U+2066]b[U+2069]"


def test_letters_that_no_file_may_hold_become_spaces() -> None:
    assert plain("a\x00b\x07c\x1fd\ufffee\ud800f") == "a b c d e f"


@pytest.mark.parametrize("words", ["Ní Dhúill", "Żółć", "日本", "न्यायालय", "می‌خواهم", "👩‍⚕️", "½ €"])
def test_what_people_write_stays(words: str) -> None:
    assert plain(words) == words


@given(some.text(alphabet=some.characters(exclude_categories=())))
def test_anything_can_stand_in_xml_afterwards(words: str) -> None:
    element = etree.Element("t")
    element.text = plain(words)
    assert etree.fromstring(etree.tostring(element)).text in {plain(words), None}
