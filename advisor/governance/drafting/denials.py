"""What a proposal says in one place and denies in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.facts import Facts
from corpus.source import Frozen


class _TwoWays(Frozen):
    field: str
    denied: str
    told: str


_TOLD_TWO_WAYS = (
    _TwoWays(
        field="hosting",
        denied=r"(?:never leaves?|stays? in|nothing (?:leaves|goes outside)|all (?:held )?in|only in"
        r"|(?:all|everything) is (?:held|kept|stored) in) the (?:UK|United Kingdom)"
        r"|no (?:overseas|transfers?)|nothing (?:goes )?(?:abroad|overseas)|no data (?:leaves?|goes? outside"
        r"|are sent outside)",
        told=r"^(?!.*\b(?:customers|head ?office|parent company|families|born|visitors"
        r"|offices in)\b).*(?:Mumbai|Bangalore|Manila"
        r"|Bucharest|Warsaw|Chennai|Hyderabad|Pune|Cape Town|Ireland|Dublin|Frankfurt|Germany|Virginia"
        r"|United States|\bUSA?\b|America|India\b|Philippines|Netherlands"
        r"|Amsterdam|Paris|France|Poland|Canada|Singapore|overseas|abroad|Israel|Romania|Portugal|Spain|Sweden)",
    ),
    _TwoWays(
        field="data_items",
        denied=r"\bno (?:names?|personal data|addresses|health (?:data|information)|photos?|images?|recordings?)\b"
        r"|without names",
        told=r"\b(?:names?,|full names?|name and|date of birth|home address|NHS number|CHI number"
        r"|National Insurance)",
    ),
    _TwoWays(
        field="retention",
        denied=r"nothing is (?:kept|stored|retained|saved)|not (?:kept|stored|retained)\b|no (?:copy|copies"
        r"|data) (?:is|are) kept"
        r"|deleted (?:at once|immediately|straight away|the same day)",
        told=r"\b(?:kept|stored|retained|held) for \w+ (?:years?|months?|weeks?|days?)",
    ),
    _TwoWays(
        field="recipients",
        denied=r"(?:not|never|nothing is|isn.t|won.t be) (?:be )?(?:shared|passed on|disclosed|sold)|no sharing"
        r"|nobody else (?:sees|gets)"
        r"|nobody outside|stays (?:in-house|with us|within)",
        told=r"\b(?:will |we )(?:send|pass|give|forward|hand)s? [^.;]{1,30} to (?:the )?(?:police|council"
        r"|school|insurer"
        r"|landlord|university|department|newspaper|press|company|employers?|banks?)\b|\b(?:sends?|shared? with"
        r"|passe[sd] (?:on )?to|copied to|goes to|gives?) (?:the |a |our )?(?:police"
        r"|council|school|supplier"
        r"|company|insurer|landlord|charity|university|department|newspaper|partner)",
    ),
    _TwoWays(
        field="opt_out",
        denied=r"voluntary|optional|free to (?:refuse|say no)|nobody (?:has to|is made to)|no obligation"
        r"|entirely up to",
        told=r"compulsory|mandatory|must (?:use|have|sign|take part|join)|no opt.?out|can.t (?:opt out|refuse)"
        r"|required to|everyone (?:has to|must)",
    ),
    _TwoWays(
        field="data_subjects",
        denied=r"adults only|no children|over (?:16|18)s? only|nobody under",
        told=r"under (?:16|18)|aged? 1[0-7]\b|children (?:are|will|who)|pupils",
    ),
    _TwoWays(
        field="access_control",
        denied=r"\bonly (?:the |our )?(?:[\w-]+ ){1,4}(?:can|may|will) (?:see|open|view|read|access)"
        r"|only (?:the )?(?:two|three|four|five|six|\d) (?:of us|people|staff|officers)|no one else (?:can|has)"
        r"|strictly limited",
        told=r"[Aa](?:ll|ny) (?:[\w-]+ ){1,6}(?:can|may) (?:see|open|view|read|access)\b|all (?:staff|officers"
        r"|teachers|users) (?:can|have|will)|everyone (?:can|has)|anyone in the"
        r"|shared (?:login|password|inbox)",
    ),
    _TwoWays(
        field="article_6",
        denied=r"(?:do not|don['’]t|never|need not|no need to) (?:ask|need|seek|rely|get)\b[^.]{0,30}\bconsent"
        r"|no consent (?:is )?(?:asked|needed|sought|required)|consent is(?: not|n['’]t) (?:asked|needed"
        r"|required|our|the)",
        told=r"(?:must|has to|have to|needs? to|will) (?:give|sign|get|ask|seek|obtain)\b[^.]{0,25}\bconsent"
        r"|rely on consent|[Cc]onsent is (?:our|the (?:lawful|legal)|asked|needed|required|sought)",
    ),
    _TwoWays(
        field="special_category",
        denied=r"\b(?:no|not any|never any) (?:special category|sensitive|health or other sensitive)\b",
        told=r"\b(?:records?|holds?|keeps?|collects?|stores?|includes?|asks? for)\b[^.]{0,60}\b(?:disabilit"
        r"|religio|ethnic"
        r"|diagnos|medication|medical|sexual orientation|health condition|trade union|fingerprint|faith\b)",
    ),
    _TwoWays(
        field="security_measures",
        denied=r"fully encrypted|always encrypted|encrypted (?:throughout|end to end|at all times)",
        told=r"unencrypted|not encrypted|plain (?:e-?mail|text)|no encryption|isn.t encrypted",
    ),
)


def said_and_denied(facts: Facts) -> Iterator[Contradiction]:
    """Something that the proposal says in one place and denies in another."""
    for one in _TOLD_TWO_WAYS:
        denied = next((s for s in facts.told if re.search(one.denied, s.text, re.IGNORECASE)), None)
        told = next((s for s in facts.told if s is not denied and re.search(one.told, s.text)), None)
        if denied and told:
            yield Contradiction(field=one.field, values=(denied.text, told.text))
