"""The Word document of a draft: a file that a reviewer can work in and that holds everything."""

from __future__ import annotations

import io
import itertools
import re
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from advisor.documents import draft_word
from advisor.documents.draft_contents import contents_of
from advisor.documents.word_marks import mark_name
from advisor.governance.draft_paper import draft_mark
from advisor.governance.drafting.draft import DataFlow, Screening
from tests.advisor.documents import drafts


def opened(given: bytes) -> Document:
    return docx.Document(io.BytesIO(given))


@pytest.fixture(scope="module")
def written() -> bytes:
    return draft_word.write(drafts.paper())


@pytest.fixture(scope="module")
def document(written: bytes) -> Document:
    return opened(written)


def everything(document: Document) -> str:
    return " ".join(element.text or "" for element in document.element.body.iter(qn("w:t")))


def test_title_and_headings_are_real_styles_in_order(document: Document) -> None:
    styled = [(one.style.name, one.text) for one in document.paragraphs if one.style.name.startswith(("Title", "Head"))]
    assert styled[0] == ("Title", "Warm homes in Borsetshire")
    assert ("Heading 1", "Summary") in styled
    assert ("Heading 1", "How long data are kept") in styled
    levels = [int(name[-1]) for name, _ in styled[1:]]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_language_is_british_english_everywhere(written: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        styles = etree.fromstring(parts.read("word/styles.xml"))
    default = styles.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert default is not None
    assert default.get(qn("w:val")) == "en-GB"
    assert {one.get(qn("w:val")) for one in styles.iter(qn("w:lang"))} == {"en-GB"}


def test_properties_say_title_language_and_version(document: Document) -> None:
    about = document.core_properties
    assert (about.title, about.language, about.author) == ("Warm homes in Borsetshire", "en-GB", "Ailsa Grant")
    assert about.identifier == draft_mark(drafts.draft())
    assert about.created is not None
    assert about.created.date() == drafts.DAY


def test_every_page_carries_the_marking_and_its_number() -> None:
    document = opened(draft_word.write(drafts.paper(marking="Trial with an invented case. Draft, not approved")))
    section = document.sections[0]
    assert "Trial with an invented case. Draft, not approved" in section.header.paragraphs[0].text
    fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
    assert [one.strip() for one in fields if one] == ["PAGE", "NUMPAGES"]


def test_a_long_title_is_cut_on_top_of_the_pages_and_nowhere_else() -> None:
    title = "A very long title " * 12
    document = opened(draft_word.write(drafts.paper(title=title)))
    assert document.paragraphs[0].text == title.strip()
    on_top = document.sections[0].header.paragraphs[0].text
    assert on_top.startswith("Draft, not approved\tA very long title")
    assert on_top.endswith("…")
    assert len(on_top) < 90


def test_tables_repeat_their_heading_and_keep_short_rows_whole(document: Document) -> None:
    assert len(document.tables) >= 8
    for table in document.tables:
        first, *rest = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr is None or row.trPr.find(qn("w:tblHeader")) is None for row in rest)
        assert all(cell.text.strip() for cell in table.rows[0].cells), "a heading of a column is empty"
    risks = next(one for one in document.tables if one.cell(0, 1).text == "Risk to people")
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in risks._tbl.tr_lst)


def test_each_table_and_picture_has_a_numbered_caption_before_it(document: Document) -> None:
    body = list(document.element.body)
    captions = [one for one in document.paragraphs if one.style.name == "Caption"]
    numbers = [re.match(r"(Table|Figure) ", one.text) for one in captions]
    assert all(numbers)
    assert sum(bool(one and one[1] == "Table") for one in numbers) == len(document.tables)
    assert all(one._p.find(qn("w:fldSimple")) is not None for one in captions)
    for table in document.tables:
        before = body[body.index(table._tbl) - 1]
        assert before in [one._p for one in captions]


def test_pictures_have_words_for_those_who_cannot_see_them(document: Document) -> None:
    about = [one._inline.docPr for one in document.inline_shapes]
    assert len(about) == 2
    flow, matrix = about
    assert "from Council to Trust: names; secure email" in flow.get("descr")
    assert "R1 before: High risk: possible, severe" in matrix.get("descr")


def test_sources_and_facts_hang_in_the_margin_at_their_statement(document: Document) -> None:
    remarks = {one.text: one for one in document.comments}
    assert {one.author for one in remarks.values()} == {"Advisor"}
    of_fact = next(text for text in remarks if "The proposal says: “We hold data on about 900 tenants.”" in text)
    identifier = str(remarks[of_fact].comment_id)
    paragraph = next(one for one in document.paragraphs if one.text.startswith("It holds data on about 900 tenants."))
    started = [one.get(qn("w:id")) for one in paragraph._p.iter(qn("w:commentRangeStart"))]
    assert started == [identifier]
    assert any(
        "Open: How long are data kept? Storage must have an end. Who might know: records manager." in one
        for one in remarks
    )
    assert any(
        "UK GDPR Article 35, The National Archives, United Kingdom, as at 1 November 2026." in one for one in remarks
    )
    assert {str(one._comment_elm.get(qn("w:date"))) for one in remarks.values()} == {"2026-11-22T00:00:00Z"}


