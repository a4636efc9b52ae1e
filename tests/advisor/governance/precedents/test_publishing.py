"""What in a summary still points to a person."""

from __future__ import annotations

import pytest

from advisor.governance.precedents.publishing import pointers, redacted


@pytest.mark.parametrize(
    ("facts", "kind", "given_away"),
    [
        ("Mrs Agnes Toal was visited.", "name", "Agnes Toal"),
        ("It was put to Dr O’Hara twice.", "name", "O’Hara"),
        ("The patient, born on 3 May 1951, agreed.", "date of birth", "3 May 1951"),
        ("DOB: 1999-02-01 on the form.", "date of birth", "1999-02-01"),
        ("Her CHI 1503451234 stood on the sheet.", "number", "1503451234"),
        ("Passport no. 123456789 was copied.", "number", "123456789"),
        ("She lives at 14b Mill Lane in the town.", "address", "14b Mill Lane"),
    ],
)
def test_what_its_own_words_give_away_is_found_and_redacted(facts: str, kind: str, given_away: str) -> None:
    (found,) = pointers({"facts": facts})
    assert (found.field, found.kind) == ("facts", kind)
    assert given_away not in found.around
    clean = redacted({"facts": facts})
    assert given_away not in clean["facts"]
    assert pointers(clean) == ()


@pytest.mark.parametrize(
    "facts",
    [
        "Dr Gray’s Hospital sends the list to Sir Walter Scott School.",
        "The youngest person named was born in 1921.",
        "About 1,900 complaints a year come in and two officers read 14 cases.",
        "Signed on 3 May 2021; the account for 2020 to 2021 was closed.",
        "The student number and one of two words are sent.",
        "Section 22 of the Act and paragraph 4 of the schedule apply to 11 Lanes.",
    ],
)
def test_institutions_years_and_counts_point_to_nobody(facts: str) -> None:
    assert pointers({"facts": facts}) == ()
    assert redacted({"facts": facts})["facts"] == facts


def test_the_words_around_show_no_part_of_another_identifier() -> None:
    row = {"facts": "Write to agnes.toal@example.org or ring 0131 496 0123, or to agnes.toal@example.org again."}
    found = pointers(row)
    assert [one.kind for one in found] == ["email", "telephone", "email"]
    assert all(not {"toal", "example", "0123", "496"} & set(one.around.replace(".", " ").split()) for one in found)


def test_the_same_identifier_has_the_same_placeholder_and_none_that_stood_there_before() -> None:
    row = {"facts": "Mr Bell and [NAME-1] met.", "reasons": "Mr Bell agreed; Mr Ross did not."}
    clean = redacted(row)
    assert clean["facts"] == "Mr [NAME-2] and [NAME-1] met."
    assert clean["reasons"].startswith("Mr [NAME-2] agreed; Mr [NAME-")
    assert "Ross" not in clean["reasons"]
