"""No public authority is offered legitimate interests; charities and firms are not taken for one."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.facts import understand
from advisor.governance.drafting.kinds_of_body import PartyKind, kind_of
from advisor.governance.drafting.lawful_basis import lawful_basis
from corpus.drafting_rules import DraftingRules

AUTHORITIES = [
    "Merrowdale County Council", "Pellbank Town Council", "London Borough of Quarryfield",
    "Cyngor Sir Aberwen", "Comhairle nan Sgeirean", "City of Ormsdale Council", "Royal Borough of Withy",
    "Northfell Combined Authority", "Lowmere National Park Authority", "Ormsdale Transport Executive",
    "Aldermoor Drainage Board", "Strathpell Valuation Joint Board", "Pellshire Licensing Board",
    "Pell and Arlow Integration Joint Board", "Quarrydale Safeguarding Adults Board", "Withy Children's Panel",
    "NHS Strathay", "Lowmere Health Board", "Aldermoor Integrated Care Board",
    "Pellmouth Hospitals NHS Foundation Trust", "Marrow Vale Foundation Trust", "Ormsdale Ambulance Service",
    "Arlow Community Health Trust", "Pell Care Trust", "Northfell Health and Social Care Trust",
    "NHS Tarnside Supplies Limited", "Public Health Merrow", "Arlow Primary School", "Pennybrook Education Trust",
    "Brightmoor Academies Trust Limited", "Tarn Lane Academy", "Ysgol Bryn Aber",
    "St Withy's Church of England Primary School", "Oakmere Schools Federation", "Pellmouth Sixth Form College",
    "Coleg Aberwen", "University of Pellmouth", "Ormsdale Royal Conservatoire", "Pellshire Fire and Rescue Service",
    "Northfell Fire and Rescue Authority", "Brackwater Constabulary", "Police Service of Arlow", "Heddlu Aberwen",
    "Pell Police and Crime Commissioner", "Brackwater Probation Service", "Ormsdale Prison Service",
    "Northern Prosecution Service", "Arlow Sheriff Court", "Pellshire Coroner Service",
    "Merrow Courts and Tribunals Service", "Lands Tribunal for Merrow", "Merrow Parole Board",
    "Department for Coasts", "Ministry of Piers", "Office for Harbour Statistics", "Merrow Ministers",
    "Merrow Government", "Merrow Charity Commission", "Office of the Merrow Charity Regulator",
    "Water Industry Regulator", "Coastal Protection Agency", "Merrow Legal Aid Board", "Legal Aid Agency",
    "Merrow Housing Executive", "Merrow Information Commissioner", "Merrow Public Services Ombudsman",
    "Fisheries Inspectorate", "Merrow Land Registry", "National Records of Merrow",
    "Merrow Voluntary Sector Commission", "Historic Merrow", "Creative Scotland", "Sport Wales",
    "Merrow Enterprise Development Corporation", "Merrow National Library", "Merrow Student Loans Company",
    "Pellshire Homes Limited", "Merrow Airports Limited", "Merrow Ferries Ltd", "Pell Leisure Limited",
    "Merrow Community Justice Authority", "Merrow Lottery Commission",
]  # fmt: skip
PRIVATE = [
    "Pell Hospital Charity", "Harbour Hospice", "Friends of Pell Museum", "Northfell Police Federation",
    "Pell Citizens Advice", "Arlow Women's Aid", "Pellmouth Students' Union", "Withy Credit Union",
    "Merrow Building Society", "Lantern Housing Reform Trust", "Prison Reform Trust", "Merrow Refugee Council",
    "Merrow Council of Churches", "Arlow Council for Voluntary Service", "Tarn Volunteer Centre",
    "Pell Primary School Parent Teacher Association", "NHS Charities Together", "Merrow Lifeboat Society",
    "Shelter Merrow", "Age Merrow", "Police Survivors", "Fireside Aid", "Tidewell Systems Ltd", "Fleetmind Ltd",
    "Quickwell Software", "Smithson Solicitors", "Northgate Power Networks plc", "Sparkle Cleaning Services",
    "Keane and Marsh Partnership", "Lamb Recruitment Services", "Executive Cars Limited", "Academy Print Ltd",
    "Health Analytics Inc", "School Photography Ltd", "Merrow Debt Advice Centre", "Arlow Community Trust",
]  # fmt: skip
_PUBLIC_KINDS = frozenset(PartyKind) - {PartyKind.CHARITY, PartyKind.FIRM, PartyKind.OTHER}


@pytest.mark.parametrize("name", AUTHORITIES)
@pytest.mark.parametrize(
    "told",
    [
        "{0} wants to protect vulnerable children from crime. {0} relies on legitimate interests for 9,000 people.",
        "{0} and local charities work together for victims of domestic abuse, with volunteers. {0} funds the refuge.",
        "The platform is run by {0} for all. {0} may use the data to improve its product and train its model.",
    ],
)
def test_an_authority_is_never_offered_legitimate_interests(rules: DraftingRules, name: str, told: str) -> None:
    lines = lawful_basis(understand(told.format(name), rules))
    assert not {point for line in lines for point in line.article_6} & {"f", "ea"}


@pytest.mark.parametrize("name", PRIVATE)
def test_a_charity_or_firm_is_not_taken_for_an_authority(name: str) -> None:
    assert kind_of(name, f"{name} works with the council and the health board.") not in _PUBLIC_KINDS


def test_most_authorities_are_known_as_such_by_name() -> None:
    unknown = [name for name in AUTHORITIES if kind_of(name, name) not in _PUBLIC_KINDS]
    assert len(unknown) <= len(AUTHORITIES) // 8, unknown


def test_a_firm_that_is_said_to_be_public_is_public() -> None:
    assert kind_of("Tidewell Ltd", "Tidewell Ltd is owned by the council and runs the baths.") is PartyKind.PUBLIC


def test_a_funder_of_charities_is_no_charity() -> None:
    assert kind_of("Merrow Works", "Merrow Works gives money to charities.") is PartyKind.OTHER
    assert kind_of("Merrow Works", "Merrow Works is a small local charity.") is PartyKind.CHARITY
