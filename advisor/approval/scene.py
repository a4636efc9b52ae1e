"""What a handler sees: the case, who acts, by which right, when, and under which limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from advisor.approval import separation
from advisor.approval.actor import Actor, Role
from advisor.approval.authority import Authority, Organisation, Register
from advisor.approval.casefile import Case
from advisor.approval.event import Body
from advisor.approval.limits import ApprovalLimits
from advisor.approval.refusal import Reason, Refusal


@dataclass(frozen=True)
class Scene:
    """One command's surroundings. ``other`` is the successor where a case is to be superseded."""

    case: Case
    actor: Actor
    organisation_id: str
    role: Role
    register: Register
    now: datetime
    limits: ApprovalLimits
    other: Case | None = None

    @property
    def body(self) -> Organisation:
        """The body for which the actor acts.

        Raises:
            Refusal: it is not in the register.
        """
        body = self.register.organisation(self.organisation_id)
        if body is None:
            raise Refusal(Reason.NOT_A_PARTY, "That organisation is not in the register.")
        return body

    def authority(self) -> Authority:
        """The right by which the actor decides for the body.

        Raises:
            Refusal: there is none that reaches the case and may be used on it.
        """
        return self.authorities()[0]

    def authorities(self) -> tuple[Authority, ...]:
        """Every such right, the actor's own first; never empty.

        Raises:
            Refusal: there is none.
        """
        return separation.check_authority(self.case, self.actor.id, self.organisation_id, self.register, self.now)


@dataclass(frozen=True)
class Happening:
    """What a handler wants recorded; ``authority`` stands where one was used, ``case_id`` where it is another case."""

    body: Body
    authority: Authority | None = None
    case_id: str | None = None
