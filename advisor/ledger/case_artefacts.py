"""Artefacts of cases: the drafts, texts and files that events name by digest. Erasing one leaves the chain whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from sqlalchemy import Connection, insert, select, update

from advisor.errors import NotHeld
from advisor.governance.artefact import Artefact
from advisor.ledger.case_tables import case_artefacts

PLAIN_TEXT = "text/plain; charset=utf-8"
LONGEST_NAME_CHARACTERS = 300


def put(connection: Connection, body: bytes, media_type: str, name: str = "") -> str:
    """Keep bytes under their digest. The first name stays; bytes that were erased are kept again."""
    digest = sha256(body).hexdigest()
    row = {"media_type": media_type, "name": name[:LONGEST_NAME_CHARACTERS], "body": body}
    table = case_artefacts
    known = connection.execute(select(table.c.body.is_(None)).where(table.c.digest == digest)).first()
    if known is None:
        connection.execute(insert(table).values(digest=digest, **row))
    elif known[0]:
        connection.execute(update(table).where(table.c.digest == digest).values(row))
    return digest


def put_texts(connection: Connection, texts: Mapping[str, str]) -> None:
    """Keep texts that people wrote.

    Raises:
        ValueError: a text does not have the digest under which it was given.
    """
    for digest, text in texts.items():
        if put(connection, text.encode(), PLAIN_TEXT) != digest:
            raise ValueError(f"the text given under {digest} has another digest")


def one(connection: Connection, digest: str) -> Artefact:
    """An artefact.

    Raises:
        NotHeld: it was never kept, or it was erased.
    """
    table = case_artefacts
    found = connection.execute(select(table).where(table.c.digest == digest)).mappings().first()
    if found is None:
        raise NotHeld("This file is not held in the ledger.", "Ask whoever brought it for a copy.")
    if found["body"] is None:
        raise NotHeld("This file was erased from the ledger.", "Its digest stays, so a copy can still be recognised.")
    return Artefact.model_validate({**found, "body": bytes(found["body"])})


def texts(connection: Connection, digests: Iterable[str]) -> dict[str, str]:
    """The texts that are held, by digest."""
    table = case_artefacts
    found = connection.execute(
        select(table.c.digest, table.c.body).where(table.c.digest.in_(set(digests)), table.c.body.is_not(None))
    )
    return {digest: bytes(body).decode("utf-8", "replace") for digest, body in found}


def erase(connection: Connection, digest: str) -> None:
    """Take the bytes and the name away.

    Raises:
        NotHeld: there is nothing to erase.
    """
    table = case_artefacts
    gone = connection.execute(
        update(table).where(table.c.digest == digest, table.c.body.is_not(None)).values(body=None, name="")
    )
    if gone.rowcount == 0:
        raise NotHeld("This file is not held in the ledger, so it cannot be erased.", "It may be erased already.")
