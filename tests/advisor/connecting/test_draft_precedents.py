"""Near cases of a draft: told as what they are, looked for once, and carried into the draft as precedents only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from advisor.approval.actor import Actor, SignIn
from advisor.composition import Advisor
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
