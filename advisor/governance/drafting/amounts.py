"""Numbers of a proposal: money, measured figures, how often, how long, as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.governance.drafting.dates import written_dates
from advisor.governance.drafting.draft import FactKind
from advisor.governance.drafting.sentences import Sentence
from corpus.source import Frozen

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_WORDED = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|fifty|hundred"
_TIME = r"(?:hour|day|week|month|year|minute|term)s?"
MONEY = re.compile(
    rf"£ ?{_NUMBER} ?(?:million|billion|bn|m|k)?\b(?:(?:,? which is £[\d,]+)? (?:a|an|per|each) \w+(?: per \w+)*)?"
    rf"|\b{_NUMBER} pence (?:a|an|per) \w+|\b(?:[Nn]o fee|costs? nothing|split \d+(?:/\d+)+)\b|\b[Nn]il\b"
)
COUNT = re.compile(
    rf"(?<![\w£€./:-])(?:about |around |some |nearly |over |maybe |up to )?(?P<number>{_NUMBER}|{_WORDED})"
    rf"(?P<scale> million| thousand|k\b|m\b)?(?P<what>%?(?: (?!and\b|or\b|in\b|at\b|to\b|on\b"
    rf"|of\b(?! (?:them|these|us|whom)\b))[a-z][\w'-]*){{0,5}})",
    re.IGNORECASE,
)
LASTING = re.compile(
    rf"\b(?:{_NUMBER}|{_WORDED}) {_TIME}(?: (?:after|from|plus) [\w' ]{{3,40}})?|\bfor ever\b|\bindefinitely\b"
    r"|\buntil [\w' ]{3,50}|\bwhile the [\w' ]{3,40}",
    re.IGNORECASE,
)
OFTEN = re.compile(
    r"\b(?:every|each) (?:\w+ )?(?:day|night|week|month|quarter|year|hour|morning|evening|\d+ minutes|\d+ hours|term)\b"
    r"(?: at \d\d:\d\d)?|\b(?:once|twice|three times|four times|five times|\d+ times) (?:a|an|each|per) \w+"
    r"|\b(?:daily|weekly|monthly|nightly|hourly|quarterly|annually|ad hoc|only once|real.time)\b(?:,? on an? \w+day)?",
    re.IGNORECASE,
)
_NOT_PEOPLE = re.compile(
    r"^ ?(?:%|days?|weeks?|months?|years?|hours?|minutes?|pence|dpi|st\b|nd\b|rd\b|th\b|miles?|bed|percent|full"
    r"|volumes?|"
    r"working|january|february|march|april|may\b|june|july|august|september|october|november|december|am\b|pm\b|"
    r"boxes|pages?|points?|digits?|numbers?|minute|signs?|"
    r"euros?|pounds?|incidents|images? at)",
    re.IGNORECASE,
)
_PARTS_OF_DAYS = re.compile(r"^ ?(?:nights?|mornings?|afternoons?|evenings?|fortnights?|weekends?)\b", re.IGNORECASE)
"""What is counted is time, not people or records."""
_SCALE = {"million": 1_000_000, "m": 1_000_000, "thousand": 1_000, "k": 1_000}


class Counted(Frozen):
    """A number of people or records, as it is written."""

    number: float
    words: str
    source_text: str


class Measured(Frozen):
    """A figure of a sentence and where it stands."""

    kind: FactKind
    start: int
    end: int


def measured(text: str) -> Iterator[Measured]:
    """Every figure of a text: money, spans of time, how often, and counts."""
    for kind, pattern in (
        (FactKind.AMOUNT, MONEY),
        (FactKind.RETENTION, LASTING),
        (FactKind.FREQUENCY, OFTEN),
    ):
        for hit in pattern.finditer(text):
            yield Measured(kind=kind, start=hit.start(), end=hit.end())
    taken = [hit.span() for pattern in (MONEY, LASTING) for hit in pattern.finditer(text)] + list(written_dates(text))
    for hit in COUNT.finditer(text):
        counts = hit["what"].strip() and not _PARTS_OF_DAYS.match(hit["what"])
        if counts and not any(begin <= hit.start("number") < end for begin, end in taken):
            yield Measured(kind=FactKind.VOLUME, start=hit.start(), end=hit.end())


def largest_count(told: Sequence[Sentence]) -> Counted | None:
    """The largest number of people or records that the sentences give; years, sums and spans of time do not count."""
    best: Counted | None = None
    for sentence in told:
        for number, words in _counts(sentence.text):
            if best is None or number > best.number:
                best = Counted(number=number, words=words, source_text=sentence.text)
    return best


def _counts(text: str) -> Iterator[tuple[float, str]]:
    money = [hit.span() for hit in MONEY.finditer(text)]
    for hit in COUNT.finditer(text):
        written = hit["number"].replace(",", "").rstrip(".")
        what = hit["what"]
        if not re.fullmatch(r"\d+(?:\.\d+)?", written) or not what.strip() or _NOT_PEOPLE.match(what):
            continue
        if any(begin <= hit.start() < end for begin, end in money):
            continue
        number = float(written) * _SCALE.get((hit["scale"] or "").strip().lower(), 1)
        if not (hit["scale"] is None and "," not in hit["number"].rstrip(",") and 1900 <= number <= 2100):
            yield number, hit.group().strip()
