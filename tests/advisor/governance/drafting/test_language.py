"""The language of a proposal: English is recognised in prose, notes and lists; others are named."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.language import language_of

WELSH = (
    "Mae'r cyngor yn bwriadu rhannu data am blant gyda'r heddlu er mwyn eu diogelu. Bydd y wybodaeth yn cael ei "
    "chadw am chwe blynedd, ac nid oes neb wedi cytuno ar y trefniadau hyd yn hyn."
)
FRENCH = (
    "Le conseil veut partager les données des élèves avec la police pour que les enfants soient protégés. Les dossiers "
    "sont conservés pendant six ans et les parents ne sont pas informés de cette mesure."
)
POLISH = (
    "Rada chce przekazywać dane uczniów policji, aby chronić dzieci. Dane będą przechowywane przez sześć lat i nie "
    "jest jasne, kto za nie odpowiada w gminie oraz jak długo się je trzyma."
)
NOTES = """CCTV refresh - notes
- 40 cameras, town centre, 24/7
- police get clips on request
- retention 31 days
- supplier: Lensworthy Ltd
- cost £80k
"""
ARABIC = "يريد المجلس مشاركة بيانات الأطفال مع الشرطة من أجل حمايتهم لمدة ست سنوات"


@pytest.mark.parametrize(
    ("text", "name"), [(WELSH, "Welsh"), (FRENCH, "French"), (POLISH, "Polish")], ids=["welsh", "french", "polish"]
)
def test_another_language_is_named_and_is_not_taken_for_english(text: str, name: str) -> None:
    found = language_of(text)
    assert (found.name, found.english) == (name, False)


def test_another_script_is_not_taken_for_english() -> None:
    assert not language_of(ARABIC).english


def test_terse_notes_and_a_few_words_are_english() -> None:
    assert language_of(NOTES).english
    assert language_of("Share bin data").english
    assert language_of("").english


def test_english_that_quotes_a_welsh_name_stays_english() -> None:
    said = "Cyngor Sir Glanafon wants to tell the tenants of Tŵr Gwyn and Tŵr Coch when the lifts are mended in May."
    assert language_of(said).english
