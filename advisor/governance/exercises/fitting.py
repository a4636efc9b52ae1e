"""Answers that fit any step or none: advice in general, definitions, private matters, things that act like people."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from advisor.governance.exercises.wording import GLUE, NEGATIONS, Token, tokens
from advisor.governance.grounding.thesaurus import lemma

_GENERAL = frozenset(
    """law legal legally lawful lawfully comply compliant compliance policy procedure process processing guidance
    practice standard rule requirement regulation gdpr dpo officer advice advise consult seek ensure appropriate
    appropriately relevant suitable proper properly correct correctly careful carefully consider assess assessment
    check review monitor document documentation record keep note log fair fairly fact side protect protection
    confidential confidentiality secure security safe safely safeguard privacy data information personal individual
    people party person right respect professional professionally polite politely clear clearly detailed
    transparent transparency accountable accountability proportionate necessary reasonable risk measure control
    action step decision decide inform follow escalate approve sign manage organisation school council body staff
    team manager case circumstance responsible responsibility obligation important sensitive extra business
    minimise agreement place time treat handle need take make use give get best good way matter involve concern
    affect relevant designated contact all high level internal governance concerned lay nature likelihood number
    harm mitigation threshold meet determine stakeholder interest balance precedent reply request condition basis
    welfare come first justify justified authorise require line""".split()
)
"""Words of advice that could be given anywhere."""

_LEAST_GENERAL_WORDS, _GENERAL_SHARE = 6, 0.8
_CLAUSES = re.compile(r"[.;\n]+(?:\s|$)|,\s+and\s+(?=an?\b)")
_DEFINING = re.compile(
    r"""^\W*(?:and\s+)?(?!(?:this|that|it|which|so|there|he|she|they|we|i|you)\b)(?:an?\s+|the\s+)?(?:[\w'’-]+\s+){1,4}
    (?:means?|refers?\s+to|stands?\s+for|is\s+defined\s+as|(?:is|are)\s+(?:an?|any|what|who|one\s+of|information|data|people|the\s+\w+ing)|has)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LEAST_DEFINED, _DEFINED_SHARE = 2, 0.66
_MEANING = re.compile(r"\b(?:means?|refers?\s+to|stands?\s+for)\s+\w", re.IGNORECASE)
_PRIVATE = frozenset(
    """dog cat kettle tea coffee telly television football weekend
    holiday garden menu barbecue cake rain weather sunshine song movie film novel maths
    homework shopping sofa beach pub soup cinema boat champagne console restaurant pizza
    wedding horse fish""".split()
)
_OF_WORK = frozenset(
    """job advice decision reason comment worry task head lip call view role knowledge school opinion answer reply
    part mind say word name money hand eye manager boss colleague team office department position understanding
    guess feeling experience point duty place signature desk line power own council board ward trust
    organisation authority body force feedback letter note behalf book neck shoulder concern question suggestion
    recommendation proposal finger knowing thinking reading work file report log wife husband partner girlfriend
    boyfriend niece nephew uncle aunt cousin granny gran grandmother grandfather mother mum father dad parent sister
    brother son daughter child kid family relative friend neighbour mate patient client pupil tenant record data
    information consent business""".split()
)
"""What is one's own at work, and people and papers of one's own that rules of confidentiality are about."""
_LEAST_PRIVATE = 2
_MINE = re.compile(r"\bmy\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?", re.IGNORECASE)

_MINDLESS = frozenset(
    """delay harm risk number duty crime consent breach clock search advice reason postcode hash key warrant basis
    hour month week day measure protection control address condition urgency purpose seal salt fraud need necessity
    permission threshold minimisation registration proportion accreditation delegation retention deletion residue
    outcome period""".split()
)
_OF_MINDS = frozenset("""tell realise hear know think notice understand believe wish agree approve advise""".split())
_ACTING = re.compile(
    r"\b(?:the|an?)\s+(?:(?!of\b)[\w-]+\s+)?([\w-]+)\s+(?:of\s+(?:the\s+|an?\s+)?[\w-]+\s+)?([\w-]+(?:s|ed))\s+(?=\w)",
    re.IGNORECASE,
)


def is_general(answer: str, own: Collection[str]) -> bool:
    """Whether an answer says hardly more than what would be good advice in any case.

    Args:
        answer: the learner's words.
        own: the model answer and the points, which may be as general.
    """
    words = tokens(answer)
    said = _weighty(words)
    if len(said) < _LEAST_GENERAL_WORDS or any(one.word in NEGATIONS for one in words):
        return False
    return _general_share(said) >= max(_GENERAL_SHARE, *(_general_share(_weighty(tokens(one))) for one in own))


def only_defines(answer: str) -> bool:
    """Whether every clause of an answer says what a term means, and none of them what holds here."""
    clauses = [one for one in _CLAUSES.split(answer) if any(map(str.isalnum, one))]
    defining = sum(bool(_DEFINING.match(one)) for one in clauses)
    meaning = len(_MEANING.findall(answer))
    return max(defining, meaning) >= _LEAST_DEFINED and defining >= _DEFINED_SHARE * len(clauses)


def is_private(answer: str, own: Collection[str]) -> bool:
    """Whether an answer tells of somebody's home and leisure.

    Args:
        answer: the learner's words.
        own: words of the step, which may be of such things.
    """
    at_work = {lemma(one) for one in own} | _OF_WORK
    of_home = {lemma(one.word) for one in tokens(answer)} & _PRIVATE - at_work
    mine = [{lemma(one.casefold()) for one in found if one} for found in _MINE.findall(answer)]
    return len(of_home) >= _LEAST_PRIVATE or any(not one & at_work for one in mine)


def lets_things_act(answer: str) -> bool:
    """Whether things without a mind do in an answer what only people do."""
    return any(
        lemma(who.casefold()) in _MINDLESS and lemma(does.casefold()) in _OF_MINDS
        for who, does in _ACTING.findall(answer)
    )


def _general_share(said: Sequence[str]) -> float:
    return sum(one in _GENERAL for one in said) / max(1, len(said))


def _weighty(words: Sequence[Token]) -> list[str]:
    return [lemma(one.word) for one in words if one.word not in GLUE | NEGATIONS and len(one.word) > 1]
