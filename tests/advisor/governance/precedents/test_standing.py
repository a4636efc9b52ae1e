"""Where precedents stand on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from advisor.governance.precedents.precedent import Decided, Precedent
from advisor.governance.precedents.replaced_law import replaced_by
from advisor.governance.precedents.standing import PrecedentStatus, Succession, status_on

DAY = date(2024, 6, 3)


def precedent(precedent_id: str = "p-1", **values: Any) -> Precedent:
    usual: dict[str, Any] = {
        "facts": "A council shares a list.",
        "decision": Decided.APPROVED,
        "decided_on": date(2024, 1, 1),
    }
    return Precedent(id=precedent_id, **{**usual, **values})


def status(one: Precedent, on: date, *others: Precedent) -> PrecedentStatus | None:
    return status_on(one, Succession([one, *others]), on)


def test_a_case_decided_later_is_not_there_yet() -> None:
    assert status(precedent(decided_on=DAY + timedelta(days=1)), DAY) is None
    assert status(precedent(decided_on=DAY), DAY) is PrecedentStatus.CURRENT


def test_the_last_day_of_validity_still_counts() -> None:
    assert status(precedent(valid_until=DAY), DAY) is PrecedentStatus.CURRENT
    assert status(precedent(valid_until=DAY - timedelta(days=1)), DAY) is PrecedentStatus.EXPIRED


def test_it_is_revoked_from_the_day_itself_and_that_comes_before_all_else() -> None:
    one = precedent(revoked_on=DAY, valid_until=DAY - timedelta(days=9), superseded_by="p-2")
    assert status(one, DAY, precedent("p-2", decided_on=date(2024, 2, 1))) is PrecedentStatus.REVOKED


def test_either_end_of_the_link_supersedes_from_the_successors_day() -> None:
    for one, successor in (
        (precedent(superseded_by="p-2"), precedent("p-2", decided_on=date(2024, 5, 1), effective_on=DAY)),
        (precedent(), precedent("p-2", decided_on=date(2024, 5, 1), effective_on=DAY, supersedes="p-1")),
    ):
        assert status(one, DAY - timedelta(days=1), successor) is PrecedentStatus.CURRENT
        assert status(one, DAY, successor) is PrecedentStatus.SUPERSEDED


def test_a_successor_that_is_not_held_leaves_nothing_current() -> None:
    assert status(precedent(superseded_by="elsewhere"), DAY) is PrecedentStatus.SUPERSEDED


def test_a_link_to_itself_means_nothing() -> None:
    assert status(precedent(superseded_by="p-1", supersedes="p-1"), DAY) is PrecedentStatus.CURRENT


def test_law_replaced_since_is_told_from_the_day_of_its_replacement() -> None:
    relied = "https://www.legislation.gov.uk/eur/2016/679/article"
    one = precedent(law_relied_on=(f"{relied}/22/3", f"{relied}/22A", f"{relied}/6"))
    assert replaced_by(one, date(2026, 2, 4)) == ()
    found = replaced_by(one, date(2026, 2, 5))
    assert [each.address for each in found] == [f"{relied}/22"]


days = st.dates(date(2023, 1, 1), date(2026, 12, 31))


@given(
    decided=days,
    effective=st.none() | days,
    until=st.none() | days,
    revoked=st.none() | days,
    successor=st.none() | st.tuples(days, st.none() | days, st.booleans()),
    on=days,
)
def test_nothing_that_has_ended_or_not_begun_is_ever_current(
    decided: date,
    effective: date | None,
    until: date | None,
    revoked: date | None,
    successor: tuple[date, date | None, bool] | None,
    on: date,
) -> None:
    forward = successor is not None and successor[2]
    one = precedent(
        decided_on=decided,
        effective_on=effective,
        valid_until=until,
        revoked_on=revoked,
        superseded_by="p-2" if forward else None,
    )
    others = []
    if successor is not None:
        supersedes = None if forward else "p-1"
        others = [precedent("p-2", decided_on=successor[0], effective_on=successor[1], supersedes=supersedes)]
    found = status(one, on, *others)
    assert (found is None) == (decided > on)
    if found is PrecedentStatus.CURRENT:
        assert until is None or until >= on
        assert revoked is None or revoked > on
        assert effective is None or effective <= on
        assert successor is None or (successor[1] or successor[0]) > on
