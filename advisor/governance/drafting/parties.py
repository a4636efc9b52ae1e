"""The bodies that a proposal names, what sort of body each is, and whether it decides or works for another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from advisor.governance.drafting.kinds_of_body import FIRM, PartyKind, kind_of, perhaps_public
from advisor.governance.drafting.sentences import Sentence
from advisor.governance.drafting.spelling import near_names
from advisor.governance.drafting.untyped_names import all_are_charities, untyped_names
from advisor.governance.drafting.whose_work import (
    acts_for_another,
    bidden_by_name,
    decides_itself,
    listed_as_a_party,
    provides_what_is_used,
)
from corpus.source import Frozen

_WORD = r"[A-ZÀ-Þ][\w’'-]*"
_JOINED = (
    rf"(?:{_WORD}|&|(?:of|and|for|upon|on)(?= [A-ZÀ-Þ])"
    r"(?! (?:NHS|University|Police Service|Department|Ministry)\b))"
)
_BODY = (
    r"(?:Council|Police|Constabulary|Health Board|Care Board|Care Trust|Foundation Trust|Hospitals? Trust|NHS Trust"
    r"|Academies Trust|Academy Trust|Schools Trust|Learning Trust|Trust|Board|University|Probation Service|Probation"
    r"|Fire (?:and|&) Rescue(?: Service)?|Ambulance Service|Fire Service|Prison Service|Service|Services|Academy"
    r"|Primary School|High School|Grammar School|School|College|Agency|Authority|Commission|Partnership|Ministry"
    r"|Housing Association|Housing Executive|Housing|Homes|Association|Solicitors|Foundation|Committee|Society|Hospice"
    r"|Infirmary|Hospitals?|Charity|House|Estates|Leisure|Registry|Institute|Executive|Archives?|Library|Centre"
    r"|Corporation|Office|Inspectorate|Observatory|Ministers|Government|Project|Shelter|Aid|Mission|Network|Alliance"
    r"|Federation|Consortium|Union|Bureau|Advice|Practice|Surgery|Museum|Group|Federation|Women’s Aid|Helpline|Forum"
    r"|Fund|Administration|Courts?|Tribunals?|Company|Co-operative|Trustees|Pharmacy|Chemists?|Opticians?|Nursery|Fostering|Line|Rescue"
    r"|Food ?[Bb]ank|Pantry|Larder|Kitchen|Club|Church(?! of\b)|Mosque|Synagogue|Volunteers|Ombudsman|Regulator)"
)
_LED_BY = (
    r"The|Our|This|These|All|Any|Also|Now|Once|While|After|Before|Under|Through|Via|Because|Both|Where"
    r"|Who|What|Why|How|Meanwhile|Currently|Today|Dr|Mr|Mrs|Ms|When|Since|As|At|In|From|For|And|But|To"
    r"|If|Each|Every|Both|With|By|Of|Re|Dear|Hi|Between|Then|That|Is|Does|Author|Head|Director|Chief"
    r"|Programme|Proposal|Background|Summary|Partners|Request|Sponsor|Council –|Ask|See|Tell|Only|Some"
    r"|Most|Neither|Either|Dear|So|Supplier|Suppliers|Processor|Contractor|Vendor|Company|Firm|School|Charity"
    r"|(?:Status|Part|Name|Standing|Member) of|Contact at|Owned by"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|Constable|Governor|Partner|Lead|Host|Organisation|Body|Here|There|Currently|Yet|Or|Not|Nor|Yes|No|Last|Next"
)
"""Words with a capital at the beginning of a sentence, which are no part of a name."""
_LEADING = re.compile(rf"^(?:{_LED_BY}) (?=\S)")
_FIRST = rf"(?!(?:{_LED_BY})\b ){_WORD}"
_NAMES = re.compile(
    rf"(?P<firm>\b{_FIRST}(?: (?:{_WORD}|&|and(?= [A-Z]))){{0,4}}? {FIRM}"
    r"(?: (?:Ltd|Limited|plc|Inc\.?|LLP|LLC|GmbH|CIC|CIO|BV)|(?: \(Pty\) Ltd))?)(?!\w)"
    r"|(?P<of>\b(?:University of(?: the)?|Police Service of|Department (?:for|of)|Ministry (?:of|for)"
    r"|Office (?:for|of)(?: the)?|College of|Borough of|City of|Diocese of|Isle of|Registrar of|Friends of"
    rf"|Institute (?:for|of)|Archives? of) {_WORD}"
    rf"(?: (?:{_WORD}|&|of(?= [A-Z])|and(?= [A-Z])(?! (?:{_WORD} ){{0,4}}{_BODY}\b)(?! NHS\b))){{0,3}})"
    rf"|(?P<board>\bNHS (?:{_WORD} ){{1,5}}?(?:Integrated Care Board|Health Board|Foundation Trust|Trust|Board)\b)"
    rf"|(?P<nhs>\bNHS {_WORD}(?: (?:{_WORD}|&)){{0,2}}(?: and {_WORD}\b(?! (?:{_WORD} ){{0,2}}{_BODY}))?)"
    r"|(?P<prison>\b(?:HM|His Majesty[’']s) (?:Prison|Young Offender Institution|Prison and Probation Service)"
    rf"(?: and Young Offender Institution)?(?: {_WORD}){{0,2}}|\bHM(?:P|YOI) {_WORD}(?: {_WORD})?)"
    r"|(?P<known>\bPolice Scotland\b|\b(?:Home|Foreign|Cabinet|Crown) Office\b|\bScottish Ministers\b"
    r"|\bHM Revenue and Customs\b|\bCrown Prosecution Service\b|\bSocial Security Scotland\b)"
    rf"|(?P<office>\b(?:(?:Acting )?Electoral Registration Officer|(?:Acting )?Returning Officer"
    rf"|Police(?:, Fire)? and Crime Commissioner|Procurator Fiscal|Traffic Commissioner|Registrar General"
    rf"|(?:Senior )?Coroner)(?: for (?:the )?{_WORD}(?: {_WORD}){{0,2}})?)"
    rf"|(?P<abroad>\b(?:Institut[oe]?|Istituto|Universi(?:dade?|t[éà]|tät|teit)|Fundaç?[ãc][oi][ó]?n?|Ministerio|Ministère)"
    rf" (?:d[aeo]s? )?{_WORD}(?: (?:{_WORD}|d[aeo]s?(?= [A-Z]))){{0,3}})"
    rf"|(?P<welsh>\b(?:Ysgol|Coleg|Prifysgol|Cyngor|Heddlu|Bwrdd Iechyd) {_WORD}(?: {_WORD}){{0,3}})"
    rf"|(?P<body>\b{_FIRST}(?: {_JOINED}){{0,6}}? {_BODY}\b(?! (?:{_BODY}\b|tax|care team))"
    rf"(?:(?<=Authority|Executive) for (?:the )?(?!Mr|Mrs|Ms|Miss|Dr|The){_WORD}(?: {_WORD})?)?"
    rf"(?:(?:(?<=Board)|(?<=Council)|(?<=Agency)|(?<=Registry)|(?<=Library)|(?<=Commission))"
    rf" of (?!The\b|State\b){_WORD})?)"
)
_SUPPLYING = re.compile(
    r"(?:[Ss]upplier(?: is| are| will be|,|:)?\*{0,2}:?|[Ss]upplied by|provided by|built by|made by|hosted by|run by"
    r"|bought from|developed by|maintained by|designed by|sold by|[Vv]endor(?: is|:)?|[Cc]ontractor(?: is|,|:)?"
    r"|[Pp]rocessor(?: is|,|:)?|(?:software|product|tool|platform|system|app|model|kit|company|firm|start-?up"
    r"|spin-?out|provider) (?:from|by)|(?:company|firm|start-?up|spin-?out) called|contract with|printed by|posted by"
    r"|scanned by|transcribed by|outsourced to|subcontracts? to|subcontractor,?)"
    rf" \*{{0,2}}(?P<name>{_WORD}(?: (?:{_WORD}|&)){{0,3}})"
)
_NOT_BODIES = re.compile(
    r"^(?:of |and |for |the |\d|Head of|Director of|(?:Adult|Children['’]s|Legal|Corporate|Community|Housing|Digital"
    r"|Shared|Customer|Emergency|Social)"
    r" Services?$|Town Centre|Data Centre|Contact Centre|Chair of|Chief|Deputy|(?:Town|Market|Civic|County|City"
    r"|Guild) (?:Hall|House)|"
    r"(?:Hub|Programme|Project|Steering|Partnership) Board|Data Protection|Information|Records|Public Health$|Legal"
    r"|NHS (?:Number|England Standard)|Children.s Services|"
    r"Adult Services|Digital Service|The Board|Programme Board|Tell|Social (?:Work|Care)|Housing Options|"
    r"(?:[\w'’&]+ ){0,2}(?:Parking|Scheme|People['’]s|Benefits|Revenues|Environmental|Regulatory"
    r"|Youth|Family|Early Years"
    r"|Student|Pupil|Education|Planning|Property|Estates?|Support|Business|Finance|Financial|Technology|Waste|Street"
    r"|Transport|Facilities|Patient|Nursing|Democratic|Registration|Electoral|Performance|Insight|Strategy|Licensing"
    r"|Highways|Cleansing|Bereavement|Catering|Welfare|Tenancy|Homelessness|Learning|Income|Debt|Advice"
    r"|Enforcement|Corporate|Care) Services?$|(?:Depute|Assistant|Chief) |(?:Innovation|Policy"
    r"|Climate|Health) (?:and|&) "
    r"(?:Estates|Housing|Leisure|Homes|Communities)$|"
    r"Contact Centre|Customer Service|Access to|Community Safety|Primary School|High School"
    r"|(?:Board|Trust|Council|House)\b)",
)


_POST = re.compile(r"\b(?:Head|Director|Chair|Manager|Deputy|Minister|Secretary) (?:of|for)\b")
_PERSONAL = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Friday)"
)


class Party(Frozen):
    """A body of a proposal. ``decides``: it has purposes of its own; ``processes``: it acts for another."""

    name: str
    kind: PartyKind
    start: int
    source_text: str
    decides: bool
    processes: bool = False
    named_in: tuple[str, ...] = ()


def parties(told: Sequence[Sentence]) -> tuple[Party, ...]:
    """The bodies named, in order; one that is named twice is given once, with every sentence that names it."""
    first: dict[str, tuple[int, Sentence]] = {}
    where: dict[str, list[str]] = {}
    for sentence in told:
        for name, start in named_bodies(sentence):
            first.setdefault(name, (start, sentence))
            where.setdefault(name, []).append(sentence.text)
    text = " ".join(one.text for one in told)
    untyped = dict(untyped_names(told, tuple(first)))
    for name, at in untyped.items():
        first[name] = (at.start + at.text.index(name), at)
        where[name] = [one.text for one in told if name in one.text]
    in_order = sorted(first, key=lambda name: first[name][0])
    kept = {
        name
        for place, name in enumerate(in_order)
        if not any(name != other and _within(name, other) for other in first)
        and not any(near_names(name, other) for other in in_order[:place])
    }
    follows = {one.text: then.text for one, then in pairwise(told) if one.line == then.line}
    deciding = {name for name in kept if any(_said_to_decide(name, one) for one in told)}
    found = [
        _party(name, *first[name], tuple(where[name]), text, follows, deciding=name in deciding or name in untyped)
        for name in first
        if name in kept
    ]
    return tuple(sorted(found, key=lambda one: one.start))


def _said_to_decide(name: str, one: Sentence) -> bool:
    """Whether a sentence says of a body that it decides, or names it as one of the parties."""
    among = name in one.text and (listed_as_a_party(one.label) or listed_as_a_party(one.heading))
    return among or decides_itself(name, one.text, one.label)


def named_bodies(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Names of bodies in a sentence and where they begin in the proposal."""
    for hit in _NAMES.finditer(sentence.text):
        name, begin = hit.group(), hit.start()
        while led := _LEADING.match(name):
            name, begin = name[led.end() :], begin + led.end()
        name = re.sub(r"['’]s$", "", name)
        if " " in name and not _NOT_BODIES.match(name) and not _POST.search(name):
            yield name, sentence.start + begin
    for hit in _SUPPLYING.finditer(sentence.text):
        name = re.sub(r"['’]s?$", "", hit["name"])
        if not _NOT_BODIES.match(name) and not _LEADING.match(f"{name} x") and not _PERSONAL.match(name):
            yield name, sentence.start + hit.start("name")


