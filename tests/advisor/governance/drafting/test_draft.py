"""A draft serialises to the public contract."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from advisor.governance.drafting.draft import Document, Draft, RiskLine, Screening

CONTRACT = {
    "document", "template", "instrument", "instrument_why", "facts", "roles", "lawful_basis", "screening", "sections",
    "access", "benefit", "risks", "gaps", "contradictions", "corrections", "checklist",
}  # fmt: skip


def test_the_keys_of_the_contract_are_all_there() -> None:
    draft = Draft(document=Document.DPIA, template="ico", screening=Screening(required=False))
    assert set(draft.model_dump(mode="json")) >= CONTRACT


def test_a_likelihood_outside_the_scale_is_refused() -> None:
    with pytest.raises(ValidationError):
        RiskLine(
            id="exclusion", harm="h", who="w", source="s", likelihood=6, severity=1, residual_likelihood=1,
            residual_severity=1, owner="o", why="y",
        )  # fmt: skip
