"""Who is spoken of: controllers, processors, people, regulators and bodies, and which words may mean one of them."""

from __future__ import annotations

import re

from advisor.governance.grounding.expressions import table

ACTORS: dict[str, str] = table(
    {
        "controller": (
            "controller|controllers|data controller|data controllers|joint controller|joint controllers|"
            "organisation that decides|body that decides|whoever decides"
        ),
        "processor": (
            "processor|processors|data processor|data processors|firm that processes|company that processes|"
            "organisation that processes|supplier that processes|body that processes"
        ),
        "subprocessor": "subprocessor|subprocessors|sub-processor|sub-processors",
        "subject": (
            "data subject|data subjects|individual|individuals|person concerned|people concerned|person affected|"
            "people affected|the person|the people|affected people|affected individuals"
        ),
        "applicant": "applicant|applicants|requester|requesters|requestor|complainant|complainants|claimant|claimants",
        "person": "person|people|persons|someone|somebody|anyone|anybody|everyone|nobody|everybody|citizen|citizens",
        "regulator": (
            "information commissioner|information commission|ico|commissioner|commission|regulator|"
            "information commissioner's office|supervisory authority"
        ),
        "scottish commissioner": "scottish information commissioner",
        "biometrics commissioner": "biometrics commissioner|scottish biometrics commissioner",
        "officer": "data protection officer|data protection officers|dpo|dpos",
        "minister": "secretary of state|minister|ministers|scottish ministers|welsh ministers|government|treasury",
        "parliament": "parliament|house of commons|house of lords|members of parliament",
        "court": "court|courts|tribunal|tribunals|judge|judges|sheriff|high court|court of session|supreme court",
        "police": "police|constable|chief constable|police force|police forces|police officer|police officers|force",
        "competent authority": "competent authority|competent authorities",
        "prosecutor": "prosecutor|prosecutors|procurator fiscal|lord advocate|crown prosecution service",
        "parent": "parent|parents|guardian|guardians|mother|father|carer|carers",
        "child": "child|children|pupil|pupils|young person|young people|student|students|minor|minors",
        "patient": "patient|patients",
        "doctor": (
            "doctor|doctors|gp|gps|clinician|clinicians|health professional|health professionals|practitioner|nurse"
        ),
        "health body": "health board|health boards|hospital|hospitals|nhs board|nhs boards|practice|nhs trust|nhs",
        "employer": "employer|employers",
        "employee": (
            "employee|employees|staff|worker|workers|colleague|colleagues|member of staff|members of staff|manager"
        ),
        "school": (
            "school|schools|headteacher|head teacher|governing body|education authority|teacher|teachers|university"
        ),
        "council": "council|councils|local authority|local authorities",
        "councillor": "councillor|councillors|elected member|elected members|mp|mps|msp|msps",
        "authority": (
            "authority|authorities|public authority|public authorities|public body|public bodies|"
            "department|departments|"
            "scottish public authority|government department"
        ),
        "researcher": "researcher|researchers",
        "recipient": "recipient|recipients|receiver|receiving organisation|receiving body",
        "third party": "third party|third parties|outsider|outsiders|other people|another person|others",
        "supplier": "supplier|suppliers|contractor|contractors|vendor|vendors|provider|providers",
        "landlord": "landlord|landlords",
        "tenant": "tenant|tenants|resident|residents|occupier",
        "guardian": "caldicott guardian|caldicott guardians",
        "risk owner": "senior information risk owner|siro",
        "asset owner": "information asset owner|iao|information asset owners",
        "panel": "panel|panels|public benefit privacy panel|committee|ethics committee",
        "board": "board|boards|chief executive|senior management|directors|trustees",
        "keeper": "keeper|archivist|registrar",
        "auditor": "auditor|auditors|inspector|inspectors",
        "organisation": (
            "organisation|organisations|organization|body|bodies|you|we|institution|us|"
            "your organisation|our organisation"
        ),
        "agency": "agency|agencies",
        "company": (
            "company|companies|firm|firms|business|businesses|charity|charities|private body|private bodies|"
            "private company|private companies|voluntary body"
        ),
        "social worker": "social worker|social workers|practitioners",
        "representative": "representative|representatives|solicitor|solicitors|lawyer|lawyers|agent|attorney|executor",
    }
)