_FUNDS_OR_ADVISES = re.compile(
    r"Foundation$|Committee$|Society$|Solicitors$|Voice$|Commission$|Infirmary$|Estates$|Union$|Fund$|Forum$|Group$"
    r"|Inspectorate$|Federation$"
)
_LETS_HOMES = re.compile(r"(?:Housing(?: Association| Group| Trust)?|Homes)(?: Ltd| Limited| plc)?$")


_OWN_BUSINESS = re.compile(
    r"Solicitors|Estates$|Associates$|Chemist|Pharmac|Optician|Power\b|Energy\b|Water\b|\bGas\b"
    r"|Electricity|Insur|\bBank\b"
    r"|Building Society|Lettings|Heirs|Homes\b|Housing\b|\bCare (?:Ltd|Limited|plc|Group)|Nursing"
    r"|Fostering|Buses|Railway"
    r"|\bplc$|\bPLC$|Recruitment|Properties|Airport|Ferries|Retail|Stores"
)
"""Firms with customers and purposes of their own; one of another kind is taken to work for who pays it."""


def _within(name: str, other: str) -> bool:
    return name in other and not other.startswith(f"{name} and ")


_PAYS = re.compile(r"£|\bfund(?:s|ed|ing|er)?\b|\bgrant\b|\bpa(?:ys|id) (?:for|by)", re.IGNORECASE)


