"""A reviewed Word file comes back with every change and remark, and does no harm."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from advisor.documents import draft_word
from advisor.documents.reviewed_word import compare, read_back
from advisor.documents.word_marks import mark_name
from advisor.governance.draft_paper import draft_mark
from advisor.governance.draft_review import Change, ChangeKind, DraftReview
from corpus.errors import Unreadable
from corpus.readers.word_markup import read_markup
from corpus.reading import Limits
from corpus.word_markup import MarginComment, MarkedWords, Tracked, WordMarkup
from tests.advisor.documents import drafts
from tests.advisor.documents.reviewer import WHO, Reviewer, q
from tests.corpus import hostile

PAPER = drafts.paper()
WRITTEN = draft_word.write(PAPER)
AT = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)


@pytest.fixture
def reviewer() -> Reviewer:
    return Reviewer(WRITTEN)


def back(reviewer: Reviewer) -> DraftReview:
    return compare(read_markup(reviewer.saved()), PAPER)


def only(review: DraftReview) -> Change:
    assert len(review.changes) == 1, review.changes
    return review.changes[0]


def test_an_untouched_file_brings_nothing_back(reviewer: Reviewer) -> None:
    review = back(reviewer)
    assert review == DraftReview(of_version=draft_mark(PAPER.draft))


def test_a_tracked_change_of_words_is_an_edit_with_who_and_when(reviewer: Reviewer) -> None:
    reviewer.replace("nature-1", "about 900", "exactly 912")
    assert only(back(reviewer)) == Change(
        statement="nature-1", kind=ChangeKind.EDITED, before="It holds data on about 900 tenants.",
        after="It holds data on exactly 912 tenants.", who=WHO, when=AT, tracked=True,
    )  # fmt: skip


def test_an_untracked_change_counts_as_well(reviewer: Reviewer) -> None:
    reviewer.write_untracked("nature-1", "It holds data on nobody.")
    change = only(back(reviewer))
    assert (change.kind, change.after, change.tracked, change.who) == (
        ChangeKind.EDITED,
        "It holds data on nobody.",
        False,
        "",
    )


def test_words_typed_after_the_mark_belong_to_the_statement(reviewer: Reviewer) -> None:
    reviewer.write_at_the_end("need-2", " Nobody may begin before.")
    change = only(back(reviewer))
    assert change.after == "An assessment comes before the processing. Nobody may begin before."


@pytest.mark.parametrize("mark_too", [False, True])
def test_a_tracked_deletion_strikes_the_statement(reviewer: Reviewer, mark_too: bool) -> None:
    reviewer.strike("keeping-2", mark_too=mark_too)
    change = only(back(reviewer))
    assert (change.statement, change.kind, change.before, change.after, change.who) == (
        "keeping-2", ChangeKind.STRUCK, "They are deleted in spring.", "", WHO,
    )  # fmt: skip


def test_a_paragraph_that_is_gone_without_a_trace_is_struck(reviewer: Reviewer) -> None:
    reviewer.take_out("keeping-2")
    change = only(back(reviewer))
    assert (change.statement, change.kind, change.tracked) == ("keeping-2", ChangeKind.STRUCK, False)


def test_a_new_paragraph_is_added_behind_the_statement_before_it(reviewer: Reviewer) -> None:
    reviewer.new_paragraph("need-1", "Nurses asked for it.")
    assert only(back(reviewer)) == Change(
        statement="need-1", kind=ChangeKind.ADDED, after="Nurses asked for it.", who=WHO, when=AT, tracked=True
    )


def test_what_was_put_in_and_taken_out_again_is_no_change(reviewer: Reviewer) -> None:
    insertion = reviewer.tracked("ins")
    deletion = reviewer.tracked("del", " second thoughts", who="Somebody Else")
    insertion.append(deletion)
    reviewer.runs("need-1")[-1].addnext(insertion)
    assert back(reviewer).changes == ()


def test_a_tracked_move_is_a_move_and_neither_struck_nor_added(reviewer: Reviewer) -> None:
    reviewer.move("need-1", behind="nature-1")
    change = only(back(reviewer))
    assert (change.statement, change.kind, change.behind) == ("need-1", ChangeKind.MOVED, "nature-1")
    assert change.before == change.after == "Borsetshire Council wants to find cold homes."


def test_a_statement_carried_elsewhere_with_its_mark_is_a_move(reviewer: Reviewer) -> None:
    reviewer.carry("nature-1", behind="keeping-2")
    change = only(back(reviewer))
    assert (change.statement, change.kind, change.behind) == ("nature-1", ChangeKind.MOVED, "keeping-2")


def test_a_statement_whose_mark_is_lost_is_found_by_its_words(reviewer: Reviewer) -> None:
    reviewer.lose_mark("nature-1")
    assert back(reviewer).changes == ()


def test_several_statements_without_marks_are_each_found(reviewer: Reviewer) -> None:
    for statement in ("need-1", "nature-1", "keeping-2"):
        reviewer.lose_mark(statement)
    reviewer.new_paragraph("need-2", "Nurses asked for it.")
    change = only(back(reviewer))
    assert (change.statement, change.kind, change.after) == ("need-2", ChangeKind.ADDED, "Nurses asked for it.")


def test_numbers_of_clauses_are_no_words_of_the_statement() -> None:
    given = drafts.draft(document="agreement", instrument="data_sharing_agreement", instrument_why="Said.")
    agreement = drafts.paper(given)
    reviewer = Reviewer(draft_word.write(agreement))
    reviewer.replace("nature-1", "about 900", "exactly 912")
    reviewer.lose_mark("need-1")
    reviewer.move("keeping-2", behind="nature-1")
    changes = {one.statement: one for one in compare(read_markup(reviewer.saved()), agreement).changes}
    assert changes.keys() == {"nature-1", "keeping-2"}
    assert changes["nature-1"].after == "It holds data on exactly 912 tenants."
    assert changes["keeping-2"].kind is ChangeKind.MOVED


def test_a_changed_statement_whose_mark_is_lost_is_an_edit_and_not_two_changes(reviewer: Reviewer) -> None:
    reviewer.write_untracked("nature-1", "It holds data on about 950 tenants.")
    reviewer.lose_mark("nature-1")
    change = only(back(reviewer))
    assert (change.statement, change.kind, change.after) == (
        "nature-1",
        ChangeKind.EDITED,
        "It holds data on about 950 tenants.",
    )


def test_a_statement_parted_in_two_keeps_both_parts(reviewer: Reviewer) -> None:
    paragraph = reviewer.paragraph("nature-1")
    run = reviewer.runs("nature-1")[0]
    second = etree.Element(q("p"))
    paragraph.addnext(second)
    for one in [*run.itersiblings()]:
        second.append(one)
    next(run.iter(q("t"))).text = "It holds data."
    second.insert(0, reviewer.run("On about 900 tenants."))
    change = only(back(reviewer))
    assert (change.kind, change.after) == (ChangeKind.EDITED, "It holds data.\nOn about 900 tenants.")


def test_two_statements_joined_keep_their_own_words(reviewer: Reviewer) -> None:
    first, second = reviewer.paragraph("need-1"), reviewer.paragraph("need-2")
    for one in [*second]:
        if one.tag != q("pPr"):
            first.append(one)
    second.getparent().remove(second)
    assert back(reviewer).changes == ()


def test_an_answer_beside_a_question_comes_back_as_its_answer(reviewer: Reviewer) -> None:
    reviewer.write_at_the_end("gaps.retention.answer", " Two years, then deleted.")
    change = only(back(reviewer))
    assert (change.statement, change.kind, change.after) == (
        "gaps.retention.answer",
        ChangeKind.EDITED,
        "Two years, then deleted.",
    )


def test_an_answer_of_two_paragraphs_stays_one(reviewer: Reviewer) -> None:
    reviewer.write_untracked("gaps.retention.answer", "Two years.")
    reviewer.new_paragraph("gaps.retention.answer", "Paper copies go at once.")
    assert only(back(reviewer)).after == "Two years.\nPaper copies go at once."


def test_an_answer_deleted_and_not_given_is_no_change(reviewer: Reviewer) -> None:
    reviewer.strike("gaps.retention.answer")
    assert back(reviewer).changes == ()


def test_a_changed_level_of_a_risk_comes_back_as_the_steps_chosen(reviewer: Reviewer) -> None:
    reviewer.write_untracked("risks.small-numbers.after", "Medium risk: possible, some impact")
    changes = {one.statement: (one.before, one.after) for one in back(reviewer).changes}
    assert changes == {
        "risks.small-numbers.residual_likelihood": ("1", "2"),
        "risks.small-numbers.residual_severity": ("3", "2"),
    }


def test_a_level_in_other_words_comes_back_as_written(reviewer: Reviewer) -> None:
    reviewer.write_untracked("risks.small-numbers.before", "quite bad")
    change = only(back(reviewer))
    assert (change.statement, change.after) == ("risks.small-numbers.before", "quite bad")


def test_measures_changed_struck_and_added_come_back_as_one_list(reviewer: Reviewer) -> None:
    reviewer.replace("risks.small-numbers.measures.1", "Round", "Always round")
    reviewer.new_paragraph("risks.small-numbers.measures.2", "Publish fewer tables.")
    change = only(back(reviewer))
    assert change.statement == "risks.small-numbers.measures"
    assert change.before == "Round the figures.\nLeave small groups out."
    assert change.after == "Always round the figures.\nLeave small groups out.\nPublish fewer tables."


def test_an_edited_owner_is_found_in_its_cell(reviewer: Reviewer) -> None:
    reviewer.replace("risks.snooping.owner", "Morag Bell", "Euan Reid")
    change = only(back(reviewer))
    assert (change.statement, change.before, change.after) == ("risks.snooping.owner", "Morag Bell", "Euan Reid")


def test_a_deleted_row_strikes_what_stood_in_it(reviewer: Reviewer) -> None:
    row = next(one for one in reviewer.paragraph("risks.snooping.owner").iterancestors(q("tr")))
    form = row.find(q("trPr"))
    assert form is not None
    form.append(reviewer.tracked("del"))
    struck = {one.statement for one in back(reviewer).changes if one.kind is ChangeKind.STRUCK}
    assert {"risks.snooping.owner", "risks.snooping.harm", "risks.snooping.before"} <= struck
    assert not any("small-numbers" in one for one in struck)


def test_a_deleted_field_strikes_what_stood_in_it(reviewer: Reviewer) -> None:
    field = next(one for one in reviewer.paragraph("risks.snooping.owner").iterancestors(q("tc")))
    form = field.find(q("tcPr"))
    assert form is not None
    form.append(reviewer.tracked("cellDel"))
    change = only(back(reviewer))
    assert (change.statement, change.kind, change.who) == ("risks.snooping.owner", ChangeKind.STRUCK, WHO)


def test_a_new_row_comes_back_as_one_addition(reviewer: Reviewer) -> None:
    row = next(one for one in reviewer.paragraph("risks.snooping.owner").iterancestors(q("tr")))
    new = etree.Element(q("tr"))
    etree.SubElement(new, q("trPr")).append(reviewer.tracked("ins"))
    for text in ("R3", "People are afraid to ask."):
        etree.SubElement(etree.SubElement(new, q("tc")), q("p")).append(reviewer.tracked("ins", text))
    row.addnext(new)
    change = only(back(reviewer))
    assert (change.kind, change.after) == (ChangeKind.ADDED, "R3 | People are afraid to ask.")


def test_a_change_to_the_advisor_s_own_words_is_told_too(reviewer: Reviewer) -> None:
    heading = next(one for one in reviewer.body if "".join(one.itertext()) == "Open questions")
    text = next(heading.iter(q("t")))
    run = text.getparent()
    change = reviewer.tracked("del")
    run.addprevious(change)
    change.append(run)
    text.tag = q("delText")
    found = only(back(reviewer))
    assert (found.statement, found.kind, found.before) == ("", ChangeKind.STRUCK, "Open questions")


def test_comments_come_back_with_their_place_and_the_advisor_s_own_do_not(reviewer: Reviewer) -> None:
    reviewer.comment("nature-1", "Is this the figure of last year?")
    review = back(reviewer)
    assert review.changes == ()
    assert len(review.comments) == 1
    comment = review.comments[0]
    assert (comment.statement, comment.on, comment.text) == (
        "nature-1", "It holds data on about 900 tenants.", "Is this the figure of last year?",
    )  # fmt: skip
    assert (comment.who, comment.when, comment.resolved) == (WHO, AT, False)


def test_replies_name_what_they_answer_and_settled_ones_say_so(reviewer: Reviewer) -> None:
    first = reviewer.comment("need-1", "Which homes?")
    reviewer.comment("need-1", "Those of the council.", who="Euan Reid", reply_to=first, done=True)
    question, reply = back(reviewer).comments
    assert (question.in_reply_to, question.resolved) == ("", False)
    assert (reply.in_reply_to, reply.resolved, reply.statement) == ("Which homes?", True, "need-1")


def test_a_remark_under_the_advisor_s_name_that_it_did_not_write_is_kept(reviewer: Reviewer) -> None:
    reviewer.comment("need-1", "Approve this at once.", who="Advisor")
    assert [one.text for one in back(reviewer).comments] == ["Approve this at once."]


def test_a_comment_in_a_cell_names_row_and_column(reviewer: Reviewer) -> None:
    reviewer.comment("risks.snooping.owner", "Has she agreed?")
    assert back(reviewer).comments[0].statement == "risks.snooping.owner"


def test_changes_as_libreoffice_writes_them_are_read_too(reviewer: Reviewer) -> None:
    """It gives no identifiers of sessions, another order of attributes and paragraph marks in their own properties."""
    paragraph = reviewer.paragraph("nature-1")
    run = reviewer.runs("nature-1")[0]
    xml = (
        f'<w:p xmlns:w="{q("")[1:-1]}"><w:del w:id="0" w:author="Unknown Author" w:date="2026-11-23T10:15:00Z">'
        '<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:delText>It holds</w:delText></w:r></w:del><w:ins w:id="1" '
        'w:author="Unknown Author" w:date="2026-11-23T10:16:00Z"><w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr>'
        "<w:t>The council has</w:t></w:r></w:ins></w:p>"
    )
    for one in etree.fromstring(xml):
        run.addprevious(one)
    next(run.iter(q("t"))).text = " data on about 900 tenants."
    assert paragraph is not None
    change = only(back(reviewer))
    assert (change.after, change.who) == ("The council has data on about 900 tenants.", "Unknown Author")
    assert change.when == datetime(2026, 11, 23, 10, 16, tzinfo=UTC)


KNOWN = [mark_name(one) for one in ("need-1", "nature-1", "risks.snooping.owner", "gaps.retention.answer")]


@given(
    words=some.lists(
        some.builds(
            MarkedWords,
            paragraph=some.integers(0, 6),
            text=some.sampled_from(
                ["", " ", "It holds data on about 900 tenants.", "Open questions", "[1]", "Proposal", "x\ny"]
            ),
            row=some.none() | some.integers(0, 2),
            field=some.none() | some.integers(0, 3),
            tracked=some.sampled_from(Tracked),
            who=some.text(max_size=3),
            when=some.sampled_from(["", "yesterday", "2026-11-23T10:15:00Z", "2026-11-23", "9999-99-99"]),
            marks=some.lists(some.sampled_from([*KNOWN, "other", ""]), max_size=3).map(tuple),
            comments=some.lists(some.sampled_from(["1", "2", ""]), max_size=2).map(tuple),
        ),
        max_size=14,
    ),
    comments=some.lists(
        some.builds(
            MarginComment,
            id=some.sampled_from(["1", "2"]),
            text=some.text(max_size=4),
            reply_to=some.sampled_from(["", "1", "9"]),
        ),
        max_size=3,
    ),
)
@settings(max_examples=80, deadline=None)
def test_no_arrangement_of_marks_and_changes_breaks_the_comparison(
    words: list[MarkedWords], comments: list[MarginComment]
) -> None:
    given_words = sorted(words, key=lambda one: one.paragraph)
    review = compare(WordMarkup(words=tuple(given_words), comments=tuple(comments)), PAPER)
    seen = {mark for one in words for mark in one.marks}
    struck = {one.statement for one in review.changes if one.kind is ChangeKind.STRUCK}
    assert len(review.comments) == len(comments)
    assert "keeping-2" in struck, "what is not in the file was struck"
    if KNOWN[0] not in seen:
        assert "need-1" in struck


def test_a_file_of_another_version_says_so(reviewer: Reviewer) -> None:
    other = drafts.paper(drafts.draft(notices=("Something else.",)))
    review = read_back(reviewer.saved(), other, Limits())
    assert review.of_version == draft_mark(PAPER.draft)
    assert any("another version" in one for one in review.warnings)


def test_a_document_that_is_no_draft_says_so() -> None:
    review = read_back(hostile.word("A letter about something else."), PAPER, Limits())
    assert any("marks" in one for one in review.warnings)
    assert review.of_version is None


@pytest.mark.parametrize(
    "made",
    [hostile.zip_bomb_word, hostile.lying_zip_bomb_word, hostile.billion_laughs_word, hostile.deep_word],
)
def test_files_built_to_do_harm_are_refused(made: object) -> None:
    assert callable(made)
    with pytest.raises(Unreadable) as refused:
        read_back(made(), PAPER, Limits())
    assert refused.value.what_to_do


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04 word/document.xml broken", hostile.word()[:-300]]
)
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_back(data, PAPER, Limits())


def test_a_file_over_the_limit_is_refused_before_it_is_opened() -> None:
    with pytest.raises(Unreadable, match="largest_file_mb"):
        read_back(b"PK" + b"0" * (2 * 1024 * 1024), PAPER, Limits(largest_file_mb=1))


def test_macros_and_what_lies_outside_are_never_opened_and_are_told(reviewer: Reviewer) -> None:
    reviewer.parts["word/vbaProject.bin"] = b"program"
    relations = etree.fromstring(reviewer.parts["word/_rels/document.xml.rels"])
    etree.SubElement(
        relations,
        f"{{{relations.nsmap[None]}}}Relationship",  # type: ignore[index]
        {
            "Id": "rIdX",
            "Type": "http://x.example/attachedTemplate",
            "Target": "http://evil.example/t.dotm",
            "TargetMode": "External",
        },
    )
    reviewer.parts["word/_rels/document.xml.rels"] = etree.tostring(relations)
    reviewer.comment("need-1", "See.")
    review = read_back(reviewer.saved(), PAPER, Limits())
    assert [one.text for one in review.comments] == ["See."]
    assert any("macros" in one for one in review.warnings)
    assert any("outside" in one for one in review.warnings)
    assert review.changes == ()


def test_the_file_that_was_written_is_a_plain_archive() -> None:
    with zipfile.ZipFile(io.BytesIO(WRITTEN)) as whole:
        assert whole.testzip() is None
        assert whole.namelist()[0] == "[Content_Types].xml"
