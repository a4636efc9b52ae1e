"""Precedents, packs, conditions and insight as the console shows them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from advisor.console import output
from advisor.governance.precedents.conditions import UsualCondition
from advisor.governance.precedents.insight import Insight
from advisor.governance.precedents.pack import INFORMS, NO_NEAR_CASE, NearPrecedent, PrecedentPack
from advisor.governance.words import date_in_words


def print_near(found: Sequence[NearPrecedent]) -> None:
    """Precedents one after the other, each with what to beware of first."""
    screen = output.screen()
    if not found:
        screen.print(NO_NEAR_CASE)
        return
    for one in found:
        screen.print(f"[bold]{escape(one.title)}[/] {escape(one.id)}")
        status = one.status.value.replace("_", " ")
        screen.print(f"{one.decision.in_words}, {date_in_words(one.decided_on)}, {status} ({one.score:.2f})")
        for warning in one.warnings:
            screen.print(f"  [yellow]Beware:[/] {escape(warning)}", soft_wrap=True)
        for same in one.alike:
            screen.print(f"  Alike: {escape(same)}", soft_wrap=True)
        for other in one.different:
            screen.print(f"  Different: {escape(other)}", soft_wrap=True)
        if one.reasons:
            screen.print(f"  Reasons: {escape(one.reasons)}", soft_wrap=True)
        for condition in one.conditions:
            screen.print(f"  Condition: {escape(condition)}", soft_wrap=True)
        screen.print()
    screen.print(INFORMS)


def print_pack(pack: PrecedentPack) -> None:
    """The pack: the precedents, then the conditions to consider."""
    print_near(pack.near)
    for one in pack.conditions:
        carried = ", ".join(one.precedent_ids)
        output.screen().print(f"To consider: {escape(one.text)} ({escape(carried)})", soft_wrap=True)


def print_conditions(found: Sequence[UsualCondition]) -> None:
    """Conditions with the cases that carried them."""
    table = Table("Condition", "Cases", "About")
    for one in found:
        table.add_row(escape(one.text), escape(", ".join(one.precedent_ids)), escape(", ".join(one.purposes)))
    output.screen().print(table)


def print_insight(found: Insight) -> None:
    """The tables of insight."""
    screen = output.screen()
    waiting = Table(
        "Kind", "Cases", "Median days", "Nine in ten within", "Longest", title="From submission to decision"
    )
    for one in found.waiting:
        waiting.add_row(one.kind, str(one.cases), f"{one.median:g}", str(one.slow), str(one.longest))
    screen.print(waiting)
    screen.print(f"{found.undecided} cases wait for a decision.")
    for back in found.returned:
        screen.print(f"Returned {back.times} times: {escape(back.reason)}")
    for again in found.recurring:
        screen.print(f"In {again.times} of {found.precedents} precedents: {escape(again.text)}")
    for ending in found.expiring:
        screen.print(f"{date_in_words(ending.valid_until)}: {escape(ending.title)} {escape(ending.id)} expires.")
