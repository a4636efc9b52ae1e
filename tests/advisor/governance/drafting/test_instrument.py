"""The relationship of the parties chooses the agreement."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.draft import Instrument
from advisor.governance.drafting.facts import Facts, understand
from advisor.governance.drafting.instrument import choose_instrument
from corpus.drafting_rules import DraftingRules


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("Pell Town Council and Arlow Housing Association send each other names every week.", Instrument.DATA_SHARING),
        ("Pell Town Council and NHS Pell decide it all together through one board.", Instrument.JOINT_CONTROLLERS),
        ("Pell Town Council has its files scanned by Tidewell Ltd, on our instructions.", Instrument.PROCESSOR),
        (
            "Pell Town Council, NHS Pell and Pell Fire Service want a protocol, with a schedule for each purpose.",
            Instrument.PROTOCOL,
        ),
        ("The Department for Coasts and the Ministry of Piers compare lists monthly.", Instrument.MEMORANDUM),
        ("Pell Town Council asks under the Digital Economy Act 2017, monthly.", Instrument.DIGITAL_ECONOMY_ACT),
        ("Request received by Pell Town Council: one file, sent only once.", Instrument.ONE_OFF),
    ],
)
def test_the_relationship_chooses(rules: DraftingRules, text: str, instrument: Instrument) -> None:
    choice = choose_instrument(understand(text, rules))
    assert choice.instrument is instrument
    assert choice.why
    assert choice.citations


def test_two_competent_authorities_take_a_law_enforcement_agreement(force: Facts) -> None:
    assert choose_instrument(force).instrument is Instrument.LAW_ENFORCEMENT
