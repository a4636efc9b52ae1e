"""What sort of body a name stands for; decides which bases are open to it.

Where a name can be that of a public authority, it is not taken for a charity or firm: those alone are offered
legitimate interests.
"""

from __future__ import annotations

import re
from enum import StrEnum

FIRM = (
    r"(?:Ltd|Limited|plc|PLC|Inc\.?|LLP|CIC|GmbH|B\.?V\.?|LLC|Corp\.?|AG|Oy|AB|Pty|S\.?A\.?|SAS|Technologies|Systems"
    r"|Software|Analytics|Solutions|Labs|Diagnostics|Consulting|Biometrics|Informatics|Robotics|Networks|Telecom"
    r"|Instruments|Sensing|Imaging|Genomics|Telehealth)"
)
"""How the name of a firm ends."""


class PartyKind(StrEnum):
    """What sort of body a party is; decides which bases it may have."""

    COUNCIL = "council"
    HEALTH = "health"
    POLICE = "police"
    DEPARTMENT = "department"
    UNIVERSITY = "university"
    SCHOOL = "school"
    PUBLIC = "other public body"
    CHARITY = "charity"
    FIRM = "firm"
    OTHER = "other"


_SAID_PUBLIC = (
    r"\b(?:public (?:body|authority|landlord|corporation|sector)|statutory|arm.s.length|executive agency|"
    r"(?:owned|run|maintained) by the (?:council|board|state|government|department)|council.owned"
    r"|part of the (?:council|NHS)|non.departmental|(?:sponsored|established|set up) by (?:the government|an? act"
    r"|ministers|royal charter|parliament))"
)
_CHARITY_BY_NAME = re.compile(
    r"(?:\bCharity|\bCharities(?: Together)?|Hospices?|Police Federation|Federation of [\w ]+|\bUnion|Benevolent \w+"
    r"|League of Friends|Citizens Advice(?: [\w ]+)?|Refugee Council|Women['’]s Aid|(?:Rape|Domestic) \w+ Centre"
    r"|Council (?:of|for) (?:Churches|Mosques|Faiths|Voluntary [\w ]+)|Voluntary (?:Action|Services?)(?: [\w ]+)?"
    r"|Volunteer \w+|(?:Parents?|Parents['’])(?: and|-|) ?Teachers?['’]? Association|Alumni \w+|Survivors(?: \w+)?"
    r"|Reform Trust|Church|Mosque|Synagogue|Samaritans|Food ?[Bb]ank|Pantry|Larder|Rape Crisis(?: [\w ]+)?|Scouts"
    r"|Society|Shelter|Mission|Project|\bAid|Helpline|Fostering|Almshouses?|Appeal|Bureau"
    r"|(?:Money|Debt|Legal|Law) (?:Advice|Centre)(?: \w+)?"
    r"|Advice Centre|Community Trust|CIO)$|^Friends of |^(?:Age|Mind|Shelter) [A-Z]"
)
"""Heads of names of charities, clubs and unions; "Charity Commission" has another head."""
_BUILDING_SOCIETY = re.compile(r"Building Society$|Credit Union$")
_TRADES = re.compile(
    r"(?:Cleaning|Security|Recruitment|Catering|Courier|Shredding|Storage|Payroll|Printing|Mailing|Removal|Staffing"
    r"|Consultancy|Facilities|Software|Home Care|Funeral)(?: \w+)? Services?$|^(?:[A-Z]\w+ (?:&|and) )[A-Z]\w+"
    r" Partnership$"
)
_PERHAPS_PUBLIC = re.compile(
    r"\b(?:Homes|Housing|Water|Railways?|Rail|Airports?|Ferries|Buses|Trams?|Transport|Ports?|Harbours?|Canals?"
    r"|Leisure|Regeneration|Lottery|Highways|Scotland|Wales|England|Britain|Northern Ireland|Cymru|London|National"
    r"|Public|Royal|Crown|Municipal|Shared (?:Business )?Services)\b"
)
_COMPANY = re.compile(r" (?:Ltd|Limited|plc|PLC|CIC|LLP)\.?$")
_BY_NAME = (
    # Companies by name that carry out functions of public administration.
    (PartyKind.PUBLIC, r"(?:Registration|Returning) Officer|Crime Commissioner|^Procurator Fiscal"),
    (PartyKind.PUBLIC, r"\b(?:Student Loans|Network Rail|Post Office|Caledonian MacBrayne|Scottish Water|CalMac)\b"),
    (
        PartyKind.FIRM,
        rf"{FIRM}$|Solicitors|Estates$|Associates|Company$|Pharmacy$|Chemists?$|Opticians?$|\(Pty\)",
    ),
    (
        PartyKind.POLICE,
        (
            r"Police|Heddlu|Constabulary|Probation|Prosecut|Prison|Crime Agency|Border Force|Crown Office|Youth Justice"
            r"|(?:Frontier|Border|Customs) (?:Guard|Agency)"
        ),
    ),
    (
        PartyKind.HEALTH,
        (
            r"NHS|Bwrdd Iechyd|Health|Hospital|Infirmary|Integrated Care|Ambulance|Medical|Surgery|Practice$"
            r"|(?:Social Care|Foundation|Partnership|Care|University) Trust"
        ),
    ),
    (
        PartyKind.DEPARTMENT,
        r"^Department|^Ministry|Ministers|^Office (?:for|of)|^(?:Home|Foreign|Cabinet) Office|Government$|Treasury$",
    ),
    (PartyKind.SCHOOL, r"Academ|School|(?:Learning|Education\w*|Diocesan) Trust|Ysgol|Nursery$"),
    (PartyKind.UNIVERSITY, r"Universi|College|Coleg|Prifysgol|Conservatoire|^Institut[oe] |^Istituto "),
    (PartyKind.COUNCIL, r"Council|Borough of|City of|Cyngor|Corporation of"),
    (
        PartyKind.PUBLIC,
        (
            r"\bFire\b|Agency|Authority|Registry|Commission|Executive|Services?$|Archive|Library|Leisure|Office"
            r"|Inspectorate|Partnership|Museum|Registrar|\bBoard\b|Tribunals?\b|\bCourts?\b|Ombudsman|Regulator"
            r"|Assembly|Parliament|Senedd|Corporation|Panel|Adjudicator|Directorate|Coastguard|Constable|Sheriff"
            r"|Coroner|Lieutenancy|Statistics|Ordnance|Mint$|Gallery|Highways|Treasury|Parole|\bHM\b|\bHis Majesty"
        ),
    ),
)


