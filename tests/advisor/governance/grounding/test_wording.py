"""A sentence taken apart: forces, limits, denials and words, however they are worded."""

from __future__ import annotations

import pytest

from advisor.governance.grounding.passages import taken_apart
from advisor.governance.grounding.thesaurus import lemma, thesaurus
from advisor.governance.grounding.wording import Unit


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("The council must answer.", "must"),
        ("The council is required to answer.", "must"),
        ("The council has to answer.", "must"),
        ("The council ought to answer.", "should"),
        ("The council is free to answer.", "may"),
        ("The council is entitled to answer.", "may"),
        ("The council may not answer.", "must not"),
        ("The council is not allowed to answer.", "must not"),
        ("The council need not answer.", "need not"),
        ("The council doesn't have to answer.", "need not"),
        ("Nobody may enter.", "must not"),
        ("No consent is needed.", "need not"),
        ("Nobody has to be certified.", "need not"),
        ("No council should publish it.", "should not"),
    ],
)
def test_a_force_is_recognised_however_it_is_worded(text: str, force: str) -> None:
    assert [one.meaning for one in Unit(text).forces] == [force]


def test_not_later_than_denies_nothing() -> None:
    assert Unit("It answers not later than Friday.").negations == []
    assert Unit("It answers no more than twice.").negations == []
    assert Unit("It does not answer.").negations != []


def test_an_abbreviation_is_read_as_what_it_stands_for() -> None:
    assert {"subject", "access", "request"} <= {one.lemma for one in Unit("We received a SAR.").content}


@pytest.mark.parametrize(
    ("word", "expected"),
    [("sharing", "share"), ("bodies", "body"), ("processes", "process"), ("kept", "keep"), ("children", "child"),
     ("applied", "apply"), ("stopped", "stop"), ("access", "access"), ("data", "data")],
)  # fmt: skip
def test_words_are_brought_to_their_dictionary_form(word: str, expected: str) -> None:
    assert lemma(word) in {expected, "datum"} if word == "data" else lemma(word) == expected


def test_kin_and_opposites_never_overlap() -> None:
    known = thesaurus()
    both = [word for word in known.words if known.kin(word).keys() & known.opposites(word)]
    assert both == []


def test_a_controller_is_no_kin_of_a_processor() -> None:
    assert "processor" not in thesaurus().kin("controller")
    assert "processor" in thesaurus().opposites("controller")


def test_a_belief_quoted_as_wrong_is_no_evidence() -> None:
    taken = taken_apart(("Often believed, and wrong\n“We have 40 days.”: The limit is one month.",))
    assert [one.written for one in taken.quantities] == ["one month"]


def test_list_items_know_the_words_that_lead_to_them() -> None:
    taken = taken_apart(("The notice must state—\n(a) the reasons,\n(b) the right to complain.",))
    assert [unit.lead is taken.units[0] for unit in taken.units[1:]] == [True, True]


def test_numbered_subsections_on_one_line_are_taken_one_by_one() -> None:
    taken = taken_apart(("(1) The board must publish a register under section 9. (2) The board may charge a fee.",))
    assert [[one.meaning for one in unit.forces] for unit in taken.units] == [["must"], ["may"]]
