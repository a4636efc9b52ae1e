"""Reader of articles of law in JSON."""

from __future__ import annotations

import json
from datetime import date

import pytest

from corpus.document import About
from corpus.errors import Unreadable
from corpus.readers import articles_json
from corpus.source import Kind


def _articles(**changed: object) -> bytes:
    article = {
        "instrument": "eur/2016/679 (UK GDPR, revised, valid 2026-06-19)",
        "id": "article-99A",
        "uri": "http://www.legislation.gov.uk/id/eur/2016/679/article/99A",
        "heading": "Invented duties",
        "chapter": "IX",
        "text": "\n".join(
            [
                "1. A controller must do invented things—",
                "  (a) at once, and in writing,",
                "    (i) in words.",
                "2. It may not do others.",
            ]
        ),
    }
    return json.dumps([{**article, **changed}]).encode()


def test_each_paragraph_is_a_statement_with_its_own_pinpoint() -> None:
    found = articles_json.read(_articles(), "a.json", About())
    (passage,) = found.passages
    article = "https://www.legislation.gov.uk/eur/2016/679/article/99A"
    assert (found.source.kind, found.source.as_at) == (Kind.LEGISLATION, date(2026, 6, 19))
    assert (passage.locator, passage.url) == ("article/99A", article)
    assert passage.also_at == (f"{article}/1", f"{article}/1/a", f"{article}/2")
    assert [one.references[0].url for one in passage.statements] == [f"{article}/1", f"{article}/1/a", f"{article}/2"]
    assert passage.statements[-1].references[0].label == "UK GDPR Article 99A(2)"
    assert "only articles 99A" in found.warnings[0]


def test_it_is_told_from_other_json() -> None:
    assert articles_json.recognises(_articles(), "a.json")
    assert not articles_json.recognises(b'[{"uri": "https://example.org/1", "text": "x"}]', "a.json")


@pytest.mark.parametrize("data", [_articles()[:-20], _articles(text=None)])
def test_a_damaged_list_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="damaged, or lacks"):
        articles_json.read(data, "a.json", About())
