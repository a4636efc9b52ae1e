"""Near cases of a draft: told as what they are, looked for once, and carried into the draft as precedents only."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from advisor.approval.actor import Actor, SignIn
from advisor.composition import Advisor
from advisor.connecting.draft_precedents import NearCasesOfDrafts
from advisor.connecting.ledger import LEDGER_FILE
from advisor.governance.drafting.draft import Document, Origin
from advisor.governance.precedents.case_facts import CaseFacts
from advisor.governance.precedents.pack import NearPrecedent
from advisor.journeys.draft_writing import Brought
from tests.advisor.journeys.drafting import settings_at

CAMERAS = (
    "Borsetshire Council wants to renew its 84 town centre cameras from 1 June 2027. Operators watch the screens day "
    "and night, and Borsetshire Police get clips on request for their investigations. Recordings are kept for 31 days. "
    "Signs stand at every entrance of the town centre."
)


@pytest.fixture
def advisor(tmp_path: Path) -> Advisor:
    return Advisor(settings_at(str(tmp_path)))


def test_near_cases_stand_in_the_draft_as_precedents_that_bind_nobody(advisor: Advisor) -> None:
    me = Actor(id="isla-reid", sign_in=SignIn.LOCAL, signed_in_until=datetime.now(UTC) + timedelta(hours=1))
    shown = advisor.drafts.journey.start(me, Brought(text=CAMERAS), Document.DPIA)
    told = [one for s in shown.draft.sections for one in s.statements if one.origin is Origin.PRECEDENT]
    assert told
    assert all("It informs and binds nobody" in one.text and not one.facts for one in told)
    assert all("An invented example" in one.text for one in told)
    assert shown.without_origin == ()


def test_they_are_looked_for_once_for_a_proposal(advisor: Advisor, monkeypatch: pytest.MonkeyPatch) -> None:
    consult = advisor.precedents.consult
    asked: list[str] = []
    search = consult.search

    def counted(facts: CaseFacts, **more: Any) -> tuple[NearPrecedent, ...]:
        asked.append(facts.text)
        return search(facts, **more)

    monkeypatch.setattr(consult, "search", counted)
    me = Actor(id="local", sign_in=SignIn.LOCAL)
    drafting = advisor.drafts.journey
    shown = drafting.start(me, Brought(text=CAMERAS), Document.DPIA)
    drafting.answer(me, shown.about.id, 1, {"complaints": "Write to the council."})
    assert len(asked) == 1


def test_the_pair_that_went_the_other_way_stands_in_the_draft_with_what_set_it_apart(advisor: Advisor) -> None:
    near = NearCasesOfDrafts(lambda: advisor.precedents.consult_shipped, lambda: date(2026, 11, 22))
    told = [one.text for one in near("School kitchens look up who is entitled to a free meal, and get yes or no.")]
    one, other = (next(text for text in told if f"(precedent {name})" in text) for name in ("inv-049", "inv-041"))
    assert "Nearly the same case, precedent inv-041, was rejected." in one
    assert "Nearly the same case, precedent inv-049, was approved." in other
    assert "here a look-up that answers yes or no; there a copy of records in a file" in one


def test_the_console_finds_near_cases_and_makes_no_ledger_for_it(advisor: Advisor) -> None:
    writing = advisor.drafts.writing_with_near_cases
    draft = writing.begin(Brought(text=CAMERAS), Document.DPIA).composed.draft
    told = [one.text for s in draft.sections for one in s.statements if one.origin is Origin.PRECEDENT]
    assert any("(precedent inv-061)" in text for text in told)
    assert any("(precedent inv-058)" in text for text in told)
    assert not (advisor.settings.home / LEDGER_FILE).exists()
