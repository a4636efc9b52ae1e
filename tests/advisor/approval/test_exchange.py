"""A decision made in one installation and attested in another."""

from __future__ import annotations

import pytest

from advisor.approval import command as ask
from advisor.approval import in_force
from advisor.approval.authority import Organisation
from advisor.approval.exchange import ExchangedDecision, can_exchange, check_exchangeable, received
from advisor.approval.proposal import CaseKind, text_digest
from advisor.approval.record import View
from advisor.approval.refusal import Reason, Refusal
from tests.advisor.approval import world
from tests.advisor.approval.world import PRECEDENT, A, B, Life

AGREEMENT = world.proposal(CaseKind.AGREEMENT)
TEXTS = {text_digest(PRECEDENT.text): PRECEDENT.text}


def elsewhere() -> Life:
    """The board's own installation, where the council is the party outside."""
    known = world.register()
    known = known.model_copy(
        update={
            "organisations": tuple(
                Organisation(id=A, name=one.name, outside=True, signing_keys=("council-key",)) if one.id == A else one
                for one in known.organisations
            ),
            "grants": (*known.grants, world.grant("b-second", B, world.Role.APPROVER)),
            "members": (*known.members, world.Member(person_id="b-second", organisation_id=B)),
        }
    )
    life = Life(world.register()).submitted(AGREEMENT)
    life.register = known
    return life


def ours() -> ExchangedDecision:
    life = Life().advised(AGREEMENT)
    life.does("a-decider", ask.Approve, terms=(PRECEDENT,))
    return check_exchangeable(life.held, A, TEXTS)


def test_a_decision_made_here_is_attested_there_with_its_conditions() -> None:
    sent = ExchangedDecision.model_validate_json(ours().model_dump_json())
    life = elsewhere()
    life.does("b-dpo", ask.Advise, B, view=View.SUPPORTS)
    file = received(sent, text_digest("the file"), "council-key")
    life.does(world.person("b-second"), ask.Attest, B, file=file)
    life.does("b-decider", ask.Approve, B)
    assert [one.text_digest for one in life.held.conditions] == list(TEXTS)
    assert not in_force.is_active(life.held, life.now)
    life.does("b-decider", ask.MeetCondition, B, condition_id=life.held.conditions[0].id)
    assert in_force.is_active(life.held, life.now)


def test_a_file_about_another_version_or_with_another_key_is_refused_there() -> None:
    life, who = elsewhere(), world.person("b-second")
    forged = received(ours(), text_digest("the file"), "a key of nobody")
    assert life.refused(who, ask.Attest, B, file=forged) is Reason.OUTSIDE_DECISION
    stale = received(ours(), text_digest("the file"), "council-key")
    changed = stale.model_copy(update={"case_digest": world.proposal(CaseKind.AGREEMENT, "second draft").digest})
    assert life.refused(who, ask.Attest, B, file=changed) is Reason.OTHER_DIGEST


@pytest.mark.parametrize("party", [B, "charity", "nobody"])
def test_a_party_that_has_not_decided_here_has_nothing_to_send(party: str) -> None:
    life = Life().advised(AGREEMENT)
    life.does("a-decider", ask.Approve)
    assert can_exchange(life.held, A, {})
    assert not can_exchange(life.held, party, {})


def test_what_was_attested_is_not_sent_on_as_our_own() -> None:
    life = Life().submitted(world.proposal(CaseKind.AGREEMENT, party_ids=(A, world.OUTSIDE)))
    life.does("a-siro", ask.Attest, file=life.file())
    assert not can_exchange(life.held, world.OUTSIDE, {})


def test_a_decision_whose_condition_was_erased_is_not_sent() -> None:
    life = Life().advised(AGREEMENT)
    life.does("a-decider", ask.Approve, terms=(PRECEDENT,))
    with pytest.raises(Refusal):
        check_exchangeable(life.held, A, {})


def test_both_names_are_sent_where_a_delegate_decided() -> None:
    life = Life(world.with_delegation(world.register(), world.lent())).advised(AGREEMENT)
    life.does("a-delegate", ask.Approve)
    assert check_exchangeable(life.held, A, {}).holder_ids == ("a-delegate", "a-decider")