_MAY_BE: dict[str, str] = {
    "organisation": (
        "controller processor council authority school employer supplier recipient police "
        "health_body competent_authority "
        "employee landlord company agency third_party subprocessor board panel"
    ),
    "authority": "council police competent_authority school controller health_body minister agency",
    "company": "supplier processor subprocessor employer recipient landlord third_party controller",
    "controller": "council police competent_authority school employer health_body minister landlord",
    "person": (
        "subject applicant parent child patient employee tenant researcher councillor third_party recipient "
        "representative doctor"
    ),
    "subject": "applicant child patient employee tenant person",
    "child": "subject applicant",
    "police": "competent_authority",
    "employee": "social_worker doctor researcher officer",
    "recipient": "third_party",
    "supplier": "processor",
    "doctor": "health_body",
    "panel": "board",
    "applicant": "parent representative",
}


def _pairs() -> frozenset[tuple[str, str]]:
    found = set()
    for one, others in _MAY_BE.items():
        for other in others.split():
            found |= {(one, other.replace("_", " ")), (other.replace("_", " "), one)}
    return frozenset(found)


_ALIKE = _pairs()


NAMED = "named "
"""Begins the meaning of an actor known only by its name."""

AGENT = "agent "
"""Begins the meaning of an actor known only by what it does: the holder, the finder."""

_AGENTIVE = re.compile(r"[a-z]{2,}(?:[^aeiou]er|or|ee|ist|ary)s?")
_NO_AGENTS = frozenset(
    """after answer another border calendar chapter charter colour committee computer corner counter cover degree diary
    directory disorder doctor either employee encounter error ever factor favour fee filter floor folder former further
    guarantee harbour however inventory labour ladder later latter leaflet letter library manner matter mirror monitor
    motor necessary neither never number numbers offer order orders other others over paper papers parameter per power
    powers prior printer proper quarter quarters register registers remainder reminder river salary sector semester
    server shelter shoulder similar summary supper tender territory together transfer trigger under upper voluntary
    water weather whatever whether winter wonder dictionary boundary primary secondary temporary ordinary statutory
    monetary sanitary glossary military contrary elementary supplementary customary disciplinary preliminary
    extraordinary documentary minor major senior junior superior interior exterior door poor flyer banner layer
    summer dinner september october november december
    scanner camera freezer cupboard drawer newsletter disclaimer identifier container cylinder
    corridor elevator tractor vector anchor""".split()
)
_DETERMINERS = frozenset("the a an any each every no another this that whose one both its their your our such".split())


def is_agent(words: list[str], at: int) -> bool:
    """Whether a word names somebody by what they do, as its ending and the word before it show."""
    before = words[max(0, at - 2) : at]
    return (
        words[at] not in _NO_AGENTS
        and _AGENTIVE.fullmatch(words[at]) is not None
        and bool(before)
        and (before[-1] in _DETERMINERS or before[0] in _DETERMINERS)
    )


PLACES = frozenset(
    "scotland england wales ireland northern britain europe european scottish english welsh irish uk kingdom united "
    "london edinburgh cardiff belfast union".split()
)


def may_be_one(one: str, other: str) -> bool:
    """Whether two names can mean the same actor: any body may be the controller, but never the data subject.

    A name may stand for any body, but not for another name, the regulator or a data subject; likewise somebody known
    by what they do.
    """
    one, other = (f"{NAMED}{who.removeprefix(AGENT)}" if who.startswith(AGENT) else who for who in (one, other))
    if one.startswith(NAMED) or other.startswith(NAMED):
        known = other if one.startswith(NAMED) else one
        return one == other or (not known.startswith(NAMED) and known not in _NEVER_NAMED)
    return one == other or (one, other) in _ALIKE


_NEVER_NAMED = frozenset({"regulator", "subject", "officer", "court"})
