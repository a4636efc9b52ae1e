"""Consulting precedents, over the shipped ones and an embedder that knows only words."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.errors import NotHeld
from advisor.governance.precedents.case_facts import facts_of_case, facts_of_words
from advisor.governance.precedents.comparison import differences, features_of
from advisor.governance.precedents.pack import NO_NEAR_CASE
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.register_rows import read_json_lines
from advisor.governance.precedents.standing import PrecedentStatus
from advisor.journeys.consult import Consult
from advisor.journeys.precedent_reading import WITHHELD
from corpus.concept_files import lexicon, stems_of
from corpus.source import Classification
from retrieval.embedding import PackagedMiniLM, Vectors
from retrieval.embedding_cache import EmbeddingCache

TODAY = date(2026, 11, 22)
OFFICIAL, SENSITIVE = Classification.OFFICIAL, Classification.OFFICIAL_SENSITIVE


def word_vectors(texts: Sequence[str]) -> Vectors:
    """A bag of stems in 1,024 places: alike where words are alike."""
    return np.stack([bag(text) for text in texts]) if texts else np.zeros((0, 1024), dtype=np.float32)


@cache
def bag(text: str) -> Vectors:
    row = np.zeros(1024, dtype=np.float32)
    for stem in stems_of(text):
        row[zlib.crc32(stem.encode()) % 1024] += 1
    return np.asarray(row / max(float(np.linalg.norm(row)), 1e-9), dtype=np.float32)


class Book:
    """A register that a test changes."""

    def __init__(self, precedents: Sequence[Precedent]) -> None:
        self.held = {one.id: one for one in precedents}
        self.changes = 1

    def state(self) -> int:
        return self.changes

    def published(self) -> Sequence[Precedent]:
        return tuple(self.held.values())

    def withdraw(self, precedent_id: str) -> None:
        del self.held[precedent_id]
        self.changes += 1


@pytest.fixture(scope="module")
def shipped() -> tuple[Precedent, ...]:
    lines = files("corpus").joinpath("precedents", "invented.jsonl").read_text("utf-8").splitlines()
    rows = list(read_json_lines(lines))
    assert [row.fault for row in rows if row.precedent is None] == []
    return tuple(row.precedent for row in rows if row.precedent)


@pytest.fixture
def book(shipped: tuple[Precedent, ...]) -> Book:
    return Book(shipped)


@pytest.fixture(scope="module")
def whole(shipped: tuple[Precedent, ...]) -> Consult:
    return Consult(Book(shipped), word_vectors, lexicon(), today=lambda: TODAY)


@pytest.fixture
def consult(book: Book) -> Consult:
    return Consult(book, word_vectors, lexicon(), today=lambda: TODAY)


def words_of(book: Book, precedent_id: str) -> str:
    one = book.held[precedent_id]
    return f"{one.title.removesuffix(' (invented)')}. {one.purpose}. {one.facts}"


def test_everything_that_ships_says_that_it_is_invented(shipped: tuple[Precedent, ...]) -> None:
    assert len(shipped) >= 40
    assert all(one.invented and one.title.endswith("(invented)") for one in shipped)


def test_every_planted_pair_stands_together_with_its_difference(book: Book, tmp_path: Path) -> None:
    vectors = EmbeddingCache(tmp_path / "vectors.sqlite", PackagedMiniLM()).vectors
    consult = Consult(book, vectors, lexicon(), today=lambda: TODAY)
    rows = [
        json.loads(line)
        for line in files("corpus").joinpath("precedents", "invented.jsonl").read_text("utf-8").splitlines()
    ]
    pairs = [(row["id"], row["twin_of"]) for row in rows if row.get("twin_of")]
    assert len(pairs) >= 20
    apart = []
    for one, twin in pairs:
        found = consult.search(facts_of_words(words_of(book, one), lexicon()), on=TODAY, clearance=SENSITIVE)
        shown = {each.id: each for each in found}
        if not (one in shown and twin in shown and any(twin in line for line in shown[one].different)):
            apart.append((one, twin))
    assert apart == []


def test_a_look_up_and_a_copy_are_named_as_the_difference_that_mattered(book: Book) -> None:
    here, there = book.held["inv-041"], book.held["inv-049"]
    mine, other = (features_of(one, lexicon()) for one in (here, there))
    first, *_ = differences(here, there, mine, other, lexicon())
    assert (first.point, first.here) == ("How the recipient learns of it", "a copy of records in a file")
    assert first.in_words.endswith("a look-up that answers yes or no. The reasons turn on it.")


def test_withdrawal_takes_a_precedent_out_of_the_very_next_search(consult: Consult, book: Book) -> None:
    facts = facts_of_words(words_of(book, "inv-041"), lexicon())
    assert consult.search(facts, on=TODAY, clearance=OFFICIAL)[0].id == "inv-041"
    book.withdraw("inv-041")
    pack = consult.pack(facts, on=TODAY, clearance=OFFICIAL)
    assert "inv-041" not in pack.model_dump_json()
    with pytest.raises(NotHeld):
        consult.show("inv-041", on=TODAY, clearance=OFFICIAL)


def test_a_row_withdrawn_while_the_register_is_read_is_gone_in_the_next_search(shipped: tuple[Precedent, ...]) -> None:
    class Busy(Book):
        """Withdraws a row right after its rows were read for the first time."""

        def published(self) -> Sequence[Precedent]:
            rows = tuple(self.held.values())
            if "inv-041" in self.held:
                self.withdraw("inv-041")
            return rows

    consult = Consult(Busy(shipped), word_vectors, lexicon(), today=lambda: TODAY)
    facts = facts_of_words(words_of(Book(shipped), "inv-041"), lexicon())
    consult.search(facts, on=TODAY, clearance=OFFICIAL)
    assert "inv-041" not in consult.pack(facts, on=TODAY, clearance=OFFICIAL).model_dump_json()


def test_a_changed_row_alone_is_prepared_again(book: Book) -> None:
    embedded: list[str] = []

    def counted(texts: Sequence[str]) -> Vectors:
        embedded.extend(texts)
        return word_vectors(texts)

    consult = Consult(book, counted, lexicon(), today=lambda: TODAY, asked=word_vectors)
    facts = facts_of_words("Heather honey is judged at the summer show.", lexicon())
    consult.search(facts, on=TODAY, clearance=SENSITIVE)
    assert len(embedded) == len(book.held)
    changed = book.held["inv-041"].model_copy(update={"title": "Heather honey judged", "purpose": "Honey"})
    book.held["inv-041"] = changed
    book.changes += 1
    del embedded[:]
    consult.search(facts, on=TODAY, clearance=SENSITIVE)
    assert [text.split(".")[0] for text in embedded] == ["Heather honey judged"]


def test_an_order_of_changes_gives_what_a_fresh_start_gives(shipped: tuple[Precedent, ...]) -> None:
    book = Book(shipped)
    kept = Consult(book, word_vectors, lexicon(), today=lambda: TODAY)
    for number, gone in enumerate(("inv-049", "inv-013", "inv-060")):
        facts = facts_of_words(words_of(Book(shipped), shipped[number * 9].id), lexicon())
        kept.search(facts, on=TODAY, clearance=SENSITIVE)
        book.withdraw(gone)
        book.held[f"new-{number}"] = shipped[number].model_copy(update={"id": f"new-{number}"})
        begun_again = Consult(book, word_vectors, lexicon(), today=lambda: TODAY)
        for one in book.published():
            facts = facts_of_words(words_of(book, one.id), lexicon())
            assert kept.search(facts, on=TODAY, clearance=SENSITIVE) == begun_again.search(
                facts, on=TODAY, clearance=SENSITIVE
            )


def test_rows_name_no_link_to_what_is_not_shown_and_never_look_current_for_it(shipped: tuple[Precedent, ...]) -> None:
    hidden = [one.model_copy(update={"classification": SENSITIVE}) if one.id == "inv-051" else one for one in shipped]
    consult = Consult(Book(hidden), word_vectors, lexicon(), today=lambda: TODAY)
    rows = consult.published(on=TODAY, clearance=OFFICIAL)
    assert "inv-051" not in "".join(one.model_dump_json() for one in rows)
    assert consult.precedent("inv-009", on=TODAY, clearance=OFFICIAL).superseded_by == WITHHELD
    elsewhere = Consult(Book(rows), word_vectors, lexicon(), today=lambda: TODAY)
    assert elsewhere.show("inv-009", on=TODAY, clearance=OFFICIAL).status is PrecedentStatus.SUPERSEDED
    assert consult.precedent("inv-009", on=TODAY, clearance=SENSITIVE).superseded_by == "inv-051"
    earlier = consult.precedent("inv-009", on=date(2024, 6, 3), clearance=SENSITIVE)
    assert earlier.superseded_by is None


@settings(max_examples=30, deadline=None)
@given(
    on=st.dates(date(2020, 1, 1), date(2031, 1, 1)),
    place=st.integers(0, 69),
    clearance=st.sampled_from((OFFICIAL, SENSITIVE)),
)
def test_nothing_ended_or_not_begun_is_current_in_a_search_on_any_day(
    whole: Consult, shipped: tuple[Precedent, ...], on: date, place: int, clearance: Classification
) -> None:
    asked = shipped[place]
    rows = {one.id: one for one in shipped}
    facts = facts_of_words(f"{asked.title}. {asked.facts}", lexicon())
    for found in whole.search(facts, on=on, clearance=clearance):
        one = rows[found.id]
        assert one.decided_on <= on
        assert one.classification.rank <= clearance.rank
        after = [rows[each] for each in rows if rows[each].supersedes == one.id or one.superseded_by == each]
        ended = (
            (one.revoked_on is not None and one.revoked_on <= on)
            or (one.valid_until is not None and one.valid_until < on)
            or (one.effective_on is not None and one.effective_on > on)
            or any(each.begins_on <= on for each in after)
        )
        assert (found.status is PrecedentStatus.CURRENT) == (not ended)
        assert bool(ended) <= bool(found.warnings)


def test_what_lies_above_the_clearance_changes_nothing(shipped: tuple[Precedent, ...], consult: Consult) -> None:
    open_ones = [one for one in shipped if one.classification is OFFICIAL]
    without = Consult(Book(open_ones), word_vectors, lexicon(), today=lambda: TODAY)
    assert len(open_ones) < len(shipped)
    for one in shipped:
        facts = facts_of_words(f"{one.title}. {one.facts}", lexicon())
        assert consult.search(facts, on=TODAY, clearance=OFFICIAL) == without.search(
            facts, on=TODAY, clearance=OFFICIAL
        )
    assert consult.conditions(on=TODAY, clearance=OFFICIAL) == without.conditions(on=TODAY, clearance=OFFICIAL)


def test_no_successor_above_the_clearance_is_named(shipped: tuple[Precedent, ...]) -> None:
    hidden = [one.model_copy(update={"classification": SENSITIVE}) if one.id == "inv-051" else one for one in shipped]
    consult = Consult(Book(hidden), word_vectors, lexicon(), today=lambda: TODAY)
    found = consult.show("inv-009", on=TODAY, clearance=OFFICIAL)
    assert found.status is PrecedentStatus.SUPERSEDED
    assert "inv-051" not in found.model_dump_json()
    assert "inv-051" in consult.show("inv-009", on=TODAY, clearance=SENSITIVE).model_dump_json()


@pytest.mark.parametrize("on", [date(2022, 1, 3), date(2024, 6, 3), date(2025, 12, 1), TODAY])
def test_no_later_decision_shows_on_an_earlier_day(consult: Consult, book: Book, on: date) -> None:
    for one in book.published():
        facts = facts_of_words(f"{one.title}. {one.facts}", lexicon())
        for found in consult.search(facts, on=on, clearance=SENSITIVE):
            assert found.decided_on <= on
            assert found.outcome == "" or on == TODAY


def test_replaced_law_is_a_warning(consult: Consult) -> None:
    warnings = consult.show("inv-032", on=TODAY, clearance=OFFICIAL).warnings
    assert any("Article 22, replaced from 5 February 2026 by" in one for one in warnings)
    earlier = consult.show("inv-032", on=date(2025, 6, 2), clearance=OFFICIAL)
    assert earlier.warnings == ()


def test_every_replacement_that_the_shipped_rows_name_is_known(consult: Consult) -> None:
    for line in files("corpus").joinpath("precedents", "invented.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        warnings = consult.show(row["id"], on=TODAY, clearance=SENSITIVE).warnings
        assert sum("replaced from" in one for one in warnings) == len(row.get("law_since_replaced", []))


def test_no_near_case_is_said_plainly(consult: Consult) -> None:
    pack = consult.pack(facts_of_words("zebras in orbit", lexicon()), on=TODAY, clearance=OFFICIAL)
    assert pack.near == ()
    assert pack.note.startswith(NO_NEAR_CASE)


def test_a_form_in_json_and_a_draft_give_the_same_facts() -> None:
    form = {
        "purpose": "free meals",
        "data": ["pupil names"],
        "people": "pupils",
        "method": "a look-up",
        "law": ["https://www.legislation.gov.uk/eur/2016/679/article/6"],
    }
    written = json.dumps(form)
    assert facts_of_case(written, lexicon()) == facts_of_words(written, lexicon())
    assert facts_of_case(written, lexicon()).parts == ("free meals", "a look-up", "pupil names of pupils")
