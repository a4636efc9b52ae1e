"""What a case holds of each act: advice, acceptance of risk, a reviewer's view, a decision, a condition.

Texts that people wrote stand here by digest only; the ledger keeps them as artefacts, which can be erased or redacted
without breaking the chain of events.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from advisor.approval.actor import ActorKind, Role
from advisor.approval.authority import Authority
from advisor.approval.proposal import Sha256
from corpus.source import Frozen


class View(StrEnum):
    """What an adviser thinks of a proposal."""

    SUPPORTS = "supports"
    SUPPORTS_IF = "supports on conditions"
    OPPOSES = "opposes"


class Advice(Frozen):
    """Advice of a data protection officer or a Caldicott guardian, on one version and for one party."""

    organisation_id: str
    role: Role
    person_id: str
    digest: Sha256
    view: View
    text_digest: Sha256
    at: datetime


class Note(Frozen):
    """A text that somebody attached, a machine included. It counts for nothing that a rule asks for."""

    actor_id: str
    actor_kind: ActorKind
    text_digest: Sha256
    at: datetime


class Acceptance(Frozen):
    """A senior information risk owner's acceptance of high residual risk, on one version and for one party."""

    organisation_id: str
    person_id: str
    digest: Sha256
    reasons_digest: Sha256
    at: datetime


class Waiver(Frozen):
    """Why the regulator need not be consulted on a version, by a party's senior information risk owner."""

    organisation_id: str
    person_id: str
    digest: Sha256
    reasons_digest: Sha256
    at: datetime


class Outcome(StrEnum):
    """What a party decided."""

    APPROVED = "approved"
    REJECTED = "rejected"


class Nature(StrEnum):
    """Whether a condition must be met before anything starts, or holds for as long as it goes on."""

    PRECEDENT = "precedent"
    CONTINUING = "continuing"


class Term(Frozen):
    """A condition as the decider asks for it."""

    nature: Nature
    text: str
    due_on: date | None = None


class Fulfilment(Frozen):
    """Evidence that a condition was met, and the person who looked at it."""

    person_id: str
    evidence_digest: Sha256
    at: datetime


class Condition(Frozen):
    """A condition of an approval. ``id`` is unique in the case for ever: the version of its event, and its number."""

    id: str
    organisation_id: str
    nature: Nature
    text_digest: Sha256
    due_on: date | None = None
    met: tuple[Fulfilment, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has recorded evidence yet."""
        return not self.met


class Holder(Frozen):
    """Who decided, and by whose authority: both names stand on the decision."""

    person_id: str
    principal_id: str | None = None
    delegation_id: str | None = None

    @classmethod
    def of(cls, authority: Authority) -> Holder:
        """The holder of an authority."""
        return cls(
            person_id=authority.person_id, principal_id=authority.principal_id, delegation_id=authority.delegation_id
        )

    @property
    def people(self) -> frozenset[str]:
        """Everybody whose judgement or authority it is."""
        return frozenset({self.person_id, self.principal_id or self.person_id})


class Judgement(Frozen):
    """What a decider or a reviewer puts down for a party, on one version."""

    organisation_id: str
    digest: Sha256
    outcome: Outcome
    reasons_digests: tuple[Sha256, ...]
    overruling_digests: tuple[Sha256, ...] = ()
    conditions: tuple[Condition, ...] = ()
    valid_until: date | None = None
    review_on: date | None = None


class ReviewerView(Frozen):
    """One of two reviewers' judgement, hidden from the other until both are in."""

    holder: Holder
    judgement: Judgement
    at: datetime


class Decision(Frozen):
    """A party's decision. ``attested_by`` and ``file_digest`` stand where the party decided outside."""

    judgement: Judgement
    holders: tuple[Holder, ...] = ()
    attested_by: str | None = None
    file_digest: Sha256 | None = None
    key_id: str | None = None
    at: datetime


class SignedDecision(Frozen):
    """What a signed file says: a party's decision that another installation can read.

    ``key_id`` names the key that the ledger found the signature made with; empty where an earlier
    release took a file without one.
    """

    file_digest: Sha256
    case_digest: Sha256
    organisation_id: str
    outcome: Outcome
    decided_on: date
    terms: tuple[Term, ...] = ()
    valid_until: date | None = None
    review_on: date | None = None
    key_id: str | None = None
