"""Whether words claim something, or only stand beside one another as the keywords of a scheme would.

A claim ties its words together: by a verb, a denial, a preposition of place, time or direction, a conjunction, or a
sign that a note uses for one (“=”, “→”). Commas, articles and “and” tie nothing. A list is claimed by the words that
lead it in, if those say something of its items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from advisor.governance.exercises.wording import GLUE, NEGATIONS, tokens
from advisor.governance.grounding.thesaurus import lemma

_LEAST_CLAIMED = 0.42
_SHORT_WORDS, _LEAST_CLAIMED_OF_SHORT = 6, 0.7
_BY_TIE, _BY_LOOSE_TIE, _BY_BARE_VERB = 3.0, 2.0, 1.5
"""For how many other words a word speaks that ties."""

_LONGEST_BARE, _BARE_SHARE = 6, 0.14
_LONG_BARE, _LONG_BARE_SHARE = 8, 0.23
_FEW_WORDS, _SEVERAL = 5, 2
_SAID_BY_TIE = 0.5
_MOST_ITEMS, _MOST_ITEMS_OF_BEING = 7, 2

_SUBJECTS = frozenset(
    """i we you he she they who somebody someone anybody anyone everybody everyone nobody
    has have had do does did must can could may might shall should will would""".split()
)
_BEING = frozenset("am is are was were be been being it this that these those there they here".split())
_TIES = (
    _SUBJECTS
    | _BEING
    | (NEGATIONS - {"no"})
    | frozenset(
        """because since if unless until till when while so before after than why whether how where once although though
        to from into onto by within on under at in through over between against without during per via upon towards
        despite them him us me having too enough only already still now yet instead rather like unlike ought cannot
        afore max""".split()
    )
)
_OF_NOUNS = frozenset("of for with about".split())
"""They join a noun to a noun, which in a list claims no more than one noun would."""

_LOOSE_TIES = frozenset("no of for with about as or but both which what plus".split())
_EMPTY = frozenset("consider matter mention involve concern regard relate discuss think address".split())
"""Verbs that say nothing of what they name."""

_SIGN = "thereforesign"
_SIGNS = re.compile(r"[=-]+>|[=→⇒>]")
_PLUS = re.compile(r"(?<=[\w)])\s*\+\s*(?=\w)")
_TABLE = re.compile(r"^[ \t|:]*-{2,}[-\s|:]*\|[-\s|:]*$|\|[^|\n]*\|[^|\n]*\|", re.MULTILINE)
_LONGEST_BARE_CELL_WORDS, _LEAST_LISTED, _CLAIMED_OF_AN_ITEM = 3, 3, 0.6
_IN_AN_ADDRESS = re.compile(r"(?<=[\w)])\((\w{1,4})\)")
_PREFIX = re.compile(r"\b(de|re|sub|non|un|co|pre)-(?=\w)", re.IGNORECASE)
_AT_ONCE = re.compile(r"\bat once\b|\b(?:right|straight) away\b|\bas soon as possible\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!?]+(?=\s|$)|[;\n]")
_SEGMENTS = re.compile(r"[,:()/|•*]|\s[-–—]+\s|[–—]")
_TOLD_AS_A_LIST = re.compile(r"\b(?:and|or)\s+(?:[\w'’-]+\s*){1,5}\W*$", re.IGNORECASE)
_VERBS = frozenset(
    """accept accompany achieve acknowledge add admit advise affect agree allow appear apply appoint approve argue
    arise ask assess assume attach authorise avoid await ban become beg begin behave believe belong bind bring
    build buy carry catch choose collect come commit compare complain comply confirm consult contain continue
    convict create decide delete deny depend describe deserve destroy determine disclose do draw enable ensure
    enter erase escape exceed exist expect explain express fail fall feel fill find finish follow forbid forget
    forward get give go grant happen hear hide identify ignore impose improve include inform infringe insist
    inspect intend invent investigate invite join justify keep know learn leave let listen lose make manage mean
    meet minimise notify obey oblige obtain omit outweigh overrule overturn owe pay permit pick prepare prevent
    prohibit protect prove provide publish pull pulp put raise reach read realise receive recognise recommend
    recover redact reduce refer refuse reject rely remain remove replace reply represent require respond
    restrict reveal ring satisfy save say see seek seem sell send serve set settle sever shorten sit sleep speak
    steal submit suffer suggest suppose surrender take teach tell think throw travel try understand want warn
    weigh win withdraw withhold write""".split()
)
_NOUNS_TOO = frozenset(
    """act breach call care cause check claim contact control copy count cover cut deal delay demand end file fix flag
    force guess hack harm hash help hold hope judge lack last lead limit link log look match measure move need
    note notice object offer open own pass pause phone place post prejudice print process promise query record
    release report request rest result review risk run scan seal search share show sign stand start state stay
    stop store supply suspect swap talk test tie transfer treat trust turn use visit wait watch work worry""".split()
)
"""Verbs that stand in schemes as keywords too; they tie only where they are used as verbs."""

_SELDOM_NOUNS = frozenset("act cover hold lack last lead need rest run show start stay stop turn wait".split())
_OBJECTS = frozenset(
    """it them him her us me this that these those the a an his our your their its my why what how who whom only if
    when as nothing everything anything""".split()
)
_BEFORE_A_NOUN = frozenset("a an the his our your their its my no".split())
_OF_DATES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december am pm""".split()
)
_OF_FIGURES = _OF_DATES | frozenset(
    "article section schedule minute minutes hour hours day days week weeks month months year years".split()
)


