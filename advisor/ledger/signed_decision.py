"""The file that takes a party's decision from one installation to another: canonical JSON with its signature.

A file without a signature is refused: whoever changed one could take its signature off. A key is named only after the
signature was checked.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256

from pydantic import ValidationError

from advisor.approval.exchange import ExchangedDecision
from advisor.approval.refusal import Reason, Refusal
from advisor.ledger.chain import canonical
from advisor.ledger.signature import Signature, verifies
from corpus.source import Frozen

LARGEST_BYTES = 1_000_000


class _File(Frozen):
    decision: ExchangedDecision
    signature: Signature | None = None


def write(decision: ExchangedDecision, sign: Callable[[bytes], Signature]) -> bytes:
    """The signed file."""
    signature = sign(canonical(decision.model_dump(mode="json")))
    return canonical(_File(decision=decision, signature=signature).model_dump(mode="json"))


def read(data: bytes) -> tuple[ExchangedDecision, str, str]:
    """What a file says, the digest of its bytes, and the key that it is signed with.

    Raises:
        Refusal: it is no such file, it is not signed, or its signature is wrong.
    """
    if len(data) > LARGEST_BYTES:
        raise Refusal(Reason.OUTSIDE_DECISION, "This file is too large to be a decision.")
    try:
        file = _File.model_validate(json.loads(data))
    except (ValidationError, ValueError, RecursionError) as error:
        raise Refusal(
            Reason.OUTSIDE_DECISION,
            "This is not a file about a decision.",
            "Ask the other organisation to export its decision again.",
        ) from error
    if file.signature is None:
        raise Refusal(
            Reason.OUTSIDE_DECISION,
            "This file is not signed, so anybody could have written it.",
            "Ask the other organisation to export its decision again.",
        )
    if not verifies(canonical(file.decision.model_dump(mode="json")), file.signature):
        raise Refusal(
            Reason.OUTSIDE_DECISION,
            "The signature of this file is wrong: it was changed after it was signed, or never signed by that key.",
            "Ask the other organisation to send it again, and by another way.",
        )
    return file.decision, sha256(data).hexdigest(), file.signature.key_id
