"""What a proposal leaves out, and words that only look like a sign, set off nothing."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.facts import understand
from corpus.drafting_rules import DraftingRules

_LEAD = "Withy Borough Council plans this for residents. "


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ("Nobody is scored.", "scoring"),
        ("Convictions, which the file may hold, are neither opened nor mentioned.", "offence-data"),
        ("Photographs by drone are not taken.", "cameras"),
        ("The model notes of our association say so.", "ai"),
        ("She reads from her novel about the viaduct.", "innovative"),
        ("I inherited the awards from a colleague.", "genetic"),
        ("It takes those whose date falls within six months.", "weaker-position"),
        ("It gives each child a random study number.", "scoring"),
        ("Name, date of birth, rank and hours are sent.", "scoring"),
        ("A cardiac arrest is a matter of minutes.", "offence-data"),
        ("A camera at the gate was considered and rejected.", "cameras"),
    ],
)
def test_it_is_not_shown(rules: DraftingRules, said: str, sign: str) -> None:
    assert sign not in understand(_LEAD + said, rules).shown


def test_what_stands_under_not_taken_is_left_out(rules: DraftingRules) -> None:
    assert "health-data" not in understand(f"{_LEAD}\n\nNot taken: diagnosis, medical history", rules).shown
    assert "health-data" in understand(f"{_LEAD}\n\nTaken: diagnosis, medical history", rules).shown


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ("Each applicant gets a score from 1 to 10.", "scoring"),
        ("A trained model reads each letter.", "ai"),
        ("A reader looks at the iris of each man.", "biometric"),
        ("An inherited disease of the lung is studied.", "genetic"),
        ("Many of them had a fall last winter.", "weaker-position"),
        ("A film of the cab is kept and an operator hears what people say.", "audio"),
    ],
)
def test_it_is_shown(rules: DraftingRules, said: str, sign: str) -> None:
    assert sign in understand(_LEAD + said, rules).shown
