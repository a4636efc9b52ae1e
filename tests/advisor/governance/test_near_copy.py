"""Near copies: one weighty word exchanged in a sentence that is else repeated is found; honest rewording is not."""

from __future__ import annotations

import pytest

from advisor.governance.near_copy import weighty_differences

BREACH = (
    "A controller must report a personal data breach to the Information Commission (ICO) without undue delay and, "
    "where feasible, within 72 hours of becoming aware of it."
)
ROLES = "A body can be a controller for one activity and a processor for another."
MONTH = "Answer without undue delay and at the latest within one month of receiving the request, unless it is extended."
ONLY = "A school may share the record only if each parent agrees, and need not tell the council."


@pytest.mark.parametrize(
    ("statement", "before", "after"),
    [
        (BREACH, "must", "may"),
        (BREACH, "must", "must not"),
        (BREACH, "must", "should"),
        (BREACH, "A controller", "A processor"),
        (BREACH, "the Information Commission (ICO)", "the police"),
        (BREACH, "72 hours", "3 days"),
        (BREACH, "72 hours", "96 hours"),
        (BREACH, "72 hours", "72 days"),
        (BREACH, "without undue delay", "with undue delay"),
        (BREACH, " and, where feasible, within", " and within"),
        (BREACH, "within 72", "after 72"),
        (ROLES, "a controller for", "a processor for"),
        (MONTH, "one month", "three months"),
        (MONTH, "one month", "30 days"),
        (MONTH, ", unless it is extended", ""),
        (ONLY, "only if", "if"),
        (ONLY, "need not", "must"),
        (ONLY, "each parent", "a parent"),
        (ONLY, "may share", "may not share"),
    ],
)
def test_a_weighty_word_exchanged_or_dropped_is_found(statement: str, before: str, after: str) -> None:
    claim = statement.replace(before, after)
    assert claim != statement
    assert weighty_differences(claim, statement)


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        (BREACH, BREACH),
        (BREACH, BREACH.replace("must", "has to").replace("report", "notify")),
        (BREACH, BREACH.replace("the Information Commission (ICO)", "the ICO")),
        (MONTH, MONTH.replace("one month", "a month")),
        (MONTH, MONTH.replace("one month", "1 month").replace("unless", "except where")),
        (ONLY, ONLY.replace("need not", "does not have to").replace("each", "every")),
        (ONLY, "The council is not told, and nobody asks a school to."),
        (ROLES, "One organisation may hold both roles, for different activities."),
    ],
)
def test_honest_rewording_is_let_pass(statement: str, claim: str) -> None:
    assert weighty_differences(claim, statement) == ()