_UNCOUNTED = _OF_FIGURES | {"and", "or"}
_JOINING = (GLUE | {_SIGN, "without"}) - {"and", "or"}


class _Segment(NamedTuple):
    """What stands between two marks: how much it says, how much its ties carry, and how it says it."""

    words: tuple[str, ...]
    weight: float
    ties: float
    said: float
    hard: bool
    leads: bool
    being: bool
    opens_end: bool
    nouns_only: bool

    @property
    def claimed(self) -> float:
        """How much of what it says is tied."""
        return min(self.weight, self.ties) + self.said if len(self.words) > 1 else 0.0

    @property
    def is_bare(self) -> bool:
        """Whether many words stand in a row with hardly any that would join them."""
        words = [one for one in self.words if len(one) > 1 and not one.isdigit() and one not in _UNCOUNTED]
        if len(words) >= _LONGEST_BARE and not any(one in _JOINING for one in words):
            return True
        joining = sum(one in _JOINING or _is_finite(one) for one in words)
        share = _BARE_SHARE if self.leads or len(words) < _LONG_BARE else _LONG_BARE_SHARE
        return len(words) >= _LONGEST_BARE and joining <= share * len(words)


def is_only_keywords(answer: str) -> bool:
    """Whether most of an answer's words claim nothing."""
    if _PLUS.search(answer) and _SIGNS.search(answer):
        answer = _SIGNS.sub(" / ", _PLUS.sub(" / ", answer))
    in_table = bool(_TABLE.search(answer))
    plain = _PREFIX.sub(r"\1", _IN_AN_ADDRESS.sub(r" \1 ", _AT_ONCE.sub(" ", answer)))
    claimed = weight = 0.0
    words: list[str] = []
    hard = False
    sentences = [
        (sentence, [one for one in map(_segment, _SEGMENTS.split(sentence)) if one.words])
        for sentence in _ENDS.split(_SIGNS.sub(f" {_SIGN} ", plain))
    ]
    is_list = sum(len(segments) for _, segments in sentences) >= _LEAST_LISTED
    for sentence, segments in sentences:
        led, told_as_a_list = 0, bool(_TOLD_AS_A_LIST.search(sentence))
        for one in segments:
            words += one.words
            weight += one.weight + one.said
            if led and not one.is_bare:
                claimed += one.weight + one.said
                hard = hard or (one.hard and len(one.words) > 1)
            elif not one.is_bare and not (in_table and len(one.words) <= _LONGEST_BARE_CELL_WORDS):
                is_item = is_list and one.nouns_only
                claimed += one.claimed * (_CLAIMED_OF_AN_ITEM if is_item else 1)
                hard = hard or (one.hard and len(one.words) > 1 and not is_item)
            led = max(led - 1, _items_led(one, told_as_a_list))
    if all(one.isdigit() or one in _OF_FIGURES or one in GLUE or one == _SIGN for one in words):
        return any(len(one) == 1 and one.isalpha() for one in words)
    counted = [one for one in words if len(one) > 1 and not one.isdigit() and one not in _UNCOUNTED]
    glued = any(one in _JOINING or one in NEGATIONS or _is_finite(one) for one in words)
    if not glued and len(counted) >= (_FEW_WORDS if words.count("and") < _SEVERAL else _SEVERAL):
        return True
    least = _LEAST_CLAIMED_OF_SHORT if len(words) < _SHORT_WORDS else _LEAST_CLAIMED
    return claimed < least * weight or not hard


