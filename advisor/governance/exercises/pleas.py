"""Words to whoever marks an answer, in the place of an answer: orders, requests, false tags and texts in cipher."""

from __future__ import annotations

import re
from collections.abc import Collection

from advisor.governance.exercises.spelling import is_known
from advisor.governance.exercises.wording import stem, tokens

_MARKS = r"(?:marks?|points?|score|credit|grades?)"
_PLEAS = re.compile(
    rf"""
      \b(?:give|award|grant|assign|deserves?|gets?|allocate)\b[^.]{{0,40}}\b(?:full|max(?:imum)?|all|top|\d+)\b
        [^.]{{0,20}}\b{_MARKS}\b
    | \b(?:full|maximum|top)\s+{_MARKS}\b
    | \b(?:award|give|assign)\s+\d+\s*(?:/|of|out\ of)\s*\d+
    | \b(?:ignore|disregard|forget|override|bypass)\b[^.]{{0,40}}\b(?:instructions?|marking|scheme|rubric|rules?\ above|
        prompt|guidelines|criteria)\b
    | \b(?:marking\s+scheme|rubric|answer\s+key|language\s+model|system\s+prompt)\b
    | \bas\s+an?\s+(?:ai|language\s+model|assistant|automatic)\b
    | ^\W*(?:system|assistant|developer)\s*[:>\]]
    | \b(?:mark|grade|score|count|treat)\s+(?:this|it|my\s+answer|the\s+answer|me)\b[^.]{{0,30}}\b(?:right|correct|
        passed|full)\b
    | \b(?:this|my)\s+(?:answer|response|submission)\b[^.]{{0,20}}\b(?:satisfies|meets|covers|fulfils|is\s+(?:right|
        correct|complete))\b
    | \bnote\s+(?:to|for)\s+(?:the\s+)?(?:marker|grader|examiner)\b
    | \b(?:dear|the|whoever|whatever|assistant|model|machine|program)\s+(?:marker|grader|examiner|marks|marking|grades|
        grading)\s+(?:this|it|should|will|must|may|please)\b | \bdear\s+(?:marker|grader|examiner)\b
    | \b(?:my|this)\s+(?:\w+\s+)?(?:marks|score|grade)\b | \bmy\s+(?:\w+\s+)?points\b
    | \b(?:give|grant|award|let)\s+me\s+(?:have\s+)?(?:the|a|one|all|every|both|\d)\s+(?:\w+\s+)?(?:points?|marks?)\b
    | \b(?:hey|hi|hello|dear|attention)\W+(?:assistant|ai|bot|gpt|model|system|computer)\b
    | \bwho(?:so)?ever\s+(?:marks|checks|reads|grades)\s+this\b | \bregard\s+(?:the\s+above|this)\s+as\b
    | \b(?:tick|pass|accept)\s+(?:this|it|me)\s+(?:as|learner|answer|anyway|off)\b
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_FORGED = re.compile(
    r"""
      ^\W*(?:feedback|verdict|scores?|grade|(?:marker|examiner|trainer|tutor|teacher)(?:[’']s)?\s+
        (?:comments?|feedback|notes?|verdict))\s*[:=]
    | ^\W*(?:result|outcome|status)\s*[:=]\s*(?:pass(?:ed)?|correct|right|full|success)\b
    | \bscored?\b\W*(?P<scored>\d+)\s*(?:/|(?:out\s+)?of)\s*(?P=scored)\b
    | [.!?,;:)=>]\s*(?P<full>\d{1,2})\s*(?:/|(?:out\s+)?of)\s*(?P=full)\W*\Z
    | (?:^|[.!?:]\s+)\W*(?:great|good|excellent|perfect|brilliant|wonderful|fantastic|superb)\s+
        (?:answer|work|job|response|effort)\b
    | (?:^|[.!?:]\s+)\W*well\s+done\b
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
"""Feedback that an answer gives to itself."""

_OF_THE_COURSE = re.compile(
    r"""
      \b(?:fail|failing|pass|passing)\s+me\b | \bif\s+I\s+(?:fail|pass)\b
      | \bI(?:\s+have|['’]ve)?\s+(?:already\s+)?passed\s+(?:this|that|it|the)\b
    | \b(?:this|my|your|our|that)\s+(?:\w+\s+)?(?:course|module|training|quiz|e-?learning|certificate|exercise
        |assessment|unit)\b(?!\s+of\b)
    | \b(?:on|from|during|in)\s+(?:the|our|your)\s+(?:course|module|slides?|lesson|hand-?outs?|quiz|certificate)\b
    | \bI\s+(?:hereby\s+|can\s+|do\s+|will\s+){0,2}(?:certify|assure|guarantee|vouch|swear|promise)\b
    | \bI\s+(?:have\s+|once\s+)?(?:wrote|written|teach|taught|lectured?|invented)\b
    | \bI\s+am\s+(?:\w+\s+)?familiar\s+with\b
    | \bI\s+know\s+(?:this|it|all|the\s+answer|that\s+one|what\s+the\s+(?:\w+\s+)?(?:is|are)|by\s+heart)\b
    | \byou\s+know\s+(?:that\s+)?I\s+know\b
    | \byou(?:['’]ll|\s+will|\s+shall)\s+(?:be\s+)?(?:hear(?:ing)?\s+from|regret|sorry)\b
    | \bI(?:['’]ll|\s+shall|\s+will)\s+(?:complain|report\s+you|sue|raise\s+a)\b
    | \bmy\s+(?:trade\s+)?(?:union|lawyer|solicitor)\b | \b(?:both|all|points?|not)\s+counted\b | \bticked\s+off\s+by\b
    | \b(?:pint|beer|drink|tenner|fiver|cake|biscuits?|chocolates?|bottle)\b[^.]{0,25}\b(?:in\s+it|for\s+you|waiting
        |if)\b
    | \b(?:demonstration|demo|test|debug|developer|admin|maintenance|training|examiner)\s+mode\b
    | \b(?:turn|turns|came|comes|goes)\s+(?:out\s+|up\s+)?green\b
    | \bprint(?:ed|s)?\s*["“'‘] | \bmy\s+answer\s+to\s+(?:this|that)\b | \bget\s+(?:this|it)\s+over\s+with\b
    | ^\W*(?:just|simply)\s+(?:put|enter|type|say)\s+(?:down\s+)?(?:yes|no|right|correct)\b
    | \b(?:sat|took|did|tried|had)\s+this\b[^.]{0,20}\b(?:before|last|again|already|time)\b
    | \blast\s+time\s+I\s+(?:was\s+told|sat|did|took|answered|wrote)\b
    | ^\W*missing\s*:.*[.]\s*$
    | \b(?:the\s+)?(?:feedback|hint|screen)\s+(?:\w+\s+){0,3}(?:was|said|says|told|reads?)\b | \bthat\s+I\s+missed\s*:
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
"""What is said of the course, of oneself as one who knows, or of what will follow, in the place of an answer."""

_OF_ONESELF = re.compile(
    r"""
      \bthis\s+(?:task|item|box|screen|page)\b
      | \b(?:success|results?|solutions?|answers?)\s+(?:screen|file|page|sheet|list)\b
    | \byou\s+(?:want|wish|like|expect)\s+(?:me\s+)?to\s+(?:read|hear|write|say)\b | \byour\s+records\s+show\b
    | \b(?:be|feel)\s+generous\b | \bI\s+did\s+(?:revise|study|learn)\b | \bI\s+(?:have\s+)?(?:revised|studied)\b
    | \bI(?:\s+am|['’]m)\s+(?:so\s+|very\s+|too\s+|really\s+)?(?:tired|busy|in\s+a\s+hurry|exhausted|stressed|bored
        |late)\b
    | \bI\s+hope\s+(?:that\s+)?[^.]*\bwill\s+do\b | \banything\s+less\s+than\b
    | \bI\s+(?:shall\s+|will\s+)?go\s+to\s+HR\b
    | \btraining\s+(?:department|team|manager)\b | \bunless\b[^.]*\b(?:accepted|counted)\b
    | \b(?:I\s+am|I['’]m|I\s+have|I['’]ve|having|with)\b[^.]{0,40}\b(?:\d+|ten|twenty|thirty|many|several)\s+years\b
    | \bneeds?\s+to\s+(?:tell|teach)\s+me\b | \bwe\s+can\s+take\s+it\s+that\b
    | ^\W*(?:insert|print|output|paste|display|load|set\s+(?:all|every|the\s+\w+\s+to))\b | \bforget\s+what\b
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
"""How somebody feels, what somebody is, or what is to be done with the answer."""

_ANSWER = r"(?:answers?|repl(?:y|ies)|responses?|solutions?)"
_LEFT_TO_OTHERS = re.compile(
    rf"""
      \b(?:insert|fill\s+in|paste|generate|supply|type|complete|use|copy|take)\b[^.]{{0,40}}
        \b(?:correct|right|best|expected|ideal|official)\s+{_ANSWER}\b
    | \b(?:model|sample)\s+{_ANSWER}\b | \bwhatever\s+the\s+(?:scheme|key|rubric)\b
    | \byou(?:\s+are|['’]re)\s+thinking\s+of\b | \byour\s+(?:sheet|answer\s+key|crib|scheme)\b
    | \b(?:what|whatever|everything|{_ANSWER}|points?)\s+(?:that\s+)?(?:you|they|the\s+\w+)
        \s+(?:has|have|had)\s+in\s+mind\b
    | \b(?:is|are|was|were)\s+(?:expected|wanted|asked\s+for|required)\s+(?:at\s+this|here|from\s+me|of\s+me
        |in\s+this)\b
    | \b(?:that|which)\s+counts?\s+here\b
    | \b(?:correct|official|right)\s+solution\b | \bwhat\s+the\s+(?:card|scheme|book|model|slide|hint)\s+says\b
    | \b(?:who|that)\s+set\s+this\b
    | \b(?:trainer|tutor|teacher|lecturer|instructor)\s+(?:\w+\s+)?(?:gave|told|taught|showed|listed|named|said)\b
    | \b(?:goes|belongs)\s+here\b | \bthen\s+(?:mark|count|score|grade)\s+(?:it|that|this)\b
    | \b(?:complete|finish|fill\s+in|answer|write|do|solve)\s+(?:this|it|the\s+(?:question|answer|rest))\s+for\s+me\b
    | \b{_ANSWER}\s+(?:to\s+be\s+)?(?:completed|filled|supplied|generated|inserted)\s+(?:in\s+)?(?:by|here|later)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""The answer asked of whoever marks it."""

_TAGS = re.compile(
    r"""<!--|</[a-z][\w-]*\s*>|<[a-z][\w-]*\s[^<>]*=[^<>]*>
    |<(?:system|assistant|user|instructions?|script|style|br|hidden)\s*/?>|<\|?\w+\|>|\[/?(?:inst|sys|system|user
        |assistant)\]|<<\s*sys
    |["']?\brole["']?\s*:\s*["']|```|^\s*\#{2,}\s*\w|\bdisplay\s*:\s*none\b|\{\{.*?\}\}""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_IN_CIPHER = re.compile(r"(?<![\w/.@:-])[A-Za-z0-9+/_-]{20,}={0,2}(?!\w)")
_LONGEST_PIECE = 18

_PLAIN_WORDS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        (
            r"markers?|examiners?|graders?|assessors?|evaluators?|evaluating|moderators?|llms?|chat\s?bots?|learners?"
            r"|(?:to|dear|you)\s+(?:the\s+)?(?:ai|assistant|bot)|(?:whoever|whatever|person|program|machine|model|ai)\s+"
            r"(?:or\s+\w+\s+)?(?:that\s+|who\s+)?(?:(?:is|are|will\s+be)\s+)?"
            r"(?:reads?|reading|marks?|marking|grades?|grading|checks?|checking)\s+(?:this|these|it|my)"
        ),
        r"verdict|grad(?:e|es|ed|ing)|scor(?:e|es|ed|ing)|marks|full\s+credit|pass\s+without|(?:spot|bang)[\s-]on|full\s+house|gold\s+star",
        (
            r"(?:this|these|each|every|any)\s+(?:\w+\s+)?(?:answers?|responses?|submissions?|attempts?)"
            r"|my\s+(?:answers?|response|submission)\s+(?:is|was|as|should|must|has|deserves|to\s+this)"
            r"|(?:response|answer)\s+to\s+this|answers?\s+(?:above|below|was|by\s+this)|model\s+answer"
            r"|(?:whatever|everything|nothing|anything)\s+(?:i|this\s+\w+)\s+(?:writes?|says?|types?)"
            r"|(?:passing\s+me|let\s+me\s+pass|pass\s+me)|already\s+(?:\w+\s+){0,2}(?:answered|passed)|same\s+result"
        ),
        (
            r"obey|simulate|pretend|evaluator\s+mode|developer\s+mode|respond\s+only|reply\s+only|output\s+the|record\s+a\s+pass"
            r"|(?:previous|above|prior)\s+(?:scheme|rules?|prompts?|instructions?)"
        ),
    )
)
_WORDS_OF_OTHER_THINGS_TOO = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"tutors?|teachers?|trainers?|ai|assistant|students?|pupils?|candidates?",
        r"correct|perfect|accept(?:ed)?|verified|maximum|success|satisfied|points?",
        r"answer(?:ed)?|question|scheme|both\s+of\s+these",
        (
            r"return|respond|output|decode|treat|just\s+say|confirmed|studied|grateful|kindly"
            r"|(?:just\s+)?pass\s+(?:it|this|that)|move\s+on|(?:put|note|write)\s+(?:that|this|it)\s+down\s+as"
        ),
    )
)
"""Who marks or learns; how an answer is found to be; the answer itself; what is asked for or put about."""

_PLAIN_WEIGHT, _LEAST_WEIGHT = 2, 3
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")


def pleads(answer: str, own: Collection[str]) -> bool:
    """Whether an answer speaks to whoever marks it.

    Args:
        answer: the learner's words.
        own: texts of the step; of marking they speak in a sense of their own, as of a teacher or a score.
    """
    if any(one.search(answer) for one in (_PLEAS, _FORGED, _OF_THE_COURSE, _OF_ONESELF, _LEFT_TO_OTHERS, _TAGS)) or any(
        map(_is_cipher, _IN_CIPHER.findall(answer))
    ):
        return True
    known = {one.stem for text in own for one in tokens(text)}
    return any(_of_marking(one, known) >= _LEAST_WEIGHT for one in _SENTENCES.split(answer))


def _of_marking(sentence: str, known: Collection[str]) -> int:
    """How plainly a sentence speaks of marking, over its four sides."""
    return sum(
        _PLAIN_WEIGHT if _speaks(plain, sentence, known) else int(_speaks(other, sentence, known))
        for plain, other in zip(_PLAIN_WORDS, _WORDS_OF_OTHER_THINGS_TOO, strict=True)
    )


def _speaks(words: re.Pattern[str], sentence: str, known: Collection[str]) -> bool:
    return any(
        not {stem(word) for word in found[0].casefold().split()} <= set(known) for found in words.finditer(sentence)
    )


def _is_cipher(piece: str) -> bool:
    parts = [one for one in re.split(r"[-_/]", piece.casefold()) if one]
    return any(len(one) >= _LONGEST_PIECE and not is_known(one) for one in parts)
