"""What a proposal denies: signs that its words or its meaning come near to, and of which it says the opposite."""

from __future__ import annotations

import re

from advisor.governance.drafting.sentences import Sentence

_DENIAL = re.compile(
    r"(?:\b(?:no|not|never|without|neither|nor|none|nothing|nobody|no one|isn.t|aren.t|doesn.t|don.t|won.t"
    r"|wasn.t|didn.t|instead of|ruled out|turned)\b[^.;:]{0,28}$)"
    r"|(?:\bno \w+(?:,? (?:and|or|nor|no) (?:no )?[\w -]{1,20}){0,4}$)",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^[^.;:]{0,50}?\b(?:is|are|was|were|will be|do|does|stays?|must|may|can)(?: not| never| neither|n['’]t)\b"
    r"(?: be| being)?(?: \w+ly)? (?:collected|held|kept|sent|shared|used|asked|recorded|needed|involved|wanted"
    r"|taken|passed|opened|included|stored|touched|looked|go(?:es)?|leave|move)\b"
    r"|^[^.;:]{0,60}?\b(?:looked at|considered|weighed|discussed|thought (?:of|about))\b[^.;:]{0,12}"
    r"\b(?:not|never|rejected|dropped|set aside|ruled out)\b",
    re.IGNORECASE,
)
_ANSWERED_NO = re.compile(r"^[^.;:?]{0,80}[:?]\W*(?:no|none|nobody|never|nothing|n/a|not applicable)\b", re.IGNORECASE)
"""A question of a form, and its answer."""
_LEFT_OUT = re.compile(
    r"^\W*(?:not\b(?! only)|never\b|no\b(?! later)|without\b|excluded|left out|out of scope"
    r"|(?:what|which|things?)(?: \w+){0,3} (?:not|never|n['’]t|stays? (?:out|behind|at home))\b)",
    re.IGNORECASE,
)
"""A label or heading over what a proposal leaves out."""
STANDS_DENIED = frozenset({
    "notice-not-given", "no-notice", "no-choice", "no-personal-data", "automated-outcome", "joint-decision", "one-off",
    "injunction-to-machine", "instructions-only", "physical-danger",
})  # fmt: skip
_PEOPLE = (
    r"(?:officers?|persons?|people|humans?|clerks?|nurses?|doctors?|clinicians?|caseworkers?|workers?|managers?|advisers?"
    r"|assessors?|panels?|committees?|teachers?|staff|one|body|man|woman|judges?|sheriffs?|colleagues?|analysts?|detectives?)"
)
_MACHINE = r"(?:machine|computer|software|system|program|tool|model|script|algorithm|bot|assistant|engine|automation)s?"
NOT_BY_A_MACHINE = re.compile(
    rf"\b(?:no|none of the|nothing|never|not)\b(?! (?:\w+ )?{_PEOPLE}\b)[^.;]{{0,50}}"
    rf"\b(?:decid\w+|decisions?|refus\w+|award\w*|approv\w+|outcomes?|changed"
    rf"|turned (?:down|away)|rejected|stopped|barred|lost|loses)\b[^.;]{{0,40}}\b(?:{_MACHINE}|automat\w+)\b"
    rf"|\b{_MACHINE} (?:do(?:es)? not|doesn['’]t|never|cannot|can['’]t|will not|won['’]t|may not|must not|has no)\b"
    r"[^.;]{0,25}\b(?:decid|decision|refus|award|approv|act\b|say|change|clos|stop|pay)"
    rf"|\b(?:refus|forbid|prevent|bar)\w* [^.;]{{0,40}}\bby (?:a|an|any|the) {_MACHINE}\b",
    re.IGNORECASE,
)
"""A decision that the proposal says is not a machine's."""
_BY_PEOPLE = re.compile(
    rf"(?<!\bno )(?<!without )(?<!before )(?<!\bnor )(?<!without a )(?<!without an )\b{_PEOPLE}"
    r" (?:who \w+ )?(?:always |still |then |also |must |has to |have to |will )*(?:decid|read|check|review|approv|sign"
    r"|open|choos|agree|writ|go(?:es)? through)\w*",
    re.IGNORECASE,
)
"""People who look before anything happens."""
_WHOLLY_DENIED = re.compile(
    r"^\W*(?:no|nothing|nobody|none|never|neither|without|there (?:is|are|will be|was) no"
    r"|(?:[\w’'-]+ ){1,4}?(?:do|does|is|are|was|were|will|has|have|can|may|shall)(?:n['’]t| not| never| no)\b)",
    re.IGNORECASE,
)
_OF_ONES_OWN = re.compile(
    r"\b(?:own|personal|individual|named|separate|unique) (?:user ?names?|accounts?|log-?ins?|passwords?|cards?)\b"
    r"|\b(?:accounts?|log-?ins?|passwords?) of (?:their|his|her|its) own\b",
    re.IGNORECASE,
)
_DENIED_AS_A_WHOLE = frozenset({
    "monitoring", "behaviour-tracking", "biometric", "genetic", "ai", "innovative", "scoring", "matching", "children",
    "cameras", "audio", "health-data", "special-data", "offence-data", "location-data", "online-service", "publication",
    "generated-text", "overseas", "home-monitoring", "patients", "marketing", "reuse", "supplier-own-use",
})  # fmt: skip
"""Signs of which a sentence that is one whole denial says the opposite, however near its meaning."""
_SPEAKS_OF = {
    name: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for name, words in {
        "automated-outcome": (
            rf"{_MACHINE}\b|automat|by itself|on its own|straight|instant|at once|within (?:seconds|minutes)|nobody"
            r"|minutes?\b|decides|unless|no.one|without|untouched|hands.?off|score|threshold|rules?\b|portal|app\b|AI\b"
        ),
        "online-service": (
            r"online|apps?\b|web|internet|digital|portals?|phones?\b|tablets?|laptops?|games?\b|chat|platforms?|sites?\b"
            r"|log(?:s|ging)? ?in|screens?|download|video|e-?learning|social media"
        ),
        "behaviour-tracking": (
            r"where|when|journeys?|trips?|taps?\b|swipes?|routes?|locat|movements?|moves|doors?|visits?"
            r"|pages?|clicks?|habits?|routines?|track|tags?\b|fobs?|GPS|steps|sleeps?|walks?|drives?|patterns?|behaviou?r|watch"
            r"|sensors?|devices?|phones?|how (?:often|long)"
        ),
        "scoring": (
            r"scor|rank|perhaps|chance|will (?:fall|fail|leave|miss|pay)|rat(?:es?|ed|ing)\b|grad|bands?\b|levels?\b"
            r"|predict|likel|colour|priorit|risk|flags?|points?\b|sort|numbers?\b|percent|red\b|amber|class|categor|group|urgen|worst"
            r"|first|order|tiers?\b|mark"
        ),
        "location-data": (
            r"where|locat|positions?\b|map|GPS|mov(?:e|es|ing|ement)|routes?|track|follow|whereabouts|travel|journey"
        ),
        "ai": (
            rf"{_MACHINE}\b|AI\b|learn|automat|recogn|neural|reads|predict|train|speech|voice|writes|turns|detect|sensors?"
            r"|cameras?|devices?|box(?:es)?\b|units?\b|apps?\b"
        ),
        "innovative": (
            rf"{_MACHINE}\b|AI\b|learn|automat|recogn|sensors?|devices?|cameras?|technolog|new\b|first|never|pilot|trial"
            r"|speech|voice|smart|digital|apps?\b|box(?:es)?\b|units?\b|tags?\b|badges?|mats?\b|reads|chips?\b"
        ),
        "marketing": (
            r"market|advert|promot|newsletter|offers?\b|sell|sold|mail|campaign|events?\b|invit|writes? to|customers"
        ),
        "joint-decision": (
            r"together|joint(?:ly)?\b|in common|votes?\b|equals?\b|between (?:us|them)|none of us|no one body|committee"
            r"|steering|(?:both|all|each|we|partners?|boards?|councils?|bodies)(?: \w+){0,3} (?:decide|choose|chose"
            r"|own|run|agree|settle|plan|design|look)"
        ),
        "shared-login": (
            r"shar|same|common|generic|one (?:password|log|account|pin)|everyone|whoever|log(?:ged)?[- ]?in|password"
            r"|pin\b"
        ),
        "destroy-original": r"destroy|shred|burn|pulp|throw|thrown|skip|bin(?:s|ned)?\b|recycl|originals?|dispos|wip",
        "sub-processing": (
            r"sub-?contract|sub-?process|in turn|(?:their|its|the supplier.s) (?:own )?(?:hosts?|suppliers?|partners?)"
            r"|engages|host|passes|keyed|outsourc|home workers|freelanc"
        ),
        "paper-records": (
            r"paper|files?\b|folders?|box|volumes?|books?|registers?|microf|ledgers?|cards?|sheets?|forms?\b|handwrit|scan"
            r"|print|photograph|letters?\b|cabinets?|shel(?:f|ves)|archiv"
        ),
        "cameras": (
            r"camera|cctv|film|footage|videos?\b|pictures?|lens|photograph|images?\b|drones?\b|bodycam|dashcam|webcam"
        ),
    }.items()
}
"""What a sentence must also speak of for its nearness in meaning to show a sign."""
EACH_FOR_ITSELF = re.compile(
    r"\b(?:each|every)(?: (?:body|partner|member|party|one|organisation|of (?:us|them)|side))? (?:\w+ )?"
    r"(?:(?:stays?|remains?|is|keeps?) (?:\w+ )?(?:answerable|responsible|controller|its own (?:records|decisions))"
    r"|decides? for (?:itself|themselves))"
    r"|\beveryone stays responsible\b|\b(?:we are|they are|is|are) not joint\b"
    r"|\bneither (?:of us )?acts for the other\b|\bindependent controllers?\b|\bseparate controllers?\b",
    re.IGNORECASE,
)
"""Bodies that keep their decisions apart."""


def is_denied(sentence: Sentence, hit: re.Match[str]) -> bool:
    """Whether a sentence says of what was found in it that it is not so, or stands among what is left out."""
    return (
        _DENIAL.search(sentence.text[: hit.start()]) is not None
        or _DENIED_AFTER.match(sentence.text[hit.end() :]) is not None
        or _ANSWERED_NO.match(sentence.text[hit.end() :]) is not None
        or _LEFT_OUT.match(sentence.label) is not None
    )


def says_the_opposite(name: str, said: Sentence) -> bool:
    """Whether a sentence that is near to a sign in meaning denies it, or speaks of something else."""
    sentence = said.text
    if name in _SPEAKS_OF and _SPEAKS_OF[name].search(sentence) is None:
        return True
    if name in _DENIED_AS_A_WHOLE and _LEFT_OUT.match(said.label):
        return True
    if name == "automated-outcome":
        return NOT_BY_A_MACHINE.search(sentence) is not None or _BY_PEOPLE.search(sentence) is not None
    if name == "shared-login":
        return _OF_ONES_OWN.search(sentence) is not None
    return name in _DENIED_AS_A_WHOLE and _WHOLLY_DENIED.match(sentence) is not None
