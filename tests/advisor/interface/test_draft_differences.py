"""What changed between two wordings, as a person reads it."""

from __future__ import annotations

from advisor.interface.draft_differences import changed


def test_words_that_differ_are_marked_inside_the_sentence() -> None:
    assert (
        changed("Kept for six years.", "Kept for two years.") == "<p>Kept for <del>six</del><ins>two</ins> years.</p>"
    )


def test_wordings_with_little_in_common_stand_one_after_the_other() -> None:
    found = changed("Kept for six years.", "Nobody asked the tenants.")
    assert found == "<p><del>Kept for six years.</del></p><p><ins>Nobody asked the tenants.</ins></p>"


def test_what_was_only_added_or_only_struck_is_one_wording() -> None:
    assert changed("", "New.") == "<p><ins>New.</ins></p>"
    assert changed("Old.", "") == "<p><del>Old.</del></p>"


def test_markup_in_the_words_stays_words() -> None:
    found = changed("Kept by <b>us</b> for years.", "Kept by <img src=x> us for years.")
    assert "<b>" not in found
    assert "<img" not in found
    assert "&lt;" in found
