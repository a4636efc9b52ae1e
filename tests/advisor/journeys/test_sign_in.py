"""A person who arrives is known by issuer and subject alone, and gains nothing by a name or an address."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from advisor.governance.claims import IdentityClaims
from advisor.governance.person import Person
from advisor.journeys.sign_in import SignIn
from advisor.ledger.people import People
from advisor.ledger.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ISSUER = "https://id.council.example"


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(Store(tmp_path / "ledger.sqlite", now=NOW))


@pytest.fixture
def arrivals(people: People) -> SignIn:
    numbers = count(1)
    return SignIn(lambda: people, now=lambda: NOW, new_id=lambda: f"person-{next(numbers)}")


def claims(subject: str, *, issuer: str = ISSUER, name: str = "", email: str = "") -> IdentityClaims:
    return IdentityClaims(
        issuer=issuer, subject=subject, audience=("us",), issued_at=NOW, expires_at=NOW + timedelta(hours=1), name=name,
        email=email,
    )  # fmt: skip


def test_somebody_new_is_recorded_and_is_the_same_person_the_next_time(arrivals: SignIn, people: People) -> None:
    first = arrivals.arrive(claims("s-1", name="Ailsa Grant (invented)"))
    again = arrivals.arrive(claims("s-1", name="Ailsa Grant (invented)"))
    assert first == again == people.person(first.id)
    assert first.id == "person-1"


def test_an_address_that_somebody_else_has_makes_nobody_that_person(arrivals: SignIn) -> None:
    ailsa = arrivals.arrive(claims("s-1", name="Ailsa", email="ailsa@council.example"))
    mallory = arrivals.arrive(claims("s-2", name="Ailsa", email="ailsa@council.example"))
    elsewhere = arrivals.arrive(claims("s-1", issuer="https://id.elsewhere.example", name="Ailsa"))
    assert len({ailsa.id, mallory.id, elsewhere.id}) == 3


def test_an_invented_person_is_never_taken_over_by_a_name(arrivals: SignIn, people: People) -> None:
    people.know(Person(id="invented", name="Ailsa Grant (invented)", email="ailsa@council.example"), NOW)
    arrived = arrivals.arrive(claims("s-1", name="Ailsa Grant (invented)", email="ailsa@council.example"))
    assert arrived.id != "invented"


def test_a_new_name_is_taken_over_and_a_missing_one_is_not(arrivals: SignIn, people: People) -> None:
    first = arrivals.arrive(claims("s-1", name="Ailsa Grant", email="ailsa@council.example"))
    arrivals.arrive(claims("s-1", name="Ailsa Bell"))
    arrivals.arrive(claims("s-1"))
    held = people.person(first.id)
    assert held is not None
    assert (held.name, held.email) == ("Ailsa Bell", "ailsa@council.example")


def test_a_person_who_was_erased_comes_back_as_somebody_new(arrivals: SignIn, people: People) -> None:
    first = arrivals.arrive(claims("s-1", name="Ailsa"))
    people.erase(first.id, NOW)
    again = arrivals.arrive(claims("s-1", name="Ailsa"))
    assert again.id != first.id


def test_many_pages_that_open_at_once_make_one_person(arrivals: SignIn, people: People) -> None:
    with ThreadPoolExecutor(8) as pool:
        arrived = list(pool.map(lambda _: arrivals.arrive(claims("s-1", name="Ailsa")), range(24)))
    assert len({one.id for one in arrived}) == 1
    assert len(people.all()) == 1


def test_a_local_person_can_act_as_invented_people_only(arrivals: SignIn, people: People) -> None:
    people.know(Person(id="b", name="Morag Bell (invented)"), NOW)
    people.know(Person(id="a", name="Ailsa Grant (invented)"), NOW)
    people.know(Person(id="local"), NOW)
    arrivals.arrive(claims("s-1", name="A real colleague"))
    assert [one.id for one in arrivals.invented_people()] == ["a", "b"]
    assert arrivals.invented_person("morag bell (INVENTED) ") == Person(id="b", name="Morag Bell (invented)")
    assert arrivals.invented_person("a") is not None
    assert arrivals.invented_person("A real colleague") is None
    assert arrivals.invented_person("") is None