def test_every_statement_and_cell_that_may_change_has_a_mark_of_its_own(document: Document) -> None:
    names = [one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    wanted = {mark_name(identifier) for identifier in contents_of(drafts.paper()).marked()}
    assert wanted <= set(names)
    assert {mark_name("need-1"), mark_name("risks.small-numbers.owner"), mark_name("gaps.retention.answer")} <= wanted
    assert all(len(str(name)) <= 40 and re.fullmatch(r"\w+", str(name), re.ASCII) for name in names)
    assert f"advisor_version_{draft_mark(drafts.draft())}" in names


def test_marks_of_long_or_similar_names_stay_apart() -> None:
    names = ["risks." + "a" * 60 + ".owner", "risks." + "a" * 60 + ".harm", "a-b", "a.b", "a_b", "ä-b"]
    assert len({mark_name(one) for one in names}) == len(names)


def test_nothing_struck_is_shown_and_gaps_are_visible(document: Document) -> None:
    text = everything(document)
    assert "This was struck out." not in text
    gap = next(one for one in document.paragraphs if "[not provided: How long are data kept?]" in one.text)
    run = next(one for one in gap.runs if one.text.startswith("[not provided"))
    assert run.bold
    assert run._r.rPr.find(qn("w:shd")) is not None


def test_everything_of_the_draft_is_in_it(document: Document) -> None:
    text = everything(document)
    for said in (
        "Part of the proposal could not be read.", "They are visited in time.", "They fall ill.", "kept for 2 years",
        "kept for 6 years", "the Act of 1998", "It was repealed.", "Something that is wanted", "records manager",
        "Tracking. Nothing in the proposal shows it.", "A copy: it leaves a copy.", "secure email",
        "Information asset owner", "High risk: possible, severe", "Low risk: remote, severe", "Proposal, accepted",
    ):  # fmt: skip
        assert said in text, said


def test_sources_stand_at_the_end_with_links_to_official_addresses(document: Document) -> None:
    targets = {one.target_ref for one in document.part.rels.values() if one.is_external}
    assert targets == {drafts.ARTICLE_35, drafts.ARTICLE_5}
    sources = [one for one in document.paragraphs if re.match(r"\[\d+\]\t", one.text)]
    assert len(sources) == 2
    known = next(one for one in sources if "UK GDPR Article 35" in one.text)
    assert [one.text for one in known.hyperlinks] == ["UK GDPR Article 35"]
    assert "https://" not in known.text
    anchors = {one.get(qn("w:anchor")) for one in document.element.body.iter(qn("w:hyperlink"))} - {None}
    names = {one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))}
    assert anchors
    assert anchors <= names


def test_the_same_paper_gives_the_same_bytes(written: bytes) -> None:
    assert draft_word.write(drafts.paper()) == written


def test_hostile_words_stay_words() -> None:
    section = drafts.draft().sections[0]
    hostile = section.model_copy(update={"statements": (drafts.statement("need-1", drafts.HOSTILE),)})
    flow = DataFlow(sender=drafts.HOSTILE, receiver="B", what=drafts.HOSTILE)
    given = drafts.draft(sections=(hostile,), flows=(flow,), notices=(drafts.HOSTILE,))
    data = draft_word.write(
        drafts.paper(given, title=drafts.HOSTILE, marking=drafts.HOSTILE, organisation=drafts.HOSTILE)
    )
    document = opened(data)
    text = everything(document)
    assert "<script>alert(1)</script>" in text
    assert "=cmd|' /C calc'!A0" in text
    assert "\u202e" not in text
    assert "[U+202E]gnp.exe end" in text
    assert {one.target_ref for one in document.part.rels.values() if one.is_external} <= {
        drafts.ARTICLE_35,
        drafts.ARTICLE_5,
    }
    instructions = {str(one.get(qn("w:instr"))).split()[0] for one in document.element.body.iter(qn("w:fldSimple"))}
    assert instructions == {"SEQ"}


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    statement = drafts.statement("need-1", "Said.", citations=("javascript:alert(1)", "file:///etc/passwd"))
    section = drafts.draft().sections[0].model_copy(update={"statements": (statement,)})
    given = drafts.draft(sections=(section,), risks=(), gaps=(), corrections=(), checklist=())
    document = opened(draft_word.write(drafts.paper(given)))
    assert {one.target_ref for one in document.part.rels.values() if one.is_external} == {drafts.ARTICLE_35}
    assert "javascript:alert(1)" in everything(document)


def test_a_draft_with_nothing_in_it_is_still_a_document() -> None:
    given = drafts.draft(
        sections=(), flows=(), risks=(), gaps=(), contradictions=(), corrections=(), checklist=(), notices=(),
        benefit=(), access=(), facts=(), screening=Screening(required=False),
    )  # fmt: skip
    text = everything(opened(draft_word.write(drafts.paper(given, sources=()))))
    assert "An impact assessment is not required" in text
    assert "No questions are open." in text


def test_an_agreement_has_numbered_clauses_and_an_assessment_has_not(document: Document) -> None:
    agreement = drafts.draft(
        document="agreement", instrument="data_sharing_agreement", instrument_why="Controllers share a repeated flow."
    )
    said = [one.text for one in opened(draft_word.write(drafts.paper(agreement))).paragraphs]
    assert "1. Why an assessment is needed" in said
    assert any(one.startswith("1.2 An assessment comes before the processing.") for one in said)
    assert any("Data sharing agreement: Controllers share a repeated flow." in one for one in said)
    assert "Why an assessment is needed" in [one.text for one in document.paragraphs]