def _party(
    name: str,
    start: int,
    sentence: Sentence,
    named_in: tuple[str, ...],
    text: str,
    follows: Mapping[str, str],
    *,
    deciding: bool,
) -> Party:
    kind = kind_of(name, text)
    if kind is PartyKind.OTHER and all_are_charities(text):
        kind = PartyKind.CHARITY
    supplied = any(hit["name"].startswith(name) for said in named_in for hit in _SUPPLYING.finditer(said))
    if kind is PartyKind.OTHER and supplied and not perhaps_public(name):
        kind = PartyKind.FIRM
    firm = kind is PartyKind.FIRM
    own_work = _OWN_BUSINESS.search(name) is not None
    bidden = any(
        (start > 0 and acts_for_another(name, said, follows.get(said, ""))) or bidden_by_name(name, said)
        for said in named_in
    )
    provides = firm and any(provides_what_is_used(name, said) for said in named_in)
    serves = (firm and (provides or not own_work) and not (deciding and not bidden)) or (bidden and not firm)
    unknown = kind is PartyKind.OTHER and not deciding and not _LETS_HOMES.search(name) and not own_work
    funds = all(_PAYS.search(said) for said in named_in) and kind in (PartyKind.CHARITY, PartyKind.OTHER)
    trades = firm and own_work and not serves and not name.endswith(("Solicitors", "Estates", "Associates"))
    decides = (
        trades
        or (deciding and not serves)
        or not (firm or serves or unknown or funds or _FUNDS_OR_ADVISES.search(name))
    )
    return Party(
        name=name,
        kind=kind,
        start=start,
        source_text=sentence.text,
        decides=decides,
        processes=serves,
        named_in=named_in,
    )