def kind_of(name: str, text: str) -> PartyKind:
    """What sort of body a name says that it is, and the text beside it."""
    near = re.escape(name)
    if re.search(rf"{near}[^.;]{{0,50}}{_SAID_PUBLIC}", text, re.IGNORECASE):
        return _public(name)
    if _BUILDING_SOCIETY.search(name):
        return PartyKind.FIRM
    if _CHARITY_BY_NAME.search(name):
        return PartyKind.CHARITY
    if _TRADES.search(name):
        return PartyKind.OTHER
    if _COMPANY.search(name) and (known := _public_company(name)):
        return known
    for kind, words in _BY_NAME:
        if re.search(words, name):
            return kind
    return PartyKind.CHARITY if _told_a_charity(near, text) else PartyKind.OTHER


def smallest_council(name: str) -> bool:
    """Whether a body is a council of a parish or community, which is no public authority in data protection law.

    Source: DPA 2018 section 7(3).
    """
    return _SMALLEST_COUNCIL.search(name) is not None


_SMALLEST_COUNCIL = re.compile(r"(?:Parish|Community) (?:Council|Meeting)$|^Cyngor Cymuned")


def perhaps_public(name: str) -> bool:
    """Whether a name may be that of a public authority, though it need not."""
    return _PERHAPS_PUBLIC.search(name) is not None


def _public(name: str) -> PartyKind:
    """The sort of a body that is said to be public."""
    private = (PartyKind.FIRM, PartyKind.CHARITY)
    return next((kind for kind, words in _BY_NAME if kind not in private and re.search(words, name)), PartyKind.PUBLIC)


def _public_company(name: str) -> PartyKind | None:
    """The sort of a company whose name is that of a public body too: an academy trust, a firm of the health service."""
    bare = _COMPANY.sub("", name)
    if re.search(r"\bNHS\b", bare):
        return PartyKind.HEALTH
    if re.search(r"(?:Academy|Academies|Schools?|Learning|Education) Trust$|(?:School|College|University)$", bare):
        return next(kind for kind, words in _BY_NAME if re.search(words, bare) and kind is not PartyKind.FIRM)
    return PartyKind.OTHER if perhaps_public(bare) or re.search(r"\bCouncil\b|\bBorough\b", bare) else None


_SAID_CHARITY = r"(?:charit(?:y|able)|voluntary (?:group|organisation|body|sector)|refuge\b|helpline|not.for.profit"
_NO_OTHER = r"(?:(?!of\b|to\b|for\b|with\b|and\b|by\b)[\w-]+ )"


def _told_a_charity(near: str, text: str) -> bool:
    """Whether the words beside a name call that body, and no other, a charity."""
    called = r"(?:,| \(|:|,? (?:which|who))? ?(?:is|are|runs?|a|an|the|our|private|registered)\b"
    after = rf"{near}{called} ?{_NO_OTHER}{{0,5}}{_SAID_CHARITY}"
    before = rf"\b(?:charity|refuge|helpline|voluntary (?:group|organisation))(?: called| named|,|:| is)? {near}"
    own = rf"{near}(?:['’]s?)? (?:volunteers?|(?:is|are) volunteers)\b"
    return any(
        re.search(words, text, re.IGNORECASE) for words in (rf"{after}|volunteer|community interest)", before, own)
    )
