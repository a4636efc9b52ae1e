"""A small invented world: two bodies with an author, a data protection officer and a decider each, and a few more.

The register of this world is built by hand and holds traps that ``check_grant`` would refuse: the author, the officer
and the script hold deciding authority too. What stands between them and a decision is then one rule each.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from advisor.approval import command as ask
from advisor.approval.actor import Actor, ActorKind, Role, SignIn
from advisor.approval.authority import Delegation, Grant, Member, Organisation, Register, Scope, Stages
from advisor.approval.case import evolve
from advisor.approval.casefile import Case
from advisor.approval.event import Event
from advisor.approval.handling import handle
from advisor.approval.limits import ApprovalLimits
from advisor.approval.proposal import CaseKind, Proposal, RiskLevel, text_digest
from advisor.approval.record import Nature, Outcome, SignedDecision, Term, View
from advisor.approval.refusal import Reason, Refusal

LIMITS = ApprovalLimits()

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
JANUARY = datetime(2027, 1, 25, 10, 0, tzinfo=UTC)
JUNE = datetime(2027, 6, 1, 10, 0, tzinfo=UTC)
CLOCK = (MONDAY, JANUARY, JUNE)
"""Now; after lent and temporary authority has run out; after the approvals of the exploration have run out."""

VALID_UNTIL = date(2027, 3, 31)
REVIEW_ON = date(2027, 2, 1)
LENT_UNTIL = date(2026, 12, 31)
FAR = date(2030, 12, 31)

A, B, OUTSIDE = "council", "board", "charity"
KEY = "charity-key-1"
TITLE = "Home visits after discharge"
DRAFTS = {name: text_digest(name) for name in ("first draft", "second draft")}

ALL_KINDS = tuple(CaseKind)


def person(name: str) -> Actor:
    return Actor(id=name, signed_in_until=datetime(2031, 1, 1, tzinfo=UTC))


PEOPLE = {
    name: person(name)
    for name in (
        "a-author", "a-dpo", "a-decider", "a-second", "a-delegate", "a-siro", "a-guardian", "a-admin", "a-auditor",
        "a-clerk",
        "b-author", "b-dpo", "b-decider",
    )
}  # fmt: skip
SCRIPT = Actor(id="script", kind=ActorKind.SCRIPT)
MODEL = Actor(id="model", kind=ActorKind.MODEL)
SIGNED_OUT = Actor(id="a-decider", signed_in_until=MONDAY)
LOCAL = Actor(id="a-decider", sign_in=SignIn.LOCAL, signed_in_until=datetime(2031, 1, 1, tzinfo=UTC))


def scope(kinds: tuple[CaseKind, ...] = ALL_KINDS, limit: RiskLevel = RiskLevel.HIGH, until: date = FAR) -> Scope:
    return Scope(kinds=kinds, limit=limit, first_day=date(2026, 1, 1), last_day=until)


def grant(name: str, organisation_id: str, role: Role, within: Scope | None = None) -> Grant:
    return Grant(
        id=f"{name} {organisation_id} {role.name}",
        person_id=name,
        organisation_id=organisation_id,
        role=role,
        scope=within or scope(),
    )


def register(stages: Stages = Stages.ONE_DECIDER, guardian: bool = True, key: str | None = KEY) -> Register:
    """The register of the small world."""
    grants = (
        grant("a-author", A, Role.AUTHOR),
        grant("a-author", A, Role.APPROVER),
        grant("a-dpo", A, Role.DPO),
        grant("a-dpo", A, Role.APPROVER),
        grant("a-decider", A, Role.APPROVER),
        grant("a-second", A, Role.INFORMATION_ASSET_OWNER, scope(until=LENT_UNTIL)),
        grant("a-siro", A, Role.SIRO),
        grant("a-guardian", A, Role.CALDICOTT_GUARDIAN),
        grant("a-guardian", A, Role.APPROVER),
        grant("a-admin", A, Role.ADMINISTRATOR),
        grant("a-auditor", A, Role.AUDITOR),
        grant("b-author", B, Role.AUTHOR),
        grant("b-dpo", B, Role.DPO),
        grant("b-decider", B, Role.APPROVER),
        grant("script", A, Role.APPROVER),
    )
    names = [*PEOPLE, SCRIPT.id, MODEL.id]
    return Register(
        organisations=(
            Organisation(id=A, name="Borsetshire Council", stages=stages, has_caldicott_guardian=guardian),
            Organisation(id=B, name="Borsetshire Health Board"),
            Organisation(id=OUTSIDE, name="Home Again", outside=True, signing_keys=(key,) if key else ()),
        ),
        members=tuple(Member(person_id=name, organisation_id=B if name.startswith("b-") else A) for name in names),
        grants=grants,
    )


def lent(
    name: str = "lent",
    principal: str = "a-decider",
    delegate: str = "a-delegate",
    within: Scope | None = None,
    organisations: tuple[str, ...] = (A,),
) -> Delegation:
    return Delegation(
        id=name,
        principal_id=principal,
        delegate_id=delegate,
        organisation_ids=organisations,
        scope=within or scope(until=LENT_UNTIL),
    )


def with_delegation(known: Register, *delegations: Delegation) -> Register:
    return known.model_copy(update={"delegations": (*known.delegations, *delegations)})


def proposal(kind: CaseKind = CaseKind.ASSESSMENT, draft: str = "first draft", **facts: object) -> Proposal:
    parties = (A, B) if kind is CaseKind.AGREEMENT else (A,)
    values = {"case_id": "case", "kind": kind, "party_ids": parties, "title_digest": text_digest(TITLE), **facts}
    return Proposal.model_validate({"draft_digest": DRAFTS[draft], **values})


class Life:
    """A case being lived: each method sends one command and takes its events in. A refusal fails unless asked for."""

    def __init__(self, known: Register | None = None, now: datetime = MONDAY, case_id: str = "case") -> None:
        self.register = known or register()
        self.now = now
        self.case_id = case_id
        self.case: Case | None = None
        self.events: list[Event] = []
        self.other: Case | None = None
        self.elsewhere: list[Event] = []

    @property
    def held(self) -> Case:
        assert self.case is not None
        return self.case

    @property
    def digest(self) -> str:
        return self.held.proposal.digest

    def send(self, actor: Actor | str, command: ask.Command) -> tuple[Event, ...] | Refusal:
        who = PEOPLE[actor] if isinstance(actor, str) else actor
        result = handle(command, self.case, who, self.register, self.now, LIMITS, self.other)
        if not isinstance(result, Refusal):
            for event in result:
                if event.case_id == self.case_id:
                    self.events.append(event)
                    self.case = evolve(self.case, event)
                else:
                    self.elsewhere.append(event)
        return result

    def base(self, organisation_id: str = A, **values: object) -> dict[str, object]:
        seen = self.case.version if self.case else 0
        return {
            "id": f"command {len(self.events)}", "case_id": self.case_id, "seen_version": seen,
            "organisation_id": organisation_id, **values,
        }  # fmt: skip

    def does(self, actor: Actor | str, kind: type, organisation_id: str = A, **values: object) -> tuple[Event, ...]:
        """Send a command that has to succeed."""
        result = self.tries(actor, kind, organisation_id, **values)
        assert not isinstance(result, Refusal), f"{kind.__name__} by {actor}: {result}"
        return result

    def refused(self, actor: Actor | str, kind: type, organisation_id: str = A, **values: object) -> Reason:
        """Send a command that has to be refused, leaving everything as it was; the reason."""
        before = self.case
        result = self.tries(actor, kind, organisation_id, **values)
        assert isinstance(result, Refusal), f"{kind.__name__} by {actor} was let through"
        assert self.case is before
        assert result.sentence.endswith(".")
        return result.reason

    def tries(
        self, actor: Actor | str, kind: type, organisation_id: str = A, **values: object
    ) -> tuple[Event, ...] | Refusal:
        return self.send(actor, kind(**self.filled(kind, organisation_id, **values)))

    def filled(self, kind: type, organisation_id: str = A, **values: object) -> dict[str, object]:
        """The values of a command, with what every test would say where the test says nothing."""
        usual: dict[str, object] = {
            "title": TITLE, "reasons": "These are the reasons.", "text": "This is the advice.", "answer": "It may.",
            "valid_until": VALID_UNTIL, "review_on": REVIEW_ON, "next_review_on": REVIEW_ON,
            "evidence_digest": text_digest("evidence"), "new_case_id": "renewal", "successor_id": "renewal",
        }  # fmt: skip
        if self.case is not None:
            usual["digest"] = self.digest
        fields = kind.model_fields  # type: ignore[attr-defined]
        for name in ("reasons",):
            if name in fields and kind is ask.Revise:
                usual[name] = None
        taken = {name: value for name, value in usual.items() if name in fields}
        return self.base(organisation_id, **(taken | values))

    def opened(self, put: Proposal | None = None, author: str = "a-author") -> Life:
        self.does(author, ask.Open, proposal=put or proposal())
        return self

    def submitted(self, put: Proposal | None = None, author: str = "a-author") -> Life:
        self.opened(put, author)
        self.does(author, ask.Submit)
        return self

    def advised(self, put: Proposal | None = None, view: View = View.SUPPORTS) -> Life:
        self.submitted(put)
        self.does("a-dpo", ask.Advise, view=view)
        if B in self.held.proposal.party_ids:
            self.does("b-dpo", ask.Advise, B, view=view)
        return self

    def approved(self, put: Proposal | None = None, **values: object) -> Life:
        self.advised(put)
        self.does("a-decider", ask.Approve, **values)
        if B in self.held.proposal.party_ids:
            self.does("b-decider", ask.Approve, B)
        return self

    def file(self, **values: object) -> SignedDecision:
        """A signed file of the outside party, on what is submitted."""
        usual: dict[str, object] = {
            "file_digest": text_digest("file"), "case_digest": self.digest, "organisation_id": OUTSIDE,
            "outcome": Outcome.APPROVED, "decided_on": self.now.date(), "valid_until": VALID_UNTIL,
            "review_on": REVIEW_ON, "key_id": KEY,
        }  # fmt: skip
        return SignedDecision.model_validate(usual | values)


PRECEDENT = Term(nature=Nature.PRECEDENT, text="Every reader of the file has been trained.")
CONTINUING = Term(nature=Nature.CONTINUING, text="A yearly report is made.", due_on=date(2027, 3, 1))


def successor(of: str = "case", in_force: bool = True, **facts: object) -> Case:
    """A renewal of a case, lived through to its approval, or still a draft."""
    life = Life(now=MONDAY, case_id=of).approved(proposal(case_id=of, **facts))  # type: ignore[arg-type]
    life.does("a-author", ask.Renew)
    renewed = Life(case_id="renewal")
    renewed.case = evolve(None, life.elsewhere[0])
    renewed.events = list(life.elsewhere)
    if in_force:
        renewed.does("a-author", ask.Submit)
        for party, who in ((A, "a"), (B, "b")):
            if party in renewed.held.proposal.party_ids:
                renewed.does(f"{who}-dpo", ask.Advise, party, view=View.SUPPORTS)
        for party, who in ((A, "a"), (B, "b")):
            if party in renewed.held.proposal.party_ids:
                renewed.does(f"{who}-decider", ask.Approve, party, valid_until=FAR - timedelta(days=800))
    return renewed.held
