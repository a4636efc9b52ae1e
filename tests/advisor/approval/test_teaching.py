"""Only those who train open groups where people sign in; in local mode whoever is there does."""

from __future__ import annotations

import pytest

from advisor.approval.actor import Actor
from advisor.approval.authority import Register
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.teaching import check_may_open_group, may_open_group
from tests.advisor.approval.world import LOCAL, MODEL, MONDAY, PEOPLE, SIGNED_OUT, register

REGISTER = register()


@pytest.mark.parametrize("name", ["a-dpo", "b-dpo", "a-siro", "a-guardian", "a-admin"])
def test_those_who_train_open_groups(name: str) -> None:
    assert may_open_group(PEOPLE[name], REGISTER, MONDAY)


@pytest.mark.parametrize("name", ["b-author", "b-decider", "a-auditor", "a-clerk"])
def test_nobody_else_who_signs_in_opens_one(name: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check_may_open_group(PEOPLE[name], REGISTER, MONDAY)
    assert refusal.value.reason is Reason.NOT_PERMITTED


@pytest.mark.parametrize(("actor", "reason"), [(MODEL, Reason.MACHINE), (SIGNED_OUT, Reason.SIGNED_OUT)])
def test_machines_and_the_signed_out_open_none(actor: Actor, reason: Reason) -> None:
    with pytest.raises(Refusal) as refusal:
        check_may_open_group(actor, REGISTER, MONDAY)
    assert refusal.value.reason is reason


def test_where_nobody_signs_in_whoever_is_there_opens_one() -> None:
    assert may_open_group(LOCAL, Register(), MONDAY)
