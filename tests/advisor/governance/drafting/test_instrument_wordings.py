"""Each of the eight agreements is chosen for three relationships told in other words."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.draft import Instrument
from advisor.governance.drafting.facts import understand
from advisor.governance.drafting.instrument import choose_instrument
from corpus.drafting_rules import DraftingRules
from retrieval.embedding import PackagedMiniLM
from retrieval.proposal_reading import ProposalReading

_TOLD = {
    Instrument.DATA_SHARING: [
        (
            "Merrowdale County Council would give Tarn Housing Association the names of tenants whose care is "
            "ending, each Monday, so that the association can plan repairs. Each body uses them under its own "
            "duties."
        ),
        (
            "Brightmoor Academies Trust wants the list of looked-after pupils from Pellbank Borough Council every "
            "term. The trust needs it for its own pastoral work and the council keeps its own register."
        ),
        (
            "NHS Strathay tells Pellshire Fire and Rescue Service monthly which homes have oxygen cylinders. The "
            "fire service plans visits; the health board goes on with care. Neither directs the other."
        ),
    ],
    Instrument.JOINT_CONTROLLERS: [
        (
            "Ormsdale City Council and NHS Ormsdale will run one falls register. Both chose what it holds, who "
            "may look and how long it stays, and only both together can change it."
        ),
        (
            "The University of Pellmouth and Lowmere Health Board designed the cohort side by side and own the "
            "plan jointly. A board on which they sit as equals settles every question about the data."
        ),
        (
            "Withy District Council, Arlow Borough Council and Pell Town Council operate one shared homelessness "
            "system. Its purposes and means are agreed by all three, and none of them could run it without the "
            "others."
        ),
    ],
    Instrument.PROCESSOR: [
        (
            "Lowmere Health Board sends appointment letters through Foldwell Ltd. Foldwell prints and posts what "
            "it is given, deletes the file next day and has no use for it of its own."
        ),
        (
            "Arlow Borough Council will have its planning microfiche scanned by Tidewell Ltd, to our "
            "specification. The firm returns everything and keeps no copy."
        ),
        (
            "Northfell County Council answers Withy District Council's emergency telephone at night, on Withy's "
            "instructions and by its script, and does nothing else with what callers say."
        ),
    ],
    Instrument.PROTOCOL: [
        (
            "Merrowdale County Council, NHS Merrowdale, Merrowdale Police and Tarn Housing Association want "
            "common rules for all their exchanges. Every flow will have its own annex, and new members may accede "
            "by letter."
        ),
        (
            "An overarching document for the community safety partnership: Pell Town Council, Pellshire Fire and "
            "Rescue Service, Brackwater Constabulary and NHS Pell. Specific agreements for each purpose come "
            "beneath it."
        ),
        (
            "Ormsdale City Council, the University of Ormsdale, NHS Ormsdale and Ormsdale Community Trust seek an "
            "umbrella for several purposes, with a short schedule each time two of them exchange data."
        ),
    ],
    Instrument.MEMORANDUM: [
        ("The Department for Coasts will send the Ministry of Piers the names of licence holders every quarter."),
        (
            "The Ministry of Forests and the Department of Rivers compare their grant files each April to find "
            "farms that are paid by both."
        ),
        (
            "The Home Office and the Department for Harbours exchange crew lists weekly. Each has its own "
            "statutory purpose."
        ),
    ],
    Instrument.DIGITAL_ECONOMY_ACT: [
        (
            "Pellbank Borough Council and the Department for Warmth match low-income households for rebates each "
            "autumn, under the public service delivery power in section 35 of the Digital Economy Act 2017."
        ),
        (
            "A pilot under the debt powers of the DEA 2017: Arlow Borough Council and HM Revenue and Customs "
            "share details of people who owe both, monthly."
        ),
        (
            "The review board has approved a fraud pilot under Part 5 of the Digital Economy Act. Withy District "
            "Council and the Department for Pensions take part."
        ),
    ],
    Instrument.LAW_ENFORCEMENT: [
        (
            "Brackwater Constabulary gives Brackwater Probation Service the arrests of people on licence each "
            "morning, so that offenders who break conditions are recalled."
        ),
        (
            "Northfell Police and the Merrow Prison Service exchange intelligence about organised crime weekly to "
            "detect offences inside prisons."
        ),
        (
            "Ormsdale Police will pass details of suspects to Brackwater Constabulary daily for the investigation "
            "of burglary across the border."
        ),
    ],
    Instrument.ONE_OFF: [
        (
            "Smithson Solicitors wrote to Pell Town Council on 3 May for the housing file of their client. We "
            "must decide whether to send it. There will be no further exchange."
        ),
        (
            "A detective of Brackwater Constabulary asks Arlow Borough Council for the footage of last Tuesday "
            "between 2 and 3 o'clock. It is a single request."
        ),
        (
            "The daughter of a patient who died has asked Lowmere Health Board for a copy of the notes. It "
            "concerns this one file."
        ),
    ],
}


@pytest.fixture(scope="module")
def reading() -> ProposalReading:
    """The model that ships."""
    return ProposalReading(PackagedMiniLM())


@pytest.mark.parametrize(("instrument", "text"), [(one, text) for one, texts in _TOLD.items() for text in texts])
def test_the_relationship_chooses_in_any_words(
    rules: DraftingRules, reading: ProposalReading, instrument: Instrument, text: str
) -> None:
    assert choose_instrument(understand(text, rules, reading)).instrument is instrument
