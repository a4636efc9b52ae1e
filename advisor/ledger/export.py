"""The events as lines of JSON, for a system that watches logs. There are no names and no texts in them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from advisor.ledger import chain
from advisor.ledger.store import Store


def lines(store: Store, *, after: int = 0) -> Iterator[str]:
    """One line for each row of the chain after the given one, in order.

    Raises:
        StoreUnavailable: the ledger cannot be read.
    """
    with store.reading() as connection:
        for row in chain.rows(connection, after=after):
            body = json.loads(row.body)
            told = {
                "event": row.sequence, "case_id": row.case_id, "stream": row.stream, "version": row.version,
                "digest": row.digest, "previous": row.previous, "artefacts": list(row.artefacts), "body": body,
            }  # fmt: skip
            yield json.dumps(told, ensure_ascii=False, sort_keys=True)