def _is_finite(word: str) -> bool:
    return word.endswith("s") and lemma(word) in _VERBS | _SELDOM_NOUNS


def _items_led(lead: _Segment, told_as_a_list: bool) -> int:
    """How many items of a list a segment claims that leads it in."""
    if not lead.leads or not (told_as_a_list or lead.opens_end) or any(lemma(one) in _EMPTY for one in lead.words):
        return 0
    return _MOST_ITEMS_OF_BEING if lead.being else _MOST_ITEMS


def _segment(text: str) -> _Segment:
    words = [one.word for one in tokens(text)]
    weight = ties = said = 0.0
    hard = leads = being = False
    nouns_only = True
    for place, word in enumerate(words):
        if tie := _tie(words, place):
            ties += tie
            nouns_only = nouns_only and _joins_nouns(words, place, tie)
            said += 0.0 if word == "no" else _SAID_BY_TIE if word in GLUE | NEGATIONS else 1.0
            hard = hard or tie >= _BY_TIE or word in _LOOSE_TIES
            leads = leads or (tie >= _BY_TIE and (word in _SUBJECTS or lemma(word) in _VERBS | _NOUNS_TOO))
            being = being or word in _BEING
        elif word not in GLUE | _OF_FIGURES and len(word) > 1:
            weight += not word.isdigit()
    opens_end = bool(words) and _tie(words, len(words) - 1) > 0
    return _Segment(
        words=tuple(words),
        weight=weight,
        ties=ties,
        said=said,
        hard=hard,
        leads=len(words) > 1 and (leads or being),
        being=being and not leads,
        opens_end=opens_end,
        nouns_only=nouns_only,
    )


def _joins_nouns(words: Sequence[str], place: int, tie: float) -> bool:
    """Whether a word that ties makes no more than a noun phrase, as in “notice of it” and “start of processing”."""
    word, before = words[place], words[place - 1] if place else ""
    return word in _OF_NOUNS or (word in _OBJECTS and before in _OF_NOUNS) or (tie < _BY_TIE and word.endswith("ing"))


def _tie(words: Sequence[str], place: int) -> float:
    """For how many other words a word speaks: none, if it ties nothing."""
    word = words[place]
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if word == _SIGN or word in _TIES:
        return _BY_TIE
    if len(word) == 1:
        return 0.0
    if word in _LOOSE_TIES:
        return _BY_LOOSE_TIE
    if before in _BEFORE_A_NOUN:
        return 0.0
    base = lemma(word)
    inflected = word != base
    if (after in _OBJECTS or (after == "all" and not place)) and (
        base in _VERBS | _NOUNS_TOO or not (place or word.isdigit())
    ):
        return _BY_TIE
    if inflected and word.endswith(("ed", "ing")) and len(word) > 4 and base not in _VERBS:
        joined = not after or after in GLUE | NEGATIONS or after == _SIGN or after.isdigit()
        return _BY_LOOSE_TIE if joined else 0.0
    if base in _VERBS:
        if not inflected:
            return _BY_BARE_VERB if place else _BY_TIE
        return _BY_TIE if word.endswith("s") else _BY_LOOSE_TIE
    return _BY_LOOSE_TIE if base in _SELDOM_NOUNS and inflected and place else 0.0
