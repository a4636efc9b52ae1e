"""Legislation in CLML: every trap of the format, on small invented Acts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.passage import Passage
from corpus.readers import clml
from corpus.source import Checked, Classification, Kind, Standing

ACT = "https://www.legislation.gov.uk/ukpga/2031/7"
HEADER = """<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"
 xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dct="http://purl.org/dc/terms/" xmlns:atom="http://www.w3.org/2005/Atom"
 DocumentURI="http://www.legislation.gov.uk/ukpga/2031/7" IdURI="http://www.legislation.gov.uk/id/ukpga/2031/7" {root}>
<ukm:Metadata><dc:identifier>http://www.legislation.gov.uk/{identifier}</dc:identifier>
<dc:title>{title}</dc:title><dc:modified>2031-05-02</dc:modified>{valid}{links}
<ukm:PrimaryMetadata><ukm:DocumentClassification><ukm:DocumentCategory Value="{category}"/>
<ukm:DocumentStatus Value="{status}"/><ukm:DocumentMinorType Value="{minor}"/></ukm:DocumentClassification>
<ukm:EnactmentDate Date="2031-01-09"/>{effects}</ukm:PrimaryMetadata></ukm:Metadata>"""


def act(
    body: str,
    *,
    notes: dict[str, tuple[str, str]] | None = None,
    schedules: str = "",
    root: str = 'RestrictExtent="E+W+S+N.I." RestrictStartDate="2031-04-30"',
    identifier: str = "ukpga/2031/7",
    title: str = "Widget Records Act 2031",
    links: str = "",
    effects: str = "",
    status: str = "revised",
    kind: str = "Primary",
    category: str = "primary",
    minor: str = "",
) -> bytes:
    """A small Act around the given body."""
    commentaries = "".join(
        f'<Commentary id="{key}" Type="{letter}"><Para><Text>{text}</Text></Para></Commentary>'
        for key, (letter, text) in (notes or {}).items()
    )
    valid = "<dct:valid>2031-04-30</dct:valid>" if status == "revised" else ""
    head = HEADER.format(
        root=root, identifier=identifier, title=title, valid=valid, links=links, effects=effects, status=status,
        category=category, minor=minor,
    )  # fmt: skip
    parts = f"<{kind}><Body>{body}</Body><Schedules>{schedules}</Schedules></{kind}>"
    return f"{head}{parts}<Commentaries>{commentaries}</Commentaries></Legislation>".encode()


def section(number: str, inside: str, *, heading: str = "Keeping widgets", mark: str = "", attributes: str = "") -> str:
    """A section under its heading."""
    uri = f'IdURI="http://www.legislation.gov.uk/id/ukpga/2031/7/section/{number}" id="section-{number}"'
    return (
        f"<P1group {attributes}><Title>{heading}</Title><P1 {uri}><Pnumber>{mark}{number}</Pnumber>"
        f"<P1para>{inside}</P1para></P1></P1group>"
    )


def point(level: int, path: str, inside: str, *, mark: str = "", attributes: str = "") -> str:
    """A subsection (level 2) or list point (3, 4) at ``section/5/1/a``."""
    number = path.rsplit("/", 1)[1]
    uri = f'IdURI="http://www.legislation.gov.uk/id/ukpga/2031/7/{path}"'
    text = f"<P{level}para>{inside}</P{level}para>"
    return f"<P{level} {uri} {attributes}><Pnumber>{mark}{number}</Pnumber>{text}</P{level}>"


def read(data: bytes) -> Reading:
    return clml.read(data, "widgets.xml", About())


def only(reading: Reading, locator: str) -> Passage:
    return next(passage for passage in reading.passages if passage.locator == locator)


def at(reading: Reading, path: str) -> list[Passage]:
    """The passages to which an address resolves."""
    url = f"{ACT}/{path}"
    return [passage for passage in reading.passages if url in (passage.url, *passage.also_at)]


LIST = (
    "<Text>A keeper must record—</Text>"
    + point(3, "section/5/1/a", "<Text>the make,</Text>")
    + point(3, "section/5/1/b", "<Text>the age, and</Text>")
    + "<Text>of every widget within 3 days.</Text>"
)


def test_section_becomes_a_passage_with_its_place_and_source() -> None:
    reading = clml.read(
        act(
            "<Part IdURI='http://www.legislation.gov.uk/id/ukpga/2031/7/part/1'><Number>Part 1</Number>"
            f"<Title>Duties</Title>{section('5', point(2, 'section/5/1', LIST))}</Part>"
        ),
        "widgets.xml",
        About(classification=Classification.OFFICIAL_SENSITIVE),
    )
    passage = only(reading, "section/5")
    assert passage.id == "law/ukpga/2031/7#section/5"
    assert passage.title == "2031 c. 7 section 5: Keeping widgets"
    assert passage.headings == ("Part 1: Duties", "Keeping widgets")
    assert passage.url == f"{ACT}/section/5"
    assert passage.also_at == (f"{ACT}/section/5/1", f"{ACT}/section/5/1/a", f"{ACT}/section/5/1/b")
    assert passage.checked is Checked.INSTRUMENT
    assert passage.classification is Classification.OFFICIAL_SENSITIVE
    assert reading.source.id == "law/ukpga/2031/7"
    assert (reading.source.kind, reading.source.publisher) == (Kind.LEGISLATION, "The National Archives")
    assert reading.source.as_at == date(2031, 4, 30)
    assert len(reading.source.sha256) == 64


def test_closing_words_stay_after_their_list() -> None:
    passage = only(read(act(section("5", point(2, "section/5/1", LIST)))), "section/5")
    assert passage.text.split("\n") == [
        "5 Keeping widgets",
        "(1) A keeper must record—",
        "  (a) the make,",
        "  (b) the age, and",
        "of every widget within 3 days.",
    ]
    assert [statement.references[0].label for statement in passage.statements] == ["2031 c. 7 section 5(1)"]
    assert passage.statements[0].text.startswith("(1) A keeper")
    assert passage.statements[0].text.endswith("3 days.")


def test_long_list_is_one_statement_a_point() -> None:
    wordy = "<Text>In this section—</Text>" + "".join(
        point(3, f"section/5/1/{letter}", f"<Text>{'very long words indeed ' * 12}{letter};</Text>") for letter in "abc"
    )
    passage = only(read(act(section("5", point(2, "section/5/1", wordy)))), "section/5")
    assert [statement.references[0].label for statement in passage.statements] == [
        "2031 c. 7 section 5(1)", "2031 c. 7 section 5(1)(a)", "2031 c. 7 section 5(1)(b)", "2031 c. 7 section 5(1)(c)",
    ]  # fmt: skip


def test_list_point_directly_under_a_section_keeps_its_pinpoint() -> None:
    inside = "<Text>A widget is—</Text>" + point(3, "section/8/a", "<Text>round, or</Text>")
    passage = only(read(act(section("8", inside))), "section/8")
    assert f"{ACT}/section/8/a" in passage.also_at
    assert "\n  (a) round, or" in passage.text


def test_list_without_identifiers_gets_built_pinpoints() -> None:
    inside = (
        "<Text>A widget is—</Text><OrderedList Type='alpha'><ListItem><Para><Text>round, or</Text></Para></ListItem>"
        "<ListItem NumberOverride='(aa)'><Para><Text>flat.</Text></Para></ListItem></OrderedList>"
    )
    passage = only(read(act(section("8", inside))), "section/8")
    assert passage.also_at == (f"{ACT}/section/8/a", f"{ACT}/section/8/aa")
    assert "  (aa) flat." in passage.text


def test_points_of_definitions_and_repeated_terms_make_no_colliding_addresses() -> None:
    def meaning(term: str) -> str:
        return (
            f"<ListItem><Para><Text>“<Term id='term-widget'>{term}</Term>” means—</Text><OrderedList Type='alpha'>"
            f"<ListItem><Para><Text>one {term},</Text></Para></ListItem></OrderedList></Para></ListItem>"
        )

    inside = f"<Text>In this Act—</Text><UnorderedList>{meaning('widget')}{meaning('sprocket')}</UnorderedList>"
    passage = only(read(act(section("9", inside))), "section/9")
    assert passage.also_at == ()
    assert "“sprocket” means—\n    (a) one sprocket," in passage.text
    assert {statement.references[0].url for statement in passage.statements} == {f"{ACT}/section/9"}


def test_two_lists_in_one_provision_do_not_share_a_pinpoint() -> None:
    one = "<OrderedList Type='alpha'><ListItem><Para><Text>{}</Text></Para></ListItem></OrderedList>"
    inside = f"<Text>First—</Text>{one.format('red,')}<Text>and then—</Text>{one.format('blue.')}"
    passage = only(read(act(section("9", inside))), "section/9")
    assert passage.also_at == (f"{ACT}/section/9/a",)
    assert "(a) blue." in passage.text


def test_editors_marks_do_not_reach_text_or_numbers() -> None:
    mark = '<CommentaryRef Ref="k1"/>'
    inside = point(
        2,
        "section/5A/1",
        f"<Text>The  <Substitution CommentaryRef='k1'>keeper</Substitution> {mark}... must{mark}<Character "
        "Name='NonBreakingSpace'/>act  <FootnoteRef Ref='f1'/>promptly ....</Text>",
        mark=mark,
    )
    data = act(section("5A", inside, mark=mark), notes={"k1": ("F", "Word substituted (1.2.2031) by 2031 c. 1")})
    passage = only(read(data), "section/5A")
    assert passage.text == "5A Keeping widgets\n(1) The keeper must act promptly."


def test_dotted_section_is_not_offered_as_law() -> None:
    data = act(
        section(
            "14", "<Text>. . . . . . . .</Text>", heading="Old safeguards", mark='<CommentaryRef Ref="k1"/>',
            attributes='RestrictStartDate="2031-02-05"',
        ),
        notes={"k1": ("F", "S. 14 omitted (5.2.2031) by virtue of Sprocket Act 2031 (c. 3), s. 80(2)")},
    )  # fmt: skip
    passage = only(read(data), "section/14")
    assert passage.standing is Standing.REPEALED
    assert passage.in_force_to == date(2031, 2, 5)
    assert passage.true_from == date(2031, 2, 5)
    assert "Old safeguards" in passage.text
    assert "no longer law" in passage.text
    assert "omitted (5.2.2031) by virtue of Sprocket Act 2031 (c. 3), s. 80(2)" in passage.statements[0].text
    assert ". . ." not in passage.text
    assert len(passage.statements) == 1


def test_dotted_section_without_note_is_repealed_from_its_own_version_date() -> None:
    data = act(section("14", "<Text>. . . . . .</Text>", attributes='RestrictStartDate="2031-02-05"'))
    assert only(read(data), "section/14").in_force_to == date(2031, 2, 5)


def test_repealed_status_wins_over_prospective_dots() -> None:
    body = section("14", "<Text>. . . . . .</Text>").replace("<P1 ", '<P1 Status="Prospective" ')
    assert only(read(act(body)), "section/14").standing is Standing.REPEALED


def test_dotted_point_leaves_the_live_text_and_resolves_to_a_repealed_passage() -> None:
    inside = (
        "<Text>A keeper is—</Text>"
        + point(3, "section/5/1/a", "<Text>a person,</Text>")
        + point(3, "section/5/1/b", '<Text><CommentaryRef Ref="k1"/>. . . . . . .</Text>')
        + point(3, "section/5/1/c", "<Text>a body.</Text>")
    )
    data = act(
        section("5", point(2, "section/5/1", inside)), notes={"k1": ("F", "S. 5(1)(b) repealed (31.12.2030) by x")}
    )
    reading = read(data)
    live = only(reading, "section/5")
    assert "(b)" not in live.text
    assert "(c) a body." in live.text
    assert f"{ACT}/section/5/1/b" not in live.also_at
    (gone,) = at(reading, "section/5/1/b")
    assert gone.standing is Standing.REPEALED
    assert gone.in_force_to == date(2030, 12, 31)
    assert gone.statements[0].references[0].label == "2031 c. 7 section 5(1)(b)"


def test_section_whose_subsections_are_all_gone_is_gone() -> None:
    inside = point(2, "section/5/1", "<Text>. . . . .</Text>") + point(2, "section/5/2", "<Text>. . . . .</Text>")
    (passage,) = read(act(section("5", inside))).passages
    assert passage.standing is Standing.REPEALED
    assert f"{ACT}/section/5/2" in passage.also_at


@pytest.mark.parametrize(
    ("note", "standing"),
    [
        ("S. 5A inserted (1.2.2031 for specified purposes) by 2031 c. 3, s. 2", Standing.PROSPECTIVE),
        ("S. 5A inserted (prosp.) by 2031 c. 3, s. 2", Standing.PROSPECTIVE),
        (
            "S. 5A inserted (1.2.2031 for certain purposes, 1.4.2031 in so far as not already in force) by 2031 c. 3",
            Standing.IN_FORCE,
        ),
        ("S. 5A inserted (1.2.2031) by 2031 c. 3, s. 2", Standing.IN_FORCE),
        ("Words in s. 5A substituted (1.2.2031 for specified purposes) by 2031 c. 3", Standing.IN_FORCE),
    ],
)
def test_only_the_note_tells_that_an_inserted_section_is_not_in_force(note: str, standing: Standing) -> None:
    number = '<Addition CommentaryRef="k1">5A</Addition>'
    body = section("5A", point(2, "section/5A/1", LIST)).replace(
        "<Pnumber>5A</Pnumber>", f"<Pnumber>{number}</Pnumber>"
    )
    passage = only(read(act(body, notes={"k1": ("F", note)})), "section/5A")
    assert passage.standing is standing
    assert all(statement.in_force is (standing is Standing.IN_FORCE) for statement in passage.statements)
    assert bool(passage.warnings) is ("specified" in note or "prosp" in note)


def test_inserted_subsection_that_is_not_in_force_stands_apart() -> None:
    new = point(2, "section/5/2", "<Text>The keeper must also polish.</Text>")
    new = new.replace("<Pnumber>2</Pnumber>", '<Pnumber><Addition CommentaryRef="k1">2</Addition></Pnumber>')
    data = act(
        section("5", point(2, "section/5/1", "<Text>The keeper must keep.</Text>") + new),
        notes={"k1": ("F", "S. 5(2) inserted (1.2.2031 for specified purposes) by 2031 c. 3")},
    )
    reading = read(data)
    assert "polish" not in only(reading, "section/5").text
    (passage,) = at(reading, "section/5/2")
    assert passage.standing is Standing.PROSPECTIVE
    assert not passage.statements[0].in_force


def test_section_never_commenced_is_prospective_and_part_commencement_warns() -> None:
    data = act(
        section("5", "<Text>Keep widgets.</Text>", mark='<CommentaryRef Ref="k1"/>')
        + section("6", "<Text>Count widgets.</Text>", mark='<CommentaryRef Ref="k2"/>')
        + section("7", "<Text>Sort widgets.</Text>", mark='<CommentaryRef Ref="k2"/><CommentaryRef Ref="k3"/>'),
        notes={
            "k1": ("I", "S. 5 not in force at Royal Assent, see s. 30(2)"),
            "k2": ("I", "S. 6 in force at Royal Assent for specified purposes, see s. 30(1)"),
            "k3": ("I", "S. 7 in force at 1.3.2031 in so far as not already in force by S.I. 2031/5"),
        },
    )
    reading = read(data)
    assert only(reading, "section/5").standing is Standing.PROSPECTIVE
    assert only(reading, "section/6").standing is Standing.IN_FORCE
    assert "for some purposes only" in only(reading, "section/6").warnings[0]
    assert only(reading, "section/7").warnings == ()


def test_island_of_narrower_extent_is_cut_out_of_its_parent() -> None:
    inside = (
        "<Text>“Keeper” means—</Text>"
        + point(3, "section/5/1/a", "<Text>a reeve;</Text>")
        + point(3, "section/5/1/aa", "<Text>an English mayor;</Text>", attributes='RestrictExtent="E+W"')
        + point(3, "section/5/1/b", "<Text>a provost.</Text>")
    )
    reading = read(act(section("5", point(2, "section/5/1", inside))))
    parent = only(reading, "section/5")
    assert parent.extent == ("E", "W", "S", "NI")
    assert "English mayor" not in parent.text
    assert "(b) a provost." in parent.text
    (island,) = at(reading, "section/5/1/aa")
    assert island.extent == ("E", "W")
    assert island.text.split("\n") == ["5 Keeping widgets", "(1) “Keeper” means—", "  (aa) an English mayor;"]
    scottish = [passage for passage in reading.passages if "S" in passage.extent]
    assert all("English mayor" not in passage.text for passage in scottish)


def test_extent_and_dates_come_from_the_nearest_ancestor() -> None:
    attributes = 'RestrictExtent="E+W+N.I." RestrictStartDate="2031-03-01" RestrictEndDate="2031-06-01"'
    reading = read(
        act(section("5", point(2, "section/5/1", LIST), attributes=attributes) + section("6", "<Text>x.</Text>"))
    )
    five, six = only(reading, "section/5"), only(reading, "section/6")
    assert five.extent == ("E", "W", "NI")
    assert (five.in_force_from, five.in_force_to) == (date(2031, 3, 1), date(2031, 6, 1))
    assert (six.in_force_from, six.in_force_to) == (date(2031, 4, 30), None)


def test_text_that_ended_before_the_day_of_the_edition_says_so() -> None:
    attributes = 'RestrictStartDate="2030-01-01" RestrictEndDate="2031-01-01"'
    passage = only(read(act(section("5", "<Text>Keep.</Text>", attributes=attributes))), "section/5")
    assert (passage.true_from, passage.true_to) == (date(2030, 1, 1), date(2031, 1, 1))
    assert any("ended on 1 January 2031" in warning for warning in passage.warnings)


def test_quoted_text_of_another_law_is_not_indexed_as_this_one() -> None:
    quoted = (
        "<Text>After section 2 insert—</Text><BlockAmendment>"
        '<P1 IdURI="http://www.legislation.gov.uk/id/ukpga/2031/7/section/2A"><Pnumber>2A</Pnumber>'
        "<P1para><Text>Sprockets must spin.</Text></P1para></P1></BlockAmendment><AppendText>, and</AppendText>"
    )
    reading = read(act(section("5", point(2, "section/5/1", quoted))))
    (passage,) = reading.passages
    assert "Sprockets" not in passage.text
    assert passage.text.endswith("(1) After section 2 insert— [words inserted in another enactment], and")
    assert at(reading, "section/2A") == []


def test_outstanding_changes_warn_on_the_provisions_they_touch() -> None:
    def effect(pinpoint: str, path: str, what: str) -> str:
        return (
            f'<ukm:UnappliedEffect Type="{what}" AffectedProvisions="{pinpoint}" AffectingProvisions="s. 9" '
            'AffectedURI="http://www.legislation.gov.uk/id/ukpga/2031/7"><ukm:AffectedProvisions>'
            f'<ukm:Section URI="http://www.legislation.gov.uk/id/ukpga/2031/7/{path}"/></ukm:AffectedProvisions>'
            "<ukm:AffectingTitle>Sprocket Act 2031</ukm:AffectingTitle><ukm:InForceDates>"
            '<ukm:InForce Date="2031-09-01"/></ukm:InForceDates></ukm:UnappliedEffect>'
        )

    effects = (
        "<ukm:UnappliedEffects>"
        + effect("s. 5(1)(c)", "section/5/1/c", "inserted")
        + effect("s. 6 heading", "part/1/crossheading/keeping", "words substituted")
        + effect("s. 40", "section/40", "inserted")
        + "</ukm:UnappliedEffects>"
    )
    body = (
        section("5", point(2, "section/5/1", LIST)) + section("6", "<Text>a.</Text>") + section("7", "<Text>b.</Text>")
    )
    reading = read(act(body, effects=effects))
    (warning,) = only(reading, "section/5").warnings
    assert warning.startswith("1 change to this provision is not yet in the text: s. 5(1)(c): inserted by")
    assert warning.endswith("Sprocket Act 2031 s. 9, in force from 1 September 2031.")
    assert "s. 6 heading" in only(reading, "section/6").warnings[0]
    assert only(reading, "section/7").warnings == ()
    assert reading.warnings == ("3 changes are not yet in the text; 1 of them to no provision held here.",)


def test_long_section_is_cut_between_subsections_and_every_pinpoint_still_resolves() -> None:
    words = "<Text>" + "the keeper shall keep widgets well " * 20 + "{}</Text>"
    inside = "".join(point(2, f"section/5/{n}", words.format(n)) for n in range(1, 8))
    reading = read(act(section("5", inside)))
    assert [passage.locator for passage in reading.passages][:2] == ["section/5", "section/5/part-2"]
    assert all(passage.token_count < 420 for passage in reading.passages)
    assert len(at(reading, "section/5")) == len(reading.passages) > 2
    for n in range(1, 8):
        (passage,) = at(reading, f"section/5/{n}")
        assert f"({n}) the keeper" in passage.text


def test_piece_of_a_long_list_repeats_the_opening_words() -> None:
    words = "<Text>" + "a person who keeps a widget for pleasure " * 12 + "{}</Text>"
    inside = "<Text>In this section “keeper” means—</Text>" + "".join(
        point(3, f"section/5/1/{letter}", words.format(letter)) for letter in "abcdefg"
    )
    closing = "<Text>whatever the widget.</Text>"
    reading = read(act(section("5", point(2, "section/5/1", inside + closing))))
    assert len(reading.passages) > 1
    assert all("(1) In this section “keeper” means—" in passage.text for passage in reading.passages)
    opening = [s for p in reading.passages for s in p.statements if s.text.startswith("(1)")]
    assert len(opening) == 1
    assert reading.passages[-1].text.endswith("whatever the widget.")
    assert len(at(reading, "section/5/1")) == len(reading.passages)


@given(st.lists(st.lists(st.integers(1, 60), min_size=0, max_size=6), min_size=1, max_size=8))
def test_cutting_loses_no_provision_and_repeats_no_statement(shape: list[list[int]]) -> None:
    inside = ""
    expected = set()
    for n, points in enumerate(shape, start=1):
        listed = ""
        for m, words in enumerate(points):
            path = f"section/5/{n}/{'abcdef'[m]}"
            expected.add(path)
            listed += point(3, path, f"<Text>{'word ' * words}of {n}{'abcdef'[m]}</Text>")
        expected.add(f"section/5/{n}")
        inside += point(2, f"section/5/{n}", f"<Text>Opening {n}</Text>{listed}<Text>closing {n}</Text>")
    reading = read(act(section("5", inside)))
    for path in expected:
        assert at(reading, path), path
    stated = "\n".join(statement.text for passage in reading.passages for statement in passage.statements)
    for n, points in enumerate(shape, start=1):
        assert stated.count(f"Opening {n}\n") + stated.endswith(f"Opening {n}") == 1
        assert sum(line.strip() == f"closing {n}" for line in stated.split("\n")) == 1
        for m in range(len(points)):
            assert sum(line.endswith(f"of {n}{'abcdef'[m]}") for line in stated.split("\n")) == 1


def test_schedule_paragraph_without_heading_takes_that_of_its_group() -> None:
    root = "http://www.legislation.gov.uk/id/ukpga/2031/7"
    schedule = (
        f'<Schedule IdURI="{root}/schedule/1"><Number>SCHEDULE 1</Number>'
        "<TitleBlock><Title>Records</Title></TitleBlock>"
        f'<ScheduleBody><Part IdURI="{root}/schedule/1/part/2"><Number>PART 2</Number><Title>Keeping</Title>'
        f"<Pblock><Title>Storage</Title><P1 IdURI='{root}/schedule/1/paragraph/3'><Pnumber>3</Pnumber><P1para>"
        f"<P3 IdURI='{root}/schedule/1/paragraph/3/a'><Pnumber>a</Pnumber><P3para><Text>dry.</Text></P3para></P3>"
        "</P1para></P1></Pblock></Part></ScheduleBody></Schedule>"
    )
    reading = read(act(section("1", "<Text>x.</Text>"), schedules=schedule))
    passage = only(reading, "schedule/1/paragraph/3")
    assert passage.title == "2031 c. 7 Schedule 1 paragraph 3: Storage"
    assert passage.headings == ("SCHEDULE 1: Records", "PART 2: Keeping", "Storage")
    assert passage.text == "3 Storage\n  (a) dry."
    contents = only(reading, "schedule/1/part/2")
    assert contents.text.endswith("paragraph 3: Storage")
    assert contents.statements == ()


def test_schedule_of_plain_words_and_table_is_read_row_by_row() -> None:
    table = (
        '<Tabular><table xmlns="http://www.w3.org/1999/xhtml"><thead><tr><th>Kind</th><th>Fee</th></tr></thead>'
        "<tbody><tr><td>Round</td><td>£5</td></tr><tr><td>. . . .</td><td>. . . .</td></tr></tbody></table></Tabular>"
    )
    schedule = (
        "<Schedule IdURI='http://www.legislation.gov.uk/id/ukpga/2031/7/schedule/2'><Number>SCHEDULE 2</Number>"
        "<TitleBlock><Title>Fees</Title></TitleBlock>"
        f"<ScheduleBody><P><Text>Pay:</Text></P>{table}</ScheduleBody></Schedule>"
    )
    passage = only(read(act(section("1", "<Text>x.</Text>"), schedules=schedule)), "schedule/2")
    assert passage.text == "SCHEDULE 2 Fees\nPay:\nKind | Fee\nRound | £5"


def test_two_versions_of_a_section_for_two_territories_are_both_kept() -> None:
    english = section("5", "<Text>Keep in English.</Text>", attributes='RestrictExtent="E+W"')
    scottish = section("5", "<Text>Keep in Scots.</Text>", attributes='RestrictExtent="S"')
    reading = read(act(english + scottish))
    assert [passage.id for passage in reading.passages] == [
        "law/ukpga/2031/7#section/5",
        "law/ukpga/2031/7#section/5/2",
    ]
    assert {passage.extent for passage in at(reading, "section/5")} == {("E", "W"), ("S",)}


def test_first_text_is_named_so_and_is_superseded_where_a_later_one_exists() -> None:
    link = '<atom:link rel="http://purl.org/dc/terms/hasVersion" title="current" href="http://x"/>'
    body = section("5", "<Text>Keep.</Text>")
    reading = read(act(body, identifier="ukpga/2031/7/enacted", status="final", links=link, root=""))
    assert reading.source.id == "law/ukpga/2031/7@enacted"
    assert reading.source.as_at == date(2031, 1, 9)
    assert reading.source.standing is Standing.SUPERSEDED
    assert reading.passages[0].standing is Standing.SUPERSEDED
    assert "as enacted" in reading.passages[0].title
    alone = read(act(body, identifier="ukpga/2031/7/enacted", status="final", root=""))
    assert alone.passages[0].standing is Standing.IN_FORCE


def test_point_in_time_fragment_is_named_by_its_day_and_place() -> None:
    data = act(section("5", "<Text>Keep.</Text>"), identifier="ukpga/2031/7/section/5/2031-02-01")
    source = read(data).source
    assert source.id == "law/ukpga/2031/7/section/5@2031-02-01"
    assert source.url == f"{ACT}/section/5"
    assert source.title == "Widget Records Act 2031: 2031 c. 7 section 5 (as at 1 February 2031)"
    assert source.as_at == date(2031, 2, 1)


def test_secondary_instrument_without_addresses_gets_them_from_place() -> None:
    body = (
        "<P1group><Title>Fees</Title><P1><Pnumber>2</Pnumber><P1para><P2><Pnumber>1</Pnumber><P2para><Text>Pay—</Text>"
        "<P3><Pnumber>a</Pnumber><P3para><Text>now.</Text></P3para></P3></P2para></P2></P1para></P1></P1group>"
        "<SignedSection><Signatory><Para><Text>A. Clerk</Text></Para></Signatory></SignedSection>"
    )
    schedule = (
        "<Schedule><Number>Schedule 3</Number><ScheduleBody><Pblock><Title>Money</Title>"
        "<P1group><Title>Sums</Title><P1>"
        "<Pnumber>4</Pnumber><P1para><Text>Add.</Text></P1para></P1></P1group></Pblock></ScheduleBody></Schedule>"
    )
    data = act(
        body, schedules=schedule, kind="Secondary", category="secondary", minor="order", identifier="uksi/2031/9/made",
        status="final",
    )  # fmt: skip
    reading = read(data)
    assert reading.source.id == "law/uksi/2031/9@made"
    assert [passage.locator for passage in reading.passages] == ["article/2", "schedule/3", "schedule/3/paragraph/4"]
    assert reading.passages[0].also_at[-1].endswith("/uksi/2031/9/article/2/1/a")
    assert "Clerk" not in "".join(passage.text for passage in reading.passages)


def test_articles_of_an_attachment_do_not_take_the_addresses_of_the_instrument() -> None:
    def article(text: str) -> str:
        return f"<P1><Pnumber>Article 1</Pnumber><P1para><Text>{text}</Text></P1para></P1>"

    inner = (
        f"<EURetained><EUBody>{article('Ours.')}</EUBody><Attachments><Attachment id='attachment-1'>"
        "<EURetained><EUBody>"
        f"<P1group><Title>Chair</Title>{article('Theirs.')}</P1group>"
        "</EUBody></EURetained></Attachment></Attachments></EURetained>"
    )
    data = act("", identifier="eudn/2031/44", category="euretained").decode()
    reading = read(data.replace(data[data.index("<Primary>") : data.index("</Primary>") + 10], inner).encode())
    assert "Ours." in only(reading, "article/1").text
    assert "Theirs." in only(reading, "attachment/1/article/1").text


def test_european_regulation_has_recitals_and_articles() -> None:
    inner = (
        "<EURetained><EUPrelims><EUPreamble><P><Text>Whereas:</Text></P><Division><Number>(7)</Number><P>"
        "<Text>Widgets matter.</Text></P></Division></EUPreamble></EUPrelims>"
        "<EUBody><EUChapter><Number>CHAPTER II</Number>"
        "<Title>Rights</Title><P1group><Title>Access</Title><P1 id='article-15'><Pnumber>Article 15</Pnumber><P1para>"
        "<P2 id='article-15-1'><Pnumber PuncBefore='' PuncAfter='.'>1</Pnumber>"
        "<P2para><Text>See widgets.</Text></P2para></P2></P1para></P1></P1group></EUChapter></EUBody></EURetained>"
    )
    data = act("", identifier="eur/2031/44", category="euretained").decode()
    data = data.replace(data[data.index("<Primary>") : data.index("</Primary>") + 10], inner)
    reading = read(data.encode())
    article = only(reading, "article/15")
    assert article.text == "Article 15 Access\n1. See widgets."
    assert article.headings == ("CHAPTER II: Rights", "Access")
    assert article.statements[0].references[0].label == "Regulation 2031/44 Article 15(1)"
    assert only(reading, "recital/7").text == "Recital 7\nWidgets matter."


def test_explanatory_notes_are_refused_with_a_reason() -> None:
    data = b'<EN xmlns="http://www.legislation.gov.uk/namespaces/legislation"><ExplanatoryNotes/></EN>'
    assert clml.recognises(data, "notes.xml")
    with pytest.raises(Unreadable, match="explanatory notes"):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        act(section("5", "<Text>Keep.</Text>"))[:-40],
        act(section("5", "<Text>Keep.</Text>")).replace(b"ukpga/2031/7<", b"elsewhere<").replace(b"ukpga/2031/7", b"x"),
        act(""),
    ],
    ids=["cut short", "no identity", "nothing in it"],
)
def test_file_that_cannot_be_trusted_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.what_to_do


def test_document_type_and_its_entities_are_refused() -> None:
    entity = b'<!DOCTYPE Legislation [<!ENTITY secret SYSTEM "secret.txt">]>'
    with pytest.raises(Unreadable, match="document type"):
        read(entity + act(section("5", "<Text>Keep &secret; widgets.</Text>")))


@pytest.mark.parametrize(
    ("data", "recognised"),
    [
        (act(section("5", "<Text>Keep.</Text>")), True),
        (b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Legislation</title></feed>', False),
        (b'{"Legislation": "http://www.legislation.gov.uk/namespaces/legislation"}', False),
        (b"<html><body>Legislation</body></html>", False),
        (b"", False),
    ],
)
def test_format_is_known_by_its_root_element(data: bytes, recognised: bool) -> None:
    assert clml.recognises(data, "file.xml") is recognised
