"""Connecting casework with the ledger, the calendar and the folder of cards for review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from advisor.approval.limits import ApprovalLimits
from advisor.connecting import invented
from advisor.connecting.ledger import signing
from advisor.documents import calendar
from advisor.governance.card_skeleton import card_id, skeleton
from advisor.journeys.authority import Authority
from advisor.journeys.casework import Casework
from advisor.journeys.person_export import PersonExport
from advisor.journeys.referring import Referring
from advisor.journeys.retention import Retention
from advisor.ledger.case_records import CaseRecords
from advisor.ledger.conversations import Conversations
from advisor.ledger.drafts import DraftRecords
from advisor.ledger.people import People
from advisor.ledger.practice import PracticeRecords
from advisor.ledger.register_records import RegisterRecords
from advisor.ledger.store import Store
from advisor.settings import Settings

CARDS_FOR_REVIEW = "cards-for-review"
EVERY_CONVERSATION = 1_000_000


class Office:
    """Everything that casework is made of. In local mode its register and people are invented ones."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        conversations: Callable[[], Conversations],
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._settings = settings
        self._conversations = conversations
        self._now = now
        self._new_id = new_id
        self.records = CaseRecords(store)
        self.register = RegisterRecords(store)
        self.people = People(store)
        self._drafts = DraftRecords(store)
        self._practice = PracticeRecords(store)
        if settings.identity.issuer is None:
            invented.settle(self.register, self.people, now())

    @cached_property
    def casework(self) -> Casework:
        """Cases: opened, commanded, read."""
        approval = self._settings.approval
        return Casework(
            self.records,
            self.register,
            self.people,
            lambda: signing(self._settings),
            calendar.write,
            self._propose_card,
            limits=ApprovalLimits(
                longest_days=approval.longest_days, longest_to_review_days=approval.longest_to_review_days
            ),
            now=self._now,
            new_id=self._new_id,
        )

    @property
    def signing_key_id(self) -> str:
        """The name of the key that signs our decisions, for the register of another installation."""
        return signing(self._settings).key_id

    @cached_property
    def authority(self) -> Authority:
        """The register of authority."""
        return Authority(self.register, self.people, now=self._now, new_id=self._new_id)

    @cached_property
    def referring(self) -> Referring:
        """Questions passed on to the data protection officer, and their answers."""
        return Referring(self.casework, self.records, self.register, self.people, self._conversations, now=self._now)

    @cached_property
    def retention(self) -> Retention:
        """How long cases are kept."""
        days = self._settings.retention.cases_days
        return Retention(self.records, self.register, keep_days=days, now=self._now)

    @cached_property
    def person_export(self) -> PersonExport:
        """All that is held about a person."""
        return PersonExport(self.authority, self.records, self.people, self._asked)

    def _asked(self, person_id: str) -> dict[str, object]:
        book = self._conversations()
        held = [book.open(one.id) for one in book.list_for(person_id, limit=EVERY_CONVERSATION)]
        return {
            "conversations": [
                {**about.model_dump(mode="json"), "turns": [turn.model_dump(mode="json") for turn in turns]}
                for about, turns in held
            ],
            "questions_passed_on": [
                one.model_dump(mode="json") for one in book.referred() if one.person_id == person_id
            ],
            "drafts": [
                {**one.model_dump(mode="json"), "newest": self._drafts.saved(one.id)[1].model_dump(mode="json")}
                for one in self._drafts.list_for(person_id, ())
            ],
            "practice": self._practised(person_id),
        }

    def _practised(self, person_id: str) -> dict[str, object]:
        member_of = self._practice.memberships(person_id)
        notes = [one for member in member_of for one in self._practice.notes(member.group_id)]
        return {
            "attempts": [one.model_dump(mode="json") for one in self._practice.of_person(person_id)],
            "groups": [one.model_dump(mode="json") for one in member_of],
            "notes_from_trainers": [one.model_dump(mode="json") for one in notes if one.person_id == person_id],
            "groups_opened": [one.model_dump(mode="json") for one in self._practice.groups_of(person_id)],
        }

    def _propose_card(self, reference: str, question: str, answer: str, today: date) -> None:
        folder = self._settings.home / CARDS_FOR_REVIEW
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file: Path = folder / f"{card_id(reference)}.md"
        if not file.exists():
            file.write_text(skeleton(reference, question=question, answer=answer, today=today), "utf-8")
            file.chmod(0o600)
