"""Masking: identifiers go out as placeholders, come back as they were, and nothing else is touched."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.governance.masking import Masking, identifiers, is_check_digit_right

NHS = "9434765919"
CHI = "0101011237"
INSURANCE = "AB 12 34 56 C"


def with_check_digit(nine: str) -> str | None:
    """Ten digits, worked out here by the definition and not by the code under test."""
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(nine))
    check = (11 - total % 11) % 11
    return None if check == 10 else nine + str(check)


def test_the_check_digit_is_that_of_the_definition() -> None:
    seeded = random.Random(7)
    for _ in range(2000):
        nine = "".join(seeded.choice("0123456789") for _ in range(9))
        right = with_check_digit(nine)
        for last in "0123456789":
            wanted = nine + last == right and len(set(nine + last)) > 1
            assert is_check_digit_right(nine + last) is wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NHS no 9434765919", "NHS-NUMBER"),
        ("943 476 5919.", "NHS-NUMBER"),
        ("943-476-5919", "NHS-NUMBER"),
        ("943\u00a0476\u20115919", "NHS-NUMBER"),
        ("943\n476 5919", "NHS-NUMBER"),
        ("9\u200b4\u200b3\u200b4765919", "NHS-NUMBER"),
        ("NHS9434765919", "NHS-NUMBER"),
        ("９４３４７６５９１９", "NHS-NUMBER"),
        ("ref 1234 567 943 476 5919", "NHS-NUMBER"),
        (f"CHI {with_check_digit('010101123')}", "CHI-NUMBER"),
        ("NI AB123456C", "NI-NUMBER"),
        ("ab 12 34 56 c", "NI-NUMBER"),
        ("AB-12-34-56-C", "NI-NUMBER"),
        ("AB123456", "NI-NUMBER"),
        ("write to jo.o'neill+x@example.org.uk now", "EMAIL"),
        ("ring 0131 496 0000", "TELEPHONE"),
        ("ring (0131) 496-0000", "TELEPHONE"),
        ("ring +44 7700 900123", "TELEPHONE"),
        ("ring 07700900123", "TELEPHONE"),
        ("lives at EH1 1YZ", "POSTCODE"),
        ("sw1a 1aa", "POSTCODE"),
    ],
)
def test_an_identifier_is_masked_and_restored(text: str, kind: str) -> None:
    masking = Masking()
    masked = masking.mask(text)
    assert f"[{kind}-1]" in masked
    assert identifiers(masked) == []
    assert masking.restore(masked) == text


@pytest.mark.parametrize(
    "text",
    [
        "9999999999", "9434765918", "94347659190", "UK GDPR Article 33(1) and section 170(1) of the DPA 2018",
        "72 hours",
        "Schedule 1 paragraph 18", "£17.5 million or 4 %", "5 February 2026", "2016/679", "QQ123456C", "BG123456A",
        "within one month of 2026-02-05", "section 12A", "1. 2. 3.", "P1 and P2", "Regulation (EU) 2016/679",
    ],
)  # fmt: skip
def test_what_is_no_identifier_is_left_alone(text: str) -> None:
    assert Masking().mask(text) == text


def test_the_same_identifier_has_one_placeholder_in_all_texts_of_an_exchange() -> None:
    masking = Masking()
    first, second = masking.mask("about 943 476 5919"), masking.mask("and 9434765919 again, and 4010232137")
    assert first == "about [NHS-NUMBER-1]"
    assert second == "and [NHS-NUMBER-1] again, and [NHS-NUMBER-2]"
    assert masking.restore("[NHS-NUMBER-2]") == "4010232137"


def test_a_placeholder_that_stood_in_the_text_already_is_not_taken_for_ours() -> None:
    masking = Masking()
    masked = masking.mask("a form with [NHS-NUMBER-1] on it, for 9434765919")
    assert masked == "a form with [NHS-NUMBER-1] on it, for [NHS-NUMBER-2]"
    assert masking.restore(masked) == "a form with [NHS-NUMBER-1] on it, for 9434765919"


def test_a_placeholder_that_a_model_made_up_is_a_stranger() -> None:
    masking = Masking()
    masking.mask("9434765919")
    assert masking.strangers("[NHS-NUMBER-1] and [NI-NUMBER-4]") == ("[NI-NUMBER-4]",)


def test_an_exchange_that_stays_here_is_not_masked() -> None:
    assert Masking(active=False).mask("9434765919") == "9434765919"


words = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
planted = st.sampled_from([NHS, "943 476 5919", "AB123456C", "a@b.org", "07700900123", "EH1 1YZ", "[EMAIL-1]"])


@given(st.lists(st.tuples(words, planted), max_size=5))
def test_masking_and_restoring_gives_the_text_back_up_to_the_way_an_identifier_is_written(
    pieces: list[tuple[str, str]],
) -> None:
    text = "".join(f"{word} {one} " for word, one in pieces)
    masking = Masking()
    masked = masking.mask(text)
    assert "9434765919" not in masked
    assert letters(masking.restore(masked)) == letters(text)


def letters(text: str) -> str:
    """The letters and digits: one identifier that was written in two ways comes back in the first of them."""
    return "".join(letter for letter in text if letter.isalnum())
