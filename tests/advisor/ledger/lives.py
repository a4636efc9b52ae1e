"""Cases of the small world of the approval rules, kept in a ledger the way a journey keeps them."""

from __future__ import annotations

from advisor.approval import command as ask
from advisor.approval.event import Event
from advisor.approval.exchange import ExchangedDecision, received
from advisor.approval.proposal import CaseKind
from advisor.approval.record import Outcome
from advisor.approval.refusal import Refusal
from advisor.ledger.case_records import CaseRecords
from advisor.ledger.signing import Signing
from tests.advisor.approval import world
from tests.advisor.approval.world import OUTSIDE, REVIEW_ON, VALID_UNTIL, A, Life


class KeptLife(Life):
    """A life whose every command is kept in a ledger, with the texts that were written."""

    def __init__(self, records: CaseRecords, case_id: str = "case", **values: object) -> None:
        super().__init__(case_id=case_id, **values)  # type: ignore[arg-type]
        self.records = records
        for draft in world.DRAFTS:
            records.put_artefact(draft.encode(), "text/plain; charset=utf-8", f"{draft}.txt")
        records.put_artefact(b"evidence", "text/plain; charset=utf-8")

    def base(self, organisation_id: str = A, **values: object) -> dict[str, object]:
        # Unlike in the small world, identifiers of commands are unique over all cases.
        return {**super().base(organisation_id, **values), "id": f"{self.case_id} command {len(self.events)}"}

    def send(self, actor: object, command: ask.Command) -> tuple[Event, ...] | Refusal:
        result = super().send(actor, command)  # type: ignore[arg-type]
        if not isinstance(result, Refusal):
            self.records.append(result, command.texts)
        return result


def approved(records: CaseRecords, case_id: str = "case", **facts: object) -> KeptLife:
    """A case that was approved with a condition and lived on."""
    life = KeptLife(records, case_id)
    life.approved(world.proposal(case_id=case_id, **facts), terms=(world.PRECEDENT, world.CONTINUING))
    return life


def with_outside_decision(records: CaseRecords, signing: Signing, case_id: str = "shared") -> KeptLife:
    """An agreement on which an outside party's signed decision was attested; the register has the party's key."""
    register = world.register(key=signing.key_id)
    life = KeptLife(records, case_id, known=register)
    life.submitted(world.proposal(CaseKind.AGREEMENT, case_id=case_id, party_ids=(A, OUTSIDE)))
    decision = ExchangedDecision(
        case_digest=life.digest, organisation_id=OUTSIDE, outcome=Outcome.APPROVED, decided_on=life.now.date(),
        terms=(world.CONTINUING,), valid_until=VALID_UNTIL, review_on=REVIEW_ON, holder_ids=("o-decider",),
    )  # fmt: skip
    data = signing.signed_decision(decision)
    read, file_digest, key_id = signing.read_signed_decision(data)
    assert records.put_artefact(data, "application/json", "decision.json") == file_digest
    life.does("a-decider", ask.Attest, file=received(read, file_digest, key_id))
    return life
