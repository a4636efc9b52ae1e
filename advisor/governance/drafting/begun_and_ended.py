"""When the proposal as a whole begins and ends, told in two ways: go-live, switch-on, runs from, until.

What leads up to it, comes beside it or happens in one place or phase only begins and ends for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.measures import Measure, agree, days
from advisor.governance.drafting.statements import Statement
from advisor.governance.drafting.told_twice import BEFOREHAND
from corpus.source import Frozen

_COMPARED = 40
_WHOLE = (
    r"(?:pilot|trial|project|scheme|service|system|programme|tool|sharing|processing|arrangement|platform|app|portal"
    r"|initiative|exercise|matching|monitoring)"
)
_SUBJECT = rf"\b(?:(?:the|this|that|our|a|an|its) (?:[a-z-]+ ){{0,2}}?{_WHOLE}|it|we|{_WHOLE})"
_BEGINS = r"(?:starts?|starting|begins?|beginning|commences?|launch(?:es)?|opens?|takes effect|kicks? off|goes)"
_LIVE = (
    r"(?:go(?:es|ing)?[ -]live|switch(?:es|ed)?[ -]?on|turned on|up and running|in (?:use|operation|service)|live"
    r"|running|launched|runs?)"
)
_ENDS = r"(?:ends?|finish(?:es)?|clos(?:es?)|stops?|expires?|winds? up|comes? to an end|is over|terminates?)"
_LASTS = r"(?:runs?|lasts?|continues?|goes on|in (?:use|operation|service)|live|running|stays on)"
_MAY = r"(?: (?:will|would|is to|shall|should|to|be|is|are|can|then|now|first))*"
_TO_THE_DATE = (
    r"(?: date)?(?:[: ,]+(?:is|will be|planned for|set for|due|on|in|by|at|of|the|about|around|\w+day))*[: ]*$"
)
_START = (
    (
        rf"^(?:\d[\d.]* )?(?:planned |proposed |the )?(?:starts?|start date|begins?|beginning|commencement|launch"
        rf"|go-?live|switch-?on|live)(?: (?:of|for) (?:the |this |our )?(?:[a-z-]+ )?{_WHOLE})?(?:[: ]+from)?"
        rf"{_TO_THE_DATE}"
    ),
    rf"{_SUBJECT}{_MAY} (?:{_BEGINS}|{_LIVE})(?: from)?{_TO_THE_DATE}",
    rf"{_SUBJECT} from $",
    rf"\b{_LIVE} (?:from )?(?:on |in )?$",
)
_END = (
    (
        rf"^(?:\d[\d.]* )?(?:planned |proposed |the )?(?:ends?|end date|finish(?:es)?|closes?|expiry|last day"
        rf"|switch-?off|until)(?: (?:of|for) (?:the |this |our )?(?:[a-z-]+ )?{_WHOLE})?{_TO_THE_DATE}"
    ),
    rf"{_SUBJECT}{_MAY} {_ENDS}{_TO_THE_DATE}",
    rf"{_SUBJECT}{_MAY} {_LASTS} (?:from DATE )?(?:until|to|till) (?:the end of )?$",
    rf"{_SUBJECT} from DATE (?:until|to|till) $",
)
_STARTS = re.compile("|".join(f"(?:{one})" for one in _START), re.IGNORECASE)
_STOPS = re.compile("|".join(f"(?:{one})" for one in _END), re.IGNORECASE)
_AFTER_A_PILOT = re.compile(
    r"\b(?:full|wider|main) (?:service|roll-?out|scheme|launch|phase|system)|\broll(?:ed|s)?[ -]?out\b|\bif (?:it|the"
    r" (?:pilot|trial)) (?:works|succeeds|goes)|after the (?:pilot|trial)",
    re.IGNORECASE,
)
_STAGE = re.compile(
    r"\b(?:phase|stage|wave|tranche|cohort|round|step|lot|part|year)s? (?:\d|one|two|three|i+\b|[a-c]\b)"
    r"|\b(?:first|second|third|next|final|initial|later|soft|full|wider)\b",
    re.IGNORECASE,
)
_ONE_PLACE = re.compile(r"^,? (?:in|at|for) (?:the |our )?(?!all\b|every\b|full\b|one of\b)\w", re.IGNORECASE)
_PIECE = re.compile(r"^.*(?:[;.!?]|\bwhen\b|\bonce\b|\band\b(?! running))\s*", re.DOTALL)


class _Date(Frozen):
    of: Statement
    day: Measure
    place: bool


def begun_and_ended(stated: Sequence[Statement]) -> Iterator[Contradiction]:
    """Every pair of dates on which the whole is said to begin, and on which it is said to end."""
    piloted = any(_AFTER_A_PILOT.search(one.told) for one in stated)
    planned = [one for one in stated if one.is_planned and not _STAGE.search(one.told)]
    for field, words in (("start_date", _STARTS), ("end_date", _STOPS)):
        told = [date for one in planned for date in _dates(one, words)]
        for one, two in combinations(told[:_COMPARED], 2):
            if one.of.text == two.of.text or agree(one.day, two.day) or (one.place and two.place):
                continue
            if not piloted or _of_a_pilot(one.of) == _of_a_pilot(two.of):
                yield Contradiction(field=field, values=(one.of.text, two.of.text))


def _of_a_pilot(one: Statement) -> bool:
    return re.search(r"\b(?:pilot|trial)", one.told, re.IGNORECASE) is not None


def _dates(one: Statement, words: re.Pattern[str]) -> Iterator[_Date]:
    told, begun = one.told, 0
    lead = ""
    for day in days(told):
        lead += told[begun : day.start]
        begun = day.end
        piece = _PIECE.sub("", lead)
        if words.search(piece) and not BEFOREHAND & set(re.findall(r"[a-z]+", piece.lower())):
            yield _Date(of=one, day=day, place=_ONE_PLACE.match(told[day.end :]) is not None)
        lead += "DATE"
