"""Cards are read strictly: each fault is named with the file and the line, and what is read stands in the passage."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import card
from corpus.card import Card
from corpus.errors import CardFault
from corpus.passage import Part
from corpus.source import Checked, Kind, Standing

SECTION = "https://www.legislation.gov.uk/ukpga/2018/12/section/171"
CITED = f"[DPA 2018 section 171]({SECTION})"
GOOD = f"""---
id: a-good-card
title: "Understanding: how a standing: is written"
kind: topic
extent: UK
standing: in force
in_force_from: 2026-02-05
as_at: 2026-11-21
checked: instrument
note: One word of warning.
carries: [P001, T01]
asked_as:
  - may we name the people in a hashed file
  - is it a crime to undo a hash
corrects:
  - wrong: Hashed data may be named freely
    said_as:
      - it is hashed so it is fine to look people up
    right: Naming people in a de-identified file without consent of the controller is an offence. {CITED}
---
It is an offence to name the people in a de-identified file. {CITED}

A second answer stands
on two lines. {CITED}, [UK GDPR Article 4(1)(5)](https://www.legislation.gov.uk/eur/2016/679/article/4/1/5)

## What to do
- Ask the controller first. {CITED}
1. Write the answer down. {CITED} {{S NI}}

## Exceptions
* Research that the law allows is no offence, see art. 84A for more. {CITED}

## Dates
It began on 5 February 2026. {CITED}

## More
The fine has no upper limit. {CITED}
"""

HEAD = GOOD.partition("It is an")[0]


def read(text: str = GOOD, name: str = "a-good-card.md") -> Card:
    return card.load(text, name)


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def without(key: str) -> str:
    return "\n".join(line for line in GOOD.split("\n") if not line.startswith(f"{key}:"))


def test_a_good_card_is_read_whole() -> None:
    found = read()
    passage, source = found.passage, found.source
    assert (source.id, source.kind, source.url) == ("card/a-good-card", Kind.TOPIC, SECTION)
    assert (found.note, found.carries) == ("One word of warning.", ("P001", "T01"))
    assert passage.also_at == ("https://www.legislation.gov.uk/eur/2016/679/article/4/1/5",)
    assert passage.questions == ("may we name the people in a hashed file", "is it a crime to undo a hash")
    assert (passage.in_force_from, passage.as_at) == (date(2026, 2, 5), date(2026, 11, 21))
    assert (passage.standing, passage.checked) == (Standing.IN_FORCE, Checked.INSTRUMENT)
    assert [(one.part, one.text) for one in passage.statements] == [
        (Part.LEAD, "It is an offence to name the people in a de-identified file."),
        (Part.LEAD, "A second answer stands on two lines."),
        (Part.ACTION, "Ask the controller first."),
        (Part.ACTION, "Write the answer down."),
        (Part.EXCEPTION, "Research that the law allows is no offence, see art. 84A for more."),
        (Part.DATE, "It began on 5 February 2026."),
        (Part.DETAIL, "The fine has no upper limit."),
    ]
    assert [one.extent for one in passage.statements] == [None, None, None, ("S", "NI"), None, None, None]
    assert [one.label for one in passage.statements[1].references] == [
        "DPA 2018 section 171",
        "UK GDPR Article 4(1)(5)",
    ]
    (correction,) = passage.corrections
    assert correction.right.part is Part.CORRECTION
    assert correction.said_as == ("it is hashed so it is fine to look people up",)


def test_a_territory_may_stand_before_the_citation_or_after_it() -> None:
    before = read(changed(f"Write the answer down. {CITED} {{S NI}}", f"Write the answer down. {CITED} {{S}}"))
    assert before.passage.statements[3].extent == ("S",)


def test_a_card_with_windows_line_ends_reads_the_same() -> None:
    assert read(GOOD.replace("\n", "\r\n")).passage == read().passage


def line_of(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), start=1) if line.strip().startswith(start))


# The text, the words of the fault, and the beginning of the line that it must name.
FAULTS = {
    "no header": (GOOD[4:], "does not begin with a header", "id:"),
    "byte order mark": ("\ufeff" + GOOD, "does not begin with a header", "\ufeff---"),
    "header without end": (GOOD.replace("\n---\n", "\n"), "header does not end", "---"),
    "header is a list": ("---\n- a\n---\nx\n", "header is empty", "- a"),
    "empty header": ("---\n---\nx\n", "header is empty", None),
    "not YAML": (changed("extent: UK", "extent: [UK"), "not YAML", None),
    "unknown key": (changed("extent: UK", "extend: UK"), "'extend'", "extend:"),
    "missing id": (without("id"), "'id'", "title:"),
    "missing standing": (without("standing"), "'standing'", None),
    "missing as_at": (without("as_at"), "'as_at'", None),
    "missing checked": (without("checked"), "'checked'", None),
    "bad kind": (changed("kind: topic", "kind: subject"), "'kind'", "kind:"),
    "bad standing": (changed("standing: in force", "standing: standing"), "'standing'", "standing:"),
    "bad checked": (changed("checked: instrument", "checked: yes"), "'checked'", "checked:"),
    "bad extent": (changed("extent: UK", "extent: GB"), "'extent'", "extent:"),
    "bad date": (changed("as_at: 2026-11-21", "as_at: November 2026"), "'as_at'", "as_at:"),
    "day that never was": (changed("as_at: 2026-11-21", "as_at: 2026-02-30"), "holds no date", "as_at:"),
    "one question": (changed("  - is it a crime to undo a hash\n", ""), "'asked_as'", "asked_as:"),
    "end before start": (
        changed("as_at: 2026", "in_force_to: 2026-01-01\nas_at: 2026"),
        "ends before it begins",
        "in_force_to:",
    ),
    "repealed without end": (
        changed("standing: in force", "standing: repealed"),
        "a repealed card needs in_force_to",
        "standing:",
    ),
    "superseded without end": (
        changed("standing: in force", "standing: superseded"),
        "a superseded card needs in_force_to",
        "standing:",
    ),
    "repealed after the day checked": (
        changed("standing: in force", "standing: repealed\nin_force_to: 2027-01-01"),
        "had not yet ended by as_at",
        "standing:",
    ),
    "in force but ended": (
        changed("as_at: 2026", "in_force_to: 2026-11-21\nas_at: 2026"),
        "had ended by as_at",
        "standing:",
    ),
    "in force but not begun": (
        changed("in_force_from: 2026-02-05", "in_force_from: 2027-02-05"),
        "begins after as_at",
        "standing:",
    ),
    "prospective but begun": (
        changed("standing: in force", "standing: prospective"),
        "had begun by as_at",
        "standing:",
    ),
    "provision without address": (changed("kind: topic", "kind: provision"), "needs the official address", "kind:"),
    "kind of no card": (changed("kind: topic", "kind: own document"), "cannot be of kind", "kind:"),
    "unofficial address": (
        changed("extent: UK", "url: https://example.com/law\nextent: UK"),
        "not an official address",
        "url:",
    ),
    "address that breaks": (changed("extent: UK", "url: https://[bad/\nextent: UK"), "not an official", "url:"),
    "dated address": (
        changed("extent: UK", f"url: {SECTION}/2026-02-05\nextent: UK"),
        f"Write {SECTION}.",
        "url:",
    ),
    "doubled question": (
        changed("  - is it a crime to undo a hash", "  - May we name the people in a hashed file"),
        "twice",
        "asked_as:",
    ),
    "unofficial citation": (
        changed(f"Ask the controller first. {CITED}", "Ask the controller first. [law](https://example.com/x)"),
        "not an official address",
        "- Ask",
    ),
    "plain http citation": (
        changed(f"Ask the controller first. {CITED}", f"Ask the controller first. {CITED.replace('https', 'http')}"),
        "not an official address",
        "- Ask",
    ),
    "dated citation": (
        changed(f"Ask the controller first. {CITED}", f"Ask the controller first. {CITED[:-1]}/2026-02-05)"),
        "not in canonical form",
        "- Ask",
    ),
    "label of another provision": (
        changed(f"Ask the controller first. {CITED}", f"Ask the controller first. [DPA 2018 section 17]({SECTION})"),
        "does not match its address",
        "- Ask",
    ),
    "uncited statement": (changed(f"Ask the controller first. {CITED}", "Ask first."), "no citation", "- Ask"),
    "citation without statement": (changed(f"Ask the controller first. {CITED}", CITED), "no citation", "- [DPA"),
    "words after the last citation": (
        changed(f"Ask the controller first. {CITED}", f"Ask first. {CITED} And again"),
        "no citation",
        "- Ask",
    ),
    "two sentences on one citation": (
        changed("Ask the controller first.", "Ask the controller. Ask it first."),
        "two sentences",
        "- Ask",
    ),
    "HTML": (changed("Ask the controller first.", "Ask <b>the controller</b> first."), "HTML", "- Ask"),
    "a hidden remark": (changed("Ask the controller first.", "Ask <!-- them --> first."), "HTML", "- Ask"),
    "image": (changed("Ask the controller first.", "Ask ![x](y) first."), "image", "- Ask"),
    "unknown heading": (changed("## Dates", "## When"), "not one a card may have", "## When"),
    "heading of another depth": (changed("## Dates", "### Dates"), "not one a card may have", "### Dates"),
    "empty body": (HEAD, "says nothing", None),
    "letters of no territory": (changed("{S NI}", "{S EW}"), "not an extent", "1. Write"),
    "empty territory": (changed("{S NI}", "{ }"), "not an extent", "1. Write"),
    "correction of two statements": (
        changed(
            f"without consent of the controller is an offence. {CITED}",
            f"is an offence. {CITED} It is a crime. {CITED}",
        ),
        "exactly one cited statement",
        "- wrong:",
    ),
    "correction without citation": (
        changed(f"without consent of the controller is an offence. {CITED}", "is an offence."),
        "no citation",
        "- wrong:",
    ),
    "doubled key": (changed("extent: UK", "extent: UK\nextent: S"), "gives extent twice", "extent:"),
}


@pytest.mark.parametrize("what", list(FAULTS))
def test_a_fault_is_refused_with_file_and_line(what: str) -> None:
    text, said, start = FAULTS[what]
    with pytest.raises(CardFault) as refused:
        read(text)
    assert said in str(refused.value)
    assert refused.value.sentence.startswith("a-good-card.md, line ")
    assert refused.value.what_to_do
    if start is not None:
        assert f", line {line_of(text, start)}: " in refused.value.sentence


def test_the_name_of_the_file_is_the_id() -> None:
    with pytest.raises(CardFault, match="line 2: the id 'a-good-card' is not the file's name"):
        read(name="another-card.md")
    odd = GOOD.replace("id: a-good-card", "id: A_Good Card")
    with pytest.raises(CardFault, match="line 2: the id 'A_Good Card' is not lower-case words"):
        read(odd, "A_Good Card.md")


def other(old: str = "", new: str = "") -> str:
    """A second card that shares nothing with the good one but what is put back."""
    text = GOOD.replace("a-good-card", "another-card").replace("hash", "cipher").replace("people", "patients")
    for number, statement in enumerate(read().passage.statements):
        text = text.replace(statement.text, f"Something else of number {number} holds.")
    return text.replace("A second answer stands\non two lines.", "Another answer.").replace(old, new, 1)


def test_cards_that_share_nothing_are_loaded_in_order() -> None:
    loaded = card.load_all([("a-good-card.md", GOOD), ("another-card.md", other())])
    assert [one.source.id for one in loaded] == ["card/a-good-card", "card/another-card"]


@pytest.mark.parametrize(
    ("second", "name", "said"),
    [
        (GOOD, "a-good-card.md", "another card already has the id"),
        (other("Something else of number 2 holds.", "ask the Controller, first"), "another-card.md", "a-good-card.md"),
        (other("is it a crime to undo a cipher", "Is it a crime to undo a hash?"), "another-card.md", "already asked"),
    ],
)
def test_what_only_shows_between_cards_is_refused(second: str, name: str, said: str) -> None:
    with pytest.raises(CardFault, match=said) as refused:
        card.load_all([("a-good-card.md", GOOD), (name, second)])
    assert refused.value.sentence.startswith(f"{name}, line ")


WORD = st.from_regex(r"[a-z]{1,9}", fullmatch=True)
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(lambda words: f"{' '.join(words).capitalize()}.")


@given(
    st.lists(st.tuples(SENTENCE, st.sampled_from(["", "- ", "* ", "3. "])), min_size=1, max_size=6),
    st.sampled_from(["", "## What to do\n", "## Exceptions\n", "## Dates\n", "## More\n"]),
    SENTENCE,
)
def test_every_statement_stands_verbatim_in_the_passage(said: list[tuple[str, str]], heading: str, right: str) -> None:
    head = HEAD.replace("Naming people in a de-identified file without consent of the controller is an offence.", right)
    body = heading + "\n\n".join(f"{mark}{text} {CITED}" for text, mark in said)
    passage = read(head + body).passage
    assert [one.text for one in passage.statements] == [text for text, _ in said]
    assert all(one.text in passage.text for one in passage.statements)
    assert passage.corrections[0].right.text == right
    assert right in passage.text


@given(st.text(alphabet=st.sampled_from("---\n: id#[]()<!{S}.é\0 a"), max_size=200))
def test_no_text_makes_the_reader_fail_otherwise_than_by_a_named_fault(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n{text}", HEAD + text):
        said = "a-good-card.md, line "
        try:
            read(whole)
        except CardFault as refused:
            said = refused.sentence
        assert said.startswith("a-good-card.md, line ")
