"""Readers of plain text, of printed lines and of Markdown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.readers import markdown, plain_text

DECISION = """DATA PROTECTION ACT AND
                  REGULATION

                  REPRIMAND

The regulator issues a reprimand to Borsetshire Council in accordance with the
powers that it has in respect

of certain infringe-
ments of the law.

The reprimand

The regulator has decided to issue a reprimand in respect of the following
infringements of the law, which are:

   •  Article 12 which states that a reply is given within one month and the

      period may be extended for pupils of ages 11 to
18. It was not extended.
   •  Article 15 which states the right to a copy of the personal data.
1.1 The council replied to half of the requests that it had within the period of
                                                  1one month that the law gives it.
                                                    2
Next steps

1. The council should reply in time to each of the requests that people make.
"""


def _lines(text: str) -> list[str]:
    return [line for one in plain_text.read(text.encode(), "a.txt", About()).passages for line in one.text.split("\n")]


def test_printed_lines_become_headings_paragraphs_and_items() -> None:
    found = plain_text.read(DECISION.encode(), "decision.txt", About())
    title = "DATA PROTECTION ACT AND REGULATION REPRIMAND"
    assert [one.headings for one in found.passages] == [(title,), (title, "The reprimand"), (title, "Next steps")]
    assert _lines(DECISION) == [
        (
            "The regulator issues a reprimand to Borsetshire Council in accordance with the powers that it has in "
            "respect of certain infringements of the law."
        ),
        (
            "The regulator has decided to issue a reprimand in respect of the following infringements of the law, "
            "which are:"
        ),
        (
            "- Article 12 which states that a reply is given within one month and the period may be extended for "
            "pupils of ages 11 to 18. It was not extended."
        ),
        "- Article 15 which states the right to a copy of the personal data.",
        (
            "1.1 The council replied to half of the requests that it had within the period of one month that the law "
            "gives it."
        ),
        "1. The council should reply in time to each of the requests that people make.",
    ]


@pytest.mark.parametrize("alphabet", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_read_in_any_marked_alphabet(alphabet: str) -> None:
    found = plain_text.read("A fee of £10 – no more.".encode(alphabet), "a.txt", About())
    assert found.passages[0].text == "A fee of £10 – no more."
    assert not found.warnings


def test_the_windows_alphabet_is_read_with_a_warning() -> None:
    found = plain_text.read("A fee of £10 – no more.".encode("cp1252"), "a.txt", About())
    assert found.passages[0].text == "A fee of £10 – no more."
    assert "Windows-1252" in found.warnings[0]


def test_a_number_on_its_own_line_before_its_paragraph_is_no_page_number() -> None:
    text = "The following steps are recommended:\n\n1.\n\nReply in time to each request.\n\n7\n\n2.\n\n"
    text += "Keep a log of them.\n"
    assert _lines(text)[1:] == ["1. Reply in time to each request.", "2. Keep a log of them."]


def test_bytes_are_not_text() -> None:
    assert not plain_text.recognises(bytes(range(256)) * 40, "a.txt")
    with pytest.raises(Unreadable):
        plain_text.read(bytes(range(1, 32)) * 100, "a.txt", About())


def test_a_word_with_its_own_hyphen_keeps_it_over_a_line() -> None:
    assert (
        "high-risk processing"
        in _lines("The council must assess each case of high-\nrisk processing before it begins it.\n")[0]
    )


@pytest.mark.parametrize(("read", "name"), [(plain_text.read, "a.txt"), (markdown.read, "a.md")])
def test_what_nobody_sees_is_left_out_with_a_warning_that_names_it(
    read: Callable[[bytes, str, About], Reading], name: str
) -> None:
    said = "Staff must \u202eton\u202c sha\u200bre the keys\ufeff of the arch\u00adive with any\u2060one at all."
    found = read(said.encode(), name, About())
    assert found.passages[0].text == "Staff must ton share the keys of the archive with anyone at all."
    (warning,) = found.warnings
    assert "1 × right-to-left override (U+202E)" in warning
    assert "1 × zero width space (U+200B)" in warning
    assert "U+00AD" not in warning
    assert (
        read("Na\u00efve caf\u00e9 \U0001f600\ufe0f: 50\u00a0% \u2013 \u00a33 each.".encode(), name, About()).warnings
        == ()
    )


def test_what_nobody_sees_is_found_behind_an_entity_and_in_a_heading() -> None:
    found = markdown.read(
        b"# The pol&#x200d;icy\n\nStaff must &#x2067;lock&#x2069; the archive every night.\n", "a.md", About()
    )
    assert found.passages[0].headings == ("The policy",)
    assert "must lock the archive" in found.passages[0].text
    assert found.source.title == "The policy"
    (warning,) = found.warnings
    assert "right-to-left isolate (U+2067)" in warning


MARKDOWN = """---
title: Sharing policy
date: 2024-02-03
---
# Sharing

- [What is sharing?](#what)

Intro with a [link](https://evil.example/x),
![a picture of it](https://evil.example/x.png) and <b onclick="x()">bold</b>.

## What is shared

1. Names of *pupils* in school
2. Addresses of their parents

| Record | Kept for |
|---|---|
| Bids | ten years |

<script>steal()</script>
<div>Words in a box.</div>

+--------+-----------+
| Place  | Use       |
+========+===========+
| Office | files and |
|        | papers    |
+--------+-----------+
"""


def test_markdown_is_read_by_its_headings_with_words_only() -> None:
    found = markdown.read(MARKDOWN.encode(), "a.md", About())
    assert found.source.title == "Sharing policy"
    assert found.source.as_at == date(2024, 2, 3)
    first, second = found.passages
    assert first.text == "Intro with a link, a picture of it and bold."
    assert second.headings == ("Sharing", "What is shared")
    assert second.text.split("\n") == [
        "1. Names of pupils in school",
        "2. Addresses of their parents",
        "- Record: Bids; Kept for: ten years",
        "Words in a box.",
        "- Place: Office; Use: files and papers",
    ]
    assert "evil" not in found.model_dump_json()
