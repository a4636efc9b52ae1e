"""People: the one place of names, apart from the events, and erasable."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from advisor.errors import LedgerError, NotHeld
from advisor.governance.person import ERASED, Person
from advisor.ledger.case_records import CaseRecords
from advisor.ledger.export import lines
from advisor.ledger.people import People
from advisor.ledger.store import Store
from advisor.ledger.verification import verify
from tests.advisor.ledger import lives
from tests.advisor.ledger.conftest import NOW

AILSA = Person(
    id="a-author", name="Ailsa Grant", email="ailsa@borset.example", issuer="https://id.example", subject="7"
)


def test_a_person_is_known_by_identifier_and_by_the_provider_s_subject(store: Store) -> None:
    people = People(store)
    people.know(AILSA, NOW)
    people.know(Person(id="b", name="Morag Bell"), NOW)
    people.know(Person(id="c"), NOW)
    assert people.person("a-author") == AILSA
    assert people.by_subject("https://id.example", "7") == AILSA
    assert people.by_subject("https://other.example", "7") is None
    assert people.person("nobody") is None
    assert [person.id for person in people.all()] == ["c", "a-author", "b"]
    assert people.names(["a-author", "c", "nobody"]) == {"a-author": "Ailsa Grant", "c": "c", "nobody": "nobody"}


def test_what_is_known_of_a_person_is_brought_up_to_date(store: Store) -> None:
    people = People(store)
    people.know(AILSA, NOW)
    people.know(AILSA.model_copy(update={"name": "Ailsa Grant-Bell"}), NOW)
    assert people.names(["a-author"]) == {"a-author": "Ailsa Grant-Bell"}
    assert len(people.all()) == 1


def test_two_people_are_never_known_by_one_subject(store: Store) -> None:
    people = People(store)
    people.know(AILSA, NOW)
    with pytest.raises(LedgerError):
        people.know(AILSA.model_copy(update={"id": "somebody else"}), NOW)
    assert [person.id for person in people.all()] == ["a-author"]


def test_an_erased_person_leaves_the_chain_whole_and_no_name_behind(store: Store) -> None:
    people = People(store)
    people.know(AILSA, NOW)
    life = lives.approved(CaseRecords(store))
    people.erase("a-author", NOW + timedelta(days=1), "a-admin")
    assert people.names(["a-author"]) == {"a-author": ERASED}
    assert people.person("a-author") == Person(id="a-author", name=ERASED)
    assert people.by_subject("https://id.example", "7") is None
    assert people.all() == []
    assert CaseRecords(store).history("case") == tuple(life.events)
    last = json.loads(list(lines(store))[-1])["body"]
    assert (last["act"], last["actor_id"]) == ({"kind": "person erased", "person_id": "a-author"}, "a-admin")
    assert verify(store).ok
    with pytest.raises(NotHeld):
        people.erase("a-author", NOW)
    with pytest.raises(NotHeld):
        people.erase("nobody", NOW)
    with pytest.raises(LedgerError, match="erased"):
        people.know(AILSA, NOW)


def test_no_byte_of_an_erased_name_stays_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    store = Store(file, now=NOW)
    People(store).know(AILSA, NOW)
    People(store).erase("a-author", NOW)
    whole = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert b"Ailsa" not in whole
    assert b"borset.example" not in whole
    store.close()
