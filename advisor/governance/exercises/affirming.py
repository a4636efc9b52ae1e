"""What an answer affirms: not what it asks, reports of others, only announces, professes not to know, or denies."""

from __future__ import annotations

import re
from collections.abc import Callable

from advisor.governance.exercises.asking import is_question, only_asks
from advisor.governance.exercises.claims import is_only_keywords

_PIECES = re.compile(r"(?<=[.!?;])\s+|\n")
_SAYING = (
    r"(?:say|said|think|thought|claim|claimed|believe|believed|argue|argued|maintain|maintained|reckon|reckoned"
    r"|suggest|suggested|insist|insisted|suppose|supposed|hold|write|wrote)s?"
)
_SOMEBODY = (
    r"(?:colleagues?|managers?|friends?|lecturers?|speakers?|authors?|books?|websites?|internet|solicitors?"
    r"|lawyers?|neighbours?|experts?|commentators?|critics?|researchers?|wife|husband|boss|team|supervisors?|mate)"
)
_REPORTED = re.compile(
    rf"""
      \b(?:some|many|most|several|certain|other)\s+(?:people\s+|of\s+\w+\s+)?(?:would\s+|may\s+|might\s+)?{_SAYING}\b
    | \b(?:others|somebody|someone|people|they|everybody|everyone)\s+(?:would\s+|may\s+|might\s+)?{_SAYING}\s+
        (?:that|so|yes|no)\b
    | \b(?:a|an|one|the|my|our|your|another)\s+(?:\w+\s+)?{_SOMEBODY}\s+(?:\w+\s+)?{_SAYING}\b
    | \bit\s+(?:is|was|has\s+been|can\s+be|could\s+be|might\s+be|may\s+be)\s+(?:sometimes\s+|often\s+
        |just\s+as\s+well\s+)?
        (?:said|claimed|argued|believed|thought|rumoured|suggested|reported)\b
    | \baccording\s+to\s+(?:some|others|one|somebody|someone|many|most|people|what|(?:a|an|my|our|the)\s+
        (?:\w+\s+)?{_SOMEBODY})\b
    | \b(?:was|were|am|have\s+been|has\s+been|been)\s+told\s+by\s+(?:somebody|someone|others|people|a\s+\w+)\b
    | \bI\s+(?:was|have\s+been|['’]ve\s+been|had\s+been)\s+told\b
    | \bI(?:\s+have|['’]ve)?\s+(?:once\s+|also\s+)?(?:heard|read)\s+(?:somewhere\s+)?(?:that|of|about|it)\b
    | \b(?:that|which|words|things)\s+I(?:\s+have|['’]ve)?\s+(?:heard|read|remember|picked\s+up|came\s+across)\b
    | \b(?:it|they|the\s+(?:feedback|screen|hint))\s+(?:last\s+time\s+)?(?:said|was|told\s+me)\s+
        (?:last\s+time\s+)?(?:that\s+I|["“:])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HEARD_SAY = re.compile(
    rf"""
      \b(?:my|our|your)\s+(?:\w+\s+){{1,4}}{_SAYING}\s+(?:that|so|yes|no|it|the|\w+s)\b
    | \b(?:is|was|were|are)\s+(?:firmly\s+)?of\s+the\s+(?:opinion|view)\s+that\b
    | \bopinions?\s+(?:differ|vary|are\s+divided)\b
    | \b(?:supposedly|allegedly|reportedly|purportedly)\b | \b(?:rumour|word|legend)\s+has\s+it\b
    | \b(?:you|one|we)\s+(?:often\s+|sometimes\s+)?(?:reads?|hears?)\s+(?:\w+\s+)?that\b
    | \bquot(?:es?|ing)\s+(?:somebody|someone|a|an|others)\b
    | \bI\s+(?:can['’]?t|cannot|could\s+not|am\s+unable\s+to)\s+(?:confirm|vouch|judge)\b
    | ^\W*(?:could|may|might)\s+be\W*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMED_ONLY = re.compile(
    r"""
      \b(?:has|have|had)\s+(?:something\s+)?to\s+do\s+with\b
      | \bplays?\s+(?:a|an|its|their|some)\s+(?:\w+\s+)?(?:role|part)\b
    | \bmatters?\s+(?:for|to|in)\s+(?:this|that|it|here)\b | \bcomes?\s+into\s+play\b
    | \b(?:should|ought\s+to|must|has\s+to|have\s+to|would|will|needs?\s+to)\s+(?:also\s+)?(?:address|touch\s+on
        |talk\s+about|speak\s+of|be\s+about)\b
    | \b(?:is|are|be)\s+(?:all\s+|both\s+)?(?:relevant|of\s+relevance|of\s+importance|the\s+key\s+words?
        |at\s+issue|in\s+play)\b(?!\s+to\s+\w+ing)
    | \b(?:which|that|it|this|what)\s+(?:is|are)\s+(?:all\s+)?about\b
    | \b(?:depends?|rests?|turns?|hinges?)\s+(?:up)?on\s+the\s+\w+\s+and\s+the\b
    | \bI(?:\s+would|['’]d)\s+(?:phrase|word|explain|present|structure|give)\b(?:\s+(?:these|this|it
        |them))?\s*(?:with|in|carefully|\W*$)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""That things belong to the matter, without a word of how."""

_OWN_VIEW = re.compile(
    r"\b(?:rightly|correctly|I\s+agree|(?:that|this|it|he|she|they)(?:\s+(?:is|are)|['’](?:s|re))\s+(?:right|true|correct|so|wrong"
    r"|untrue|false|mistaken))\b",
    re.IGNORECASE,
)
_UNKNOWING = re.compile(
    r"""
      \bI(?:\s+do|['’]?)?\s*(?:\w+\s+)?(?:wonder|ask\s+myself)\b
    | \b(?:not\s+(?:quite\s+|really\s+|at\s+all\s+)?(?:sure|certain|clear)|unsure|no\s+(?:idea|clue)|n[o'’]t\s+know
        |cannot\s+(?:judge|tell|say))
        \s+(?:what|which|whether|if|how|why|when|who)\b
    | \bI\s+(?:can['’]?t|cannot|could\s+not|couldn['’]t)\s+(?:judge|tell|say)\s*(?:[.;!]|$|whether\b|if\b|which\b)
    | \bI\s+have\s+no\s+(?:idea|clue)\b
    | \bI\s+make\s+no\s+comment\b | \bI\s+have\s+not\s+read\s+it\b
    | ^\W*(?:just\s+|only\s+|wild(?:ly)?\s+)*guess(?:ing|work)?\b\W
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"""
      \b(?:I|one|you|we)(?:\s+(?:would|will|could|should|might|shall)|['’](?:d|ll))\s+(?:\w+\s+)?(?:have\s+to\s+
          |then\s+|also\s+)*
        (?:write\s+(?:something|about|on|a\s+\w+)|say\s+(?:something|a\s+\w+)|talk\s+about|deal\s+with|discuss
            |touch\s+on
        |go\s+into|speak\s+(?:about|of)|mention(?!\s+that)|cover\b|elaborate|set\s+out\s+(?:how|what|why)|bring\s+in)
    | \b(?:my|the|this|these|both|all|first|second|third)\s+(?:\w+\s+){0,2}(?:answers?|points?|parts?|questions?
        |changes|things|reasons?|sentences?)
        \s+(?:(?:to|of|in)\s+(?:the|this|my)\s+(?:\w+\s+){1,2})?(?:is|are|was|concerns?|has\s+to\s+do|have\s+to\s+do
            |relates?|deals?)
        \s*(?:about|on|with|to)?\s+(?=about\b|on\b|the\b|with\b|powers?\b)
    | \b(?:I|who|you)\s+(?:\w+\s+)?(?:know|am\s+(?:\w+\s+)?(?:familiar|acquainted)|learnt|learned|studied
        |remember)\s+(?:all\s+)?(?:about|with|of)\b
    | \b(?:is|are)\s+(?:something|one|a\s+question|a\s+matter)\s+(?:about|on|of|for)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""That something will be spoken of, or is known, without a word of what it is."""

_FALSE = (
    r"(?:untrue|false|wrong|incorrect|nonsense|rubbish|absurd|ridiculous|mistaken|inaccurate|unfounded|(?:a|an|sheer|pure|complete"
    r"|total|utter)\s+(?:\w+\s+)?(?:lie|myth|mistake|error|misconception|fallacy|nonsense|rubbish|fiction|invention|rumour))"
)
_DENYING = re.compile(
    rf"""
      \b(?:it|this|that)(?:['’]s|\s+(?:is|was|would\s+be|seems))\s+(?:\w+ly\s+|just\s+|quite\s+|simply\s+)*
        (?:{_FALSE}|(?:not|hardly|never|far\s+from|by\s+no\s+means)\s+(?:at\s+all\s+)?(?:true|right|correct|so
            |the\s+case|accurate|as\s+if))
        (?:\s+to\s+(?:say|think|believe|claim|suppose|assume|hold|suggest|write))?\s*(?:,?\s+that|:)\s*
    | \bI\s+(?:\w+ly\s+)?(?:deny|doubt|reject|dispute|refute|disbelieve|contest|refuse\s+to\s+(?:believe|accept)
        |(?:do\s+not|don['’]t|cannot|can['’]t|would\s+not|wouldn['’]t)\s+(?:\w+ly\s+)?(?:accept|believe|hold|agree
            |grant|say))
        \s+(?:the\s+(?:idea|view|claim|notion|suggestion|statement)\s+)?that\s+
    | \bI\s+(?:\w+ly\s+)?(?:disagree|dissent)\s+(?:with\s+the\s+\w+\s+)?that\s+
    | \bfar\s+be\s+it\s+from\s+me\s+to\s+\w+\s+that\s+
    | \b(?:one|you|we|I|nobody|they)\s+(?:can['’]t|cannot|can\s+not|could\s+not|couldn['’]t|should\s+not|must\s+not
        |can\s+hardly)\s+(?:\w+ly\s+)?
        (?:say|claim|argue|maintain|assert|hold|conclude)\s+that\s+
    | \bthere\s+is\s+no\s+(?:\w+\s+)?(?:reason|evidence|ground|sign|proof|truth|basis)s?\s+(?:in\s+it\s+|whatever\s+)?
        (?:to\s+(?:believe|think|say|suppose|assume)\s+)?that\s+
    | \b(?:nobody|no\s+one|none)\s+(?:could|can|would|should|may)\s+(?:\w+ly\s+)?(?:say|claim|argue|think|believe
        |maintain)\s+that\s+
    | ^\W*(?:not\s+true|untrue|false|wrong|incorrect|nonsense|a\s+myth|myth)\s*:\s*
    """,
    re.VERBOSE | re.IGNORECASE,
)

_DENIED_AFTER = re.compile(
    rf"""
    (?:^|\b(?:the|any)\s+(?:idea|notion|view|claim|belief|assumption|suggestion|argument|thought
        |statement)\s+)that\s+(?P<what>.+?),?\s+
    (?:is|was|would\s+be)\s+(?:\w+ly\s+|quite\s+|just\s+)*(?:{_FALSE}|not\s+(?:true|so|right|correct|the\s+case))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LEAST_BEFORE_WORDS = 3
_BEYOND = re.compile(r"[,;–—]\s+(?!(?:and|or|nor)\b|that\b|not\s+that\b)")
"""Where what is denied ends, and the sentence goes on to say something."""


def affirmed(answer: str, makes_a_point: Callable[[str], bool], *, may_ask: bool) -> str:
    """An answer without the sentences that affirm nothing; empty, where none does.

    What is called untrue is left out only where it would make a point by itself: whoever calls the contrary of a point
    untrue makes it.

    Args:
        answer: the learner's words.
        makes_a_point: whether a text makes any point of the step.
        may_ask: whether questions are an answer here.
    """
    pieces = [one for one in _PIECES.split(answer) if any(map(str.isalnum, one))]
    kept = [one for one in pieces if not _affirms_nothing(one)]
    if not may_ask and only_asks(kept):
        return ""
    kept = [one for one in kept if may_ask or not is_question(one)]
    told = []
    for one in kept:
        after = _DENIED_AFTER.search(one)
        if after is not None and makes_a_point(after["what"]):
            continue
        found = _DENYING.search(one)
        if found is None:
            told.append(one)
            continue
        denied, *rest = _BEYOND.split(one[found.end() :], maxsplit=1)
        before = [one[: found.start()]] if len(one[: found.start()].split()) >= _LEAST_BEFORE_WORDS else []
        beyond = [part for part in rest if not is_only_keywords(part)]
        told += [*before, *beyond] if makes_a_point(denied) else [one]
    return answer if told == pieces else "\n".join(told)


def _affirms_nothing(sentence: str) -> bool:
    if any(one.search(sentence) for one in (_UNKNOWING, _ANNOUNCED, _NAMED_ONLY)):
        return True
    return any(one.search(sentence) for one in (_REPORTED, _HEARD_SAY)) and not _OWN_VIEW.search(sentence)
