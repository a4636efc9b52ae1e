"""Checkpoints: how far the chain had come at a moment, signed, and kept where nobody who keeps the ledger can reach."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Literal

from pydantic import Field, ValidationError

from advisor.approval.proposal import Sha256
from advisor.errors import LedgerError
from advisor.ledger import chain
from advisor.ledger.signature import Signature, verifies
from advisor.ledger.store import Store
from corpus.source import Frozen


class Checkpoint(Frozen):
    """How many events there were at a moment, and the digest of the last."""

    schema_version: Literal[1] = 1
    events: int = Field(ge=0)
    head: Sha256
    at: datetime


class SignedCheckpoint(Frozen):
    """A checkpoint as it stands in its file."""

    checkpoint: Checkpoint
    signature: Signature


def checkpoint(store: Store, at: datetime) -> Checkpoint:
    """The checkpoint of a ledger as it stands."""
    with store.reading() as connection:
        events, head = chain.head(connection)
    return Checkpoint(events=events, head=head, at=at)


def read_checkpoint(data: bytes) -> SignedCheckpoint:
    """A checkpoint from its file.

    Raises:
        LedgerError: it is no checkpoint, or its signature is wrong.
    """
    try:
        signed = SignedCheckpoint.model_validate(json.loads(data))
    except (ValidationError, ValueError, RecursionError) as error:
        raise LedgerError("This is not a checkpoint.", "Give a file that `advisor ledger checkpoint` wrote.") from error
    if not verifies(chain.canonical(signed.checkpoint.model_dump(mode="json")), signed.signature):
        raise LedgerError(
            "The signature of the checkpoint is wrong, so it says nothing about the ledger.",
            "Give another copy; ask who could have changed this one.",
        )
    return signed
