"""The table of permissions, the checks that read it, and the page that is written from it."""

from __future__ import annotations

import pytest

from advisor.approval import command as ask
from advisor.approval import permitted
from advisor.approval.actor import DECIDING, Role
from advisor.approval.casefile import Status
from advisor.approval.command import CommandKind as Do
from advisor.approval.handling import HANDLERS, can_do
from advisor.approval.proposal import CaseKind
from advisor.approval.refusal import Refusal
from docs import generate
from tests.advisor.approval import world
from tests.advisor.approval.world import PEOPLE, SCRIPT, A, Life

CELLS = [(status, role) for status in Status for role in Role]


def cell(status: Status, role: Role) -> frozenset[Do]:
    return permitted.TABLE[status].get(role, frozenset())


@pytest.mark.parametrize(("status", "role"), CELLS)
def test_only_roles_that_decide_may_decide(status: Status, role: Role) -> None:
    deciding = {Do.APPROVE, Do.REJECT, Do.RETURN, Do.RESUME, Do.MEET_CONDITION, Do.REVOKE, Do.SUPERSEDE}
    if role not in DECIDING:
        assert not deciding & cell(status, role)
    if role is Role.MACHINE:
        assert cell(status, role) <= {Do.ATTACH}
    if role in {Role.AUDITOR, Role.ADMINISTRATOR}:
        assert not cell(status, role)


def test_every_status_has_its_row_every_command_a_place_and_a_handler() -> None:
    assert set(permitted.TABLE) == set(Status)
    placed = {command for row in permitted.TABLE.values() for commands in row.values() for command in commands}
    assert placed == set(HANDLERS) == set(Do) - {Do.OPEN}
    assert set(permitted.KINDS) == set(Do)


def test_what_a_page_offers_is_what_the_table_and_the_rules_let_through() -> None:
    life = Life().advised()
    offered = permitted.offered(life.held, PEOPLE["a-decider"], A, life.register, life.now)
    assert set(offered) == {Do.ATTACH, Do.RETURN, Do.APPROVE, Do.REJECT, Do.BEGIN_REVIEW}
    assert permitted.offered(life.held, SCRIPT, A, life.register, life.now) == (Do.ATTACH,)
    assert Do.APPROVE not in permitted.offered(life.held, PEOPLE["a-author"], A, life.register, life.now)


@pytest.mark.parametrize("who", ["a-decider", "a-author", "a-dpo", "a-auditor"])
def test_can_and_handle_say_the_same(who: str) -> None:
    life = Life().advised()
    for kind in (ask.Approve, ask.Reject, ask.Return, ask.Withdraw, ask.Attach):
        command = kind(**life.filled(kind))
        could = can_do(command, life.case, PEOPLE[who], life.register, life.now, world.LIMITS)
        copy = Life().advised()
        assert could is not isinstance(copy.send(who, command), Refusal)


def test_an_expired_case_is_offered_for_renewal_only() -> None:
    life = Life().approved()
    offered = permitted.offered(life.held, PEOPLE["a-author"], A, life.register, world.JUNE)
    assert offered == (Do.RENEW,)


def test_a_question_offers_nothing_that_decides() -> None:
    life = Life().submitted(world.proposal(CaseKind.QUESTION), author="a-clerk")
    offered = permitted.offered(life.held, PEOPLE["a-decider"], A, life.register, life.now)
    assert not {Do.APPROVE, Do.REJECT, Do.RETURN} & set(offered)


def test_the_page_is_written_from_the_table(root) -> None:
    page = dict(generate.pages())["permissions.md"]
    assert (root / "docs" / "reference" / "permissions.md").read_text("utf-8") == page
    for status, row in permitted.TABLE.items():
        assert f"## {status.value.capitalize()}" in page
        for role, commands in row.items():
            for command in commands:
                section = page.split(f"## {status.value.capitalize()}\n")[1].split("\n## ")[0]
                line = next(one for one in section.splitlines() if one.startswith(f"| {role.value} |"))
                assert command.value in line


def test_the_page_changes_with_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    before = dict(generate.pages())["permissions.md"]
    row = permitted.TABLE[Status.REJECTED] | {Role.AUTHOR: frozenset({Do.REVISE})}
    monkeypatch.setitem(permitted.TABLE, Status.REJECTED, row)
    assert dict(generate.pages())["permissions.md"] != before
