"""Roles are told in many words: who works for whom, who works beneath whom, who gets data for work of its own."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.facts import understand
from advisor.governance.drafting.roles import roles
from corpus.drafting_rules import DraftingRules

_LEAD = "Withy Borough Council plans this. "


@pytest.mark.parametrize(
    ("text", "party", "role"),
    [
        ("Moor Family History Society types the volumes for us and keeps nothing.", "Moor Family History Society", 1),
        ("Quarry Images Service scans the pages to our specification.", "Quarry Images Service", 1),
        ("Letters are printed and posted by Foldwell Ltd.", "Foldwell Ltd", 1),
        ("Harbour IT Partnership runs the server for us under our instructions.", "Harbour IT Partnership", 1),
        ("The portal is hosted by Brightcloud Ltd on our behalf.", "Brightcloud Ltd", 1),
        ("The payroll bureau, Tally Ltd, works to our orders.", "Tally Ltd", 1),
        ("The app comes from Axle Software Ltd. Its host is Rackmoor Ltd, a subcontractor.", "Rackmoor Ltd", 2),
        ("Axle Software Ltd supplies it. Maintenance is by Sparkwell Ltd, which Axle engages.", "Sparkwell Ltd", 2),
        ("Axle Software Ltd supplies it. Axle in turn uses Voxmoor Inc to transcribe.", "Voxmoor Inc", 2),
        (
            "Lantern Line is a charity. It gets the names of callers and supports them as its own clients.",
            "Lantern Line",
            0,
        ),
        ("NHS Withy receives the list every week for its own visits.", "NHS Withy", 0),
        ("Withy Constabulary is sent the plates of stolen cars daily to trace thieves.", "Withy Constabulary", 0),
    ],
)
def test_a_role_is_read_in_any_words(rules: DraftingRules, text: str, party: str, role: int) -> None:
    found = {(one.party, one.role) for one in roles(understand(_LEAD + text, rules))}
    wanted = ("recipient", "processor", "sub-processor")[role]
    assert (party, wanted) in found
    assert (("Withy Borough Council", "controller") in found) or role == 0


def test_who_gets_data_for_work_of_its_own_decides(rules: DraftingRules) -> None:
    text = f"{_LEAD}Lantern Line is a charity. It gets the names of callers and supports them as its own clients."
    assert ("Lantern Line", "controller") in {(one.party, one.role) for one in roles(understand(text, rules))}
