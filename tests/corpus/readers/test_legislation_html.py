"""Legislation in the HTML made of Akoma Ntoso, on a small invented Act."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.passage import Passage
from corpus.readers import legislation_html
from corpus.source import Standing

ACT = "https://www.legislation.gov.uk/ukpga/2031/7"
FRAME = """<!DOCTYPE HTML>
<html><head><title>Widget Records Act 2031</title></head><body><article class="act primary ukpga">
<div class="meta" vocab="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/">
<div property="FRBRWork"><div property="FRBRthis">
<meta property="value" content="http://www.legislation.gov.uk/id/ukpga/2031/7"></div></div>
<div property="FRBRExpression"><div property="FRBRthis">
<meta property="value" content="http://www.legislation.gov.uk/ukpga/2031/7/{version}"></div></div></div>
<div class="body" id="body" data-x-extent="E+W+S+N.I." data-x-restrict-start-date="2031-05-01">{body}</div>
</article></body></html>"""


def section(number: str, inside: str, *, attributes: str = "", mark: str = "") -> str:
    return (
        f'<section class="section" id="section-{number}" {attributes}><h2><span class="num">{mark}{number}</span>'
        f'<span class="heading">Keeping widgets</span></h2>{inside}</section>'
    )


def subsection(number: str, inside: str) -> str:
    head = f'<h2><span class="num">({number})</span></h2>'
    return f'<section class="subsection" id="section-5-{number}">{head}{inside}</section>'


def content(text: str) -> str:
    return f'<div class="content"><p>{text}</p></div>'


def footer(kind: str, text: str, mark: str = "") -> str:
    return (
        f'<footer class="annotations"><div>Annotations:</div><div><div class="note commentary {kind}"><p>'
        f'<span class="marker"><a id="{mark}" href="#x">F1</a></span>{text}</p></div></div></footer>'
    )


def read(body: str, version: str = "2031-05-01") -> Reading:
    data = FRAME.format(body=body, version=version).encode()
    assert legislation_html.recognises(data, "act.html")
    return legislation_html.read(data, "act.html", About())


def only(reading: Reading, locator: str) -> Passage:
    return next(passage for passage in reading.passages if passage.locator == locator)


def test_section_is_read_without_marks_and_with_its_closing_words() -> None:
    listed = (
        '<div class="intro"><p>A keeper <ins data-ukl-CommentaryRef="k"><a class="noteRef commentary" href="#k">F1</a>'
        'must</ins> record—</p></div><div class="level para1" id="section-5-1-a"><h3><span class="num">(a)</span></h3>'
        '<div class="content"><p>the\n      make,</p></div></div><div class="wrapUp"><p>of every widget.</p></div>'
    )
    reading = read(section("5", subsection("1", listed) + footer("F", "Word inserted (1.1.2031) by x", "k")))
    (passage,) = reading.passages
    assert passage.text == "5 Keeping widgets\n(1) A keeper must record—\n  (a) the make,\nof every widget."
    assert passage.also_at == (f"{ACT}/section/5/1", f"{ACT}/section/5/1/a")
    assert passage.in_force_from == date(2031, 5, 1)
    assert reading.source.id == "law/ukpga/2031/7@2031-05-01"
    assert reading.source.title == "Widget Records Act 2031 (as at 1 May 2031)"


def test_extent_status_and_dates_stand_on_the_elements() -> None:
    reading = read(
        section("5", content("Keep."), attributes='data-x-extent="S" data-x-restrict-start-date="2031-02-02"')
        + section("6", content("Count."), attributes='data-x-status="Prospective"')
    )
    assert only(reading, "section/5").extent == ("S",)
    assert only(reading, "section/5").in_force_from == date(2031, 2, 2)
    assert only(reading, "section/6").standing is Standing.PROSPECTIVE


def test_dots_and_annotations_tell_what_is_no_longer_law() -> None:
    mark = '<a class="noteRef commentary" href="#k1">F1</a>'
    reading = read(
        section("5", content(". . . . . ."), mark=mark).replace(
            "</section>", footer("F", "S. 5 omitted (3.3.2031) by 2031 c. 1", "k1") + "</section>"
        )
    )
    (passage,) = reading.passages
    assert passage.standing is Standing.REPEALED
    assert passage.in_force_to == date(2031, 3, 3)
    assert "S. 5 omitted (3.3.2031) by 2031 c. 1" in passage.text
    assert "F1" not in passage.text


def test_commencement_note_in_the_footer_makes_the_section_prospective() -> None:
    reading = read(section("5", content("Keep.") + footer("I", "S. 5 not in force at Royal Assent, see s. 9")))
    assert reading.passages[0].standing is Standing.PROSPECTIVE


def test_quotation_of_another_law_is_left_aside() -> None:
    quoted = (
        '<div class="content"><div class="p"><div class="mod">after section 2 insert—<blockquote>'
        '<section class="section" id="section-2A"><h2><span class="num">2A</span></h2>'
        '<div class="content"><p>Sprockets spin.</p></div></section></blockquote></div></div></div>'
    )
    (passage,) = read(section("5", quoted)).passages
    assert "Sprockets" not in passage.text
    assert passage.text.endswith("insert— [words inserted in another enactment]")
    assert passage.also_at == ()


def test_page_of_one_provision_is_named_a_fragment() -> None:
    reading = read(section("5", content("Keep."), attributes='data-uk-target="true"'), version="enacted")
    assert reading.source.id == "law/ukpga/2031/7/section/5@enacted"
    assert reading.warnings == ("The file holds only section/5 of the instrument.",)


def test_page_that_does_not_say_which_law_it_is_is_refused() -> None:
    data = FRAME.format(body=section("5", content("Keep.")), version="").replace("ukpga/2031/7", "somewhere").encode()
    with pytest.raises(Unreadable, match="which law"):
        legislation_html.read(data, "act.html", About())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body><article class='act'>An act of kindness</article></body></html>",
        b"<html><h1>Guidance</h1></html>",
    ],
)
def test_other_pages_are_not_recognised(data: bytes) -> None:
    assert not legislation_html.recognises(data, "page.html")
