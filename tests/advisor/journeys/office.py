"""Casework as it is really connected, on a ledger of its own, with a clock that a test moves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from advisor.approval import command as ask
from advisor.approval.actor import Actor, SignIn
from advisor.approval.command import Command
from advisor.approval.proposal import CaseKind
from advisor.approval.record import View
from advisor.approval.refusal import Refusal
from advisor.connecting.casework import Office
from advisor.connecting.invented import BOARD, COUNCIL
from advisor.connecting.ledger import open_ledger
from advisor.journeys.casework import Casework, Done
from advisor.journeys.casework_opening import Draft, Facts
from advisor.ledger.conversations import Conversations
from advisor.settings import IdentitySettings, Settings

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
VALID_UNTIL, REVIEW_ON = date(2027, 6, 30), date(2027, 3, 31)
TITLE = "Home visits after discharge"
AUTHOR, OFFICER, APPROVER, DELEGATE, SIRO = "isla-reid", "fiona-mackay", "morag-bell", "ailsa-grant", "callum-ross"
ADMINISTRATOR, AUDITOR, OWNER = "tom-okoro", "ruth-levy", "niamh-doyle"
BOARD_AUTHOR, BOARD_OFFICER, BOARD_APPROVER, GUARDIAN = "priya-nair", "hamish-stewart", "grace-adeyemi", "owen-price"


def actor(person_id: str, sign_in: SignIn = SignIn.LOCAL) -> Actor:
    return Actor(id=person_id, sign_in=sign_in, signed_in_until=datetime(2040, 1, 1, tzinfo=UTC))


class Desk:
    """An installation with its people at work."""

    def __init__(self, home: Path, *, provider: bool = False) -> None:
        self.now = MONDAY
        identity = IdentitySettings(issuer="https://login.example", client_id="advisor") if provider else None
        self.settings = Settings(home=home, identity=identity or IdentitySettings())
        self.store = open_ledger(self.settings, self.now)
        self.conversations = Conversations(self.store)
        self._numbers = count(1)
        self.office = Office(
            self.settings,
            self.store,
            lambda: self.conversations,
            now=lambda: self.now,
            new_id=lambda: f"id-{next(self._numbers)}",
        )

    @property
    def casework(self) -> Casework:
        return self.office.casework

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def opened(
        self, who: str = AUTHOR, body: str = COUNCIL, draft: str = "# Draft\n\nThe first.\n", **facts: Any
    ) -> str:
        values: dict[str, Any] = {"kind": CaseKind.ASSESSMENT, "title": TITLE, "party_ids": (body,), **facts}
        done = self.casework.open(actor(who), body, Facts(**values), Draft(body=draft.encode(), name="draft.md"))
        return done.case.id

    def agreement(self, **facts: Any) -> str:
        return self.opened(kind=CaseKind.AGREEMENT, party_ids=(COUNCIL, BOARD), **facts)

    def command(self, case_id: str, kind: type[Command], body: str = COUNCIL, **values: Any) -> Command:
        """A command with what every test would say where the test says nothing."""
        case = self.office.records.case(case_id)
        assert case is not None
        usual: dict[str, Any] = {
            "id": f"command-{next(self._numbers)}", "case_id": case_id, "seen_version": case.version,
            "organisation_id": body, "digest": case.proposal.digest, "reasons": "These are the reasons.",
            "text": "This is the advice.", "view": View.SUPPORTS, "answer": "It may.", "valid_until": VALID_UNTIL,
            "review_on": REVIEW_ON,
        }  # fmt: skip
        given = {**usual, **values}
        return kind.model_validate({name: value for name, value in given.items() if name in kind.model_fields})

    def does(self, who: str, case_id: str, kind: type[Command], body: str = COUNCIL, **values: Any) -> Done:
        return self.casework.do(self.command(case_id, kind, body, **values), actor(who))

    def refused(self, who: str, case_id: str, kind: type[Command], body: str = COUNCIL, **values: Any) -> Refusal:
        before = self.office.records.history(case_id)
        with pytest.raises(Refusal) as caught:
            self.does(who, case_id, kind, body, **values)
        assert self.office.records.history(case_id) == before
        assert caught.value.sentence.endswith(".")
        return caught.value

    def advised(self, case_id: str) -> str:
        self.does(AUTHOR, case_id, ask.Submit)
        self.does(OFFICER, case_id, ask.Advise)
        case = self.office.records.case(case_id)
        assert case is not None
        if BOARD in case.proposal.party_ids:
            self.does(BOARD_OFFICER, case_id, ask.Advise, BOARD)
        return case_id

    def approved(self, case_id: str, **values: Any) -> str:
        self.advised(case_id)
        self.does(APPROVER, case_id, ask.Approve, **values)
        case = self.office.records.case(case_id)
        assert case is not None
        if BOARD in case.proposal.party_ids:
            self.does(BOARD_APPROVER, case_id, ask.Approve, BOARD)
        return case_id
