"""Ledgers for the tests: the same tests run on SQLite and, where Debian's server is installed, on PostgreSQL."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url

from advisor.ledger.store import Store
from tests.advisor.ledger import postgresql_server

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server."""
    found = postgresql_server.programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed (Debian's package postgresql)")
    with postgresql_server.running(found) as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a ledger with nothing in it lies: a file, or the address of an empty database."""
    if request.param == "sqlite":
        return tmp_path / "ledger.sqlite"
    import pg8000.dbapi

    server = str(request.getfixturevalue("server"))
    name, url = f"ledger_{secrets.token_hex(4)}", make_url(server)
    with closing(pg8000.dbapi.connect(user=url.username, host=url.host, port=url.port, database="postgres")) as made:
        made.autocommit = True
        made.cursor().execute(f"CREATE DATABASE {name}")
    return server + name


@pytest.fixture
def store(place: Path | str) -> Iterator[Store]:
    """An open ledger with nothing in it."""
    opened = Store(place, now=NOW)
    yield opened
    opened.close()
