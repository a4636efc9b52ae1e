"""Each trap of the law that a proposal can fall into is corrected and cited; what denies or reports it is not."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml

from advisor.governance.drafting.corrections import correct
from advisor.governance.drafting.draft import Correction
from advisor.governance.drafting.facts import understand
from corpus.drafting_rules import DraftingRules

_TRAPS = yaml.safe_load(
    files("evaluations").joinpath("datasets", "drafting", "paragraphs_claims.yaml").read_text("utf-8")
)["claims"]


def _corrections_of(trap: dict[str, Any], said: str, rules: DraftingRules) -> list[Correction]:
    found = correct(understand(f"{trap['beside']} {said}", rules), rules)
    return [one for one in found if said in one.claim_in_proposal or one.claim_in_proposal in said]


@pytest.mark.parametrize("trap", _TRAPS, ids=lambda trap: trap["trap"])
def test_a_claim_that_is_wrong_in_law_is_corrected_in_any_wording(rules: DraftingRules, trap: dict[str, Any]) -> None:
    missed = [
        said
        for said in trap["wrong"]
        if not any(
            wanted in cited
            for one in _corrections_of(trap, said, rules)
            for cited in one.citations
            for wanted in trap["cite"]
        )
    ]
    assert missed == []


@pytest.mark.parametrize("trap", _TRAPS, ids=lambda trap: trap["trap"])
def test_a_mention_that_denies_or_reports_is_no_claim(rules: DraftingRules, trap: dict[str, Any]) -> None:
    assert {said: found for said in trap["fine"] if (found := _corrections_of(trap, said, rules))} == {}
