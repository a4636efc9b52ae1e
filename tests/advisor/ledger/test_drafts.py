"""Drafts in the ledger: every version as it was, the quicker of two wins, and nothing is shown to the wrong person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from advisor.errors import DraftRefused, NotHeld
from advisor.governance.drafting.draft import Document, Draft, Screening
from advisor.governance.drafting.kept import DraftAbout, SavedDraft
from advisor.governance.drafting.work import Work
from advisor.ledger.drafts import DraftRecords
from advisor.ledger.store import Store
from tests.advisor.ledger.conftest import NOW


@pytest.fixture
def records(store: Store) -> DraftRecords:
    return DraftRecords(store)


def about(draft_id: str = "d-1", author: str = "una", organisation: str | None = None) -> DraftAbout:
    return DraftAbout(
        id=draft_id, author_id=author, organisation_id=organisation, title="Meals", document=Document.DPIA,
        started_at=NOW, last_at=NOW,
    )  # fmt: skip


def saved(*notices: str, title: str = "Meals") -> SavedDraft:
    return SavedDraft(
        work=Work(document=Document.DPIA, template="ico", title=title, proposal="Meals for 640 people – “hot”."),
        draft=Draft(document=Document.DPIA, template="ico", screening=Screening(required=True), notices=notices),
    )


def test_a_version_is_given_back_exactly_and_an_earlier_one_stays(records: DraftRecords) -> None:
    first = records.begin(about(), saved("one"), "brought it in")
    second = records.keep("d-1", 1, saved("two"), by="jo", at=NOW + timedelta(hours=1), did="answered: cost")
    assert records.saved("d-1") == (second, saved("two"))
    assert records.saved("d-1", 1) == (first, saved("one"))
    assert [(one.number, one.by, one.did) for one in records.versions("d-1")] == [
        (1, "una", "brought it in"), (2, "jo", "answered: cost"),
    ]  # fmt: skip
    assert first.digest != second.digest


def test_the_slower_of_two_is_refused_and_loses_nothing_of_the_quicker(records: DraftRecords) -> None:
    records.begin(about(), saved("one"), "brought it in")
    records.keep("d-1", 1, saved("two"), by="jo", at=NOW, did="first")
    with pytest.raises(DraftRefused, match="changed since"):
        records.keep("d-1", 1, saved("three"), by="una", at=NOW, did="second")
    assert records.saved("d-1")[1] == saved("two")


def test_a_persons_list_holds_their_own_and_their_organisations_drafts(records: DraftRecords) -> None:
    records.begin(about("mine"), saved(), "x")
    records.begin(about("ours", "jo", "council"), saved(), "x")
    records.begin(about("theirs", "jo", "board"), saved(), "x")
    records.begin(about("private", "jo"), saved(), "x")
    assert {one.id for one in records.list_for("una", ["council"])} == {"mine", "ours"}
    assert {one.id for one in records.list_for("una", [])} == {"mine"}


def test_a_new_title_and_the_case_are_noted(records: DraftRecords) -> None:
    records.begin(about(), saved(), "x")
    records.keep("d-1", 1, saved(title="Hot meals"), by="una", at=NOW + timedelta(days=1), did="arranged")
    records.put_up("d-1", "case-9")
    held = records.about("d-1")
    assert (held.title, held.case_id, held.last_at) == ("Hot meals", "case-9", NOW + timedelta(days=1))


def test_what_was_erased_or_never_was_is_not_held(records: DraftRecords) -> None:
    records.begin(about(), saved(), "x")
    records.erase("d-1")
    for call in (
        lambda: records.about("d-1"),
        lambda: records.saved("d-1"),
        lambda: records.erase("d-1"),
        lambda: records.put_up("d-1", "c"),
        lambda: records.keep("d-1", 1, saved(), by="una", at=NOW, did="x"),
    ):
        with pytest.raises(NotHeld):
            call()
    assert records.versions("d-1") == ()
