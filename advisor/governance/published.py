"""An answer as other programs read it: the JSON shape that the contracts promise, which only ever grows."""

from __future__ import annotations

from typing import Any

from advisor.governance.answer import Answer, Claim
from advisor.governance.citation import Citation


def published_answer(answer: Answer, row_id: object = None) -> dict[str, Any]:
    """The answer for ``--json``, batches and the API; ``row_id`` is copied from a batch's input row."""
    return {
        "id": row_id if row_id is not None else answer.id,
        "answer_id": answer.id,
        "question": answer.question,
        "jurisdiction": answer.jurisdiction.value,
        "outcome": answer.outcome.value,
        "premise_corrected": answer.premise_corrected,
        "answer": answer.text,
        "claims": [_claim(claim) for claim in answer.claims],
        "retrieved": [entry.model_dump(mode="json") for entry in answer.retrieved],
        "withheld": answer.withheld,
        "caveats": list(answer.caveats),
        "as_at": answer.as_at.isoformat(),
        "extent": list(answer.extent),
        "writer": answer.writer,
        "evidence_digest": answer.evidence_digest,
        "milliseconds": answer.milliseconds,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "support": claim.support,
        "part": claim.part.value,
        "citations": [_citation(citation) for citation in claim.citations],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return citation.model_dump(mode="json")
