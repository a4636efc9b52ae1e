"""What a proposal states line by line, for comparing: a label and what is said of it, a row of a table, a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.sentences import Sentence
from corpus.source import Frozen

_OWN_LABEL = re.compile(r"^\**(?P<label>[^\W\d_][^:|.;\n]{1,60}?)\**(?::|\?| [–-](?= ))\**\s*(?=\S)")
_LABELS_WORDS = 8
_ANSWER = re.compile(r"^\W*(?:yes|no|none|n/?a|not applicable|nobody|never|nil)\b", re.IGNORECASE)
_SAYS_ANOTHER = re.compile(
    r"^(?:(?:in|under|on|at|per) )?(?:the )?(?:[\w-]+ ){0,2}(?:paragraph|clause|section|annex|appendix|schedule|page"
    r"|heading|form|table|tender|milestones?|ps|note|minutes?|further down the form)\b[\w ]{0,12}$",
    re.IGNORECASE,
)
_NOT_PLANNED = re.compile(
    r"\b(?:(?:was|were|is|are) considered|we (?:have )?(?:also )?(?:considered|looked at|thought of|weighed)"
    r"|option \w+"
    r"|alternatives?|instead of|rather than|rul(?:ed|ing) out|rejected the (?:idea|option)|could (?:have|be)"
    r"|at present|at the moment|currently|today\b|until now|so far|used to|formerly|previously|in the past"
    r"|historically"
    r"|last (?:year|month|week|winter|summer)|under the old|the old system|before the|until 20\d\d|no longer"
    r"|under the new|would have|might|for (?:example|instance)|e\.g\.|such as|unless|except|in exceptional"
    r"|where (?:there is|a|an|the)|if (?:a|an|the|it|they|we|there)|may be extended)\b",
    re.IGNORECASE,
)
"""Says what is not what the proposal plans: what is now, was once, was weighed, or holds in some cases only."""
_BUT_FOR = re.compile(r",? (?:unless|except)\b[^.]*$", re.IGNORECASE)
_REPORTED = re.compile(
    r"^(?:hi|hello|hey|dear) \w+, (?:we (?:propose|plan|intend|want) to )?"
    r"|^(?:\d[\d.]* )?[^.;]{0,60}?\b(?:told|promised|said|says"
    r"|states?|stated|assured|agreed|confirmed|understood|heard|wrote|expects?)\b[^.;]{0,40}?\bthat ",
    re.IGNORECASE,
)
"""Who said it, before what was said."""
_OTHER_CLAUSE = re.compile(r";\s+|,? (?:but|whereas|while) (?=[a-z])")


class Statement(Frozen):
    """One thing said: ``said`` without the label that it stands behind, ``over`` what stands over it."""

    text: str
    said: str
    label: str
    over: str
    place: int

    @cached_property
    def told(self) -> str:
        """The label and what is said of it."""
        return f"{self.label}: {self.said}" if self.label else self.said

    @cached_property
    def is_planned(self) -> bool:
        """Whether it says what the proposal plans, as it plans it."""
        return _NOT_PLANNED.search(self.told) is None

    @property
    def is_the_rule(self) -> bool:
        """Whether it says what the proposal plans but for what it excepts: “after 14 days unless saved”."""
        return _NOT_PLANNED.search(_BUT_FOR.sub("", self.told)) is None


def statements(facts: Facts) -> tuple[Statement, ...]:
    """Everything that the proposal states, in order."""
    return tuple(_stated(facts))


def _stated(facts: Facts) -> Iterator[Statement]:
    told = list(facts.told)
    place = 0
    while place < len(told):
        one = told[place]
        place += 1
        following = told[place] if place < len(told) else None
        if one.text.endswith("?") and following and _answers(one, following):
            text = facts.text[one.start : following.end]
            place += 1
            yield _line(one, text, one.text.rstrip("? "), following.text)
        elif "|" in one.text:
            cells = [cell.strip() for cell in one.text.split("|") if cell.strip()]
            yield _line(one, one.text, cells[0], " | ".join(cells[1:]))
        else:
            yield from _prose(one)


def _answers(one: Sentence, following: Sentence) -> bool:
    return following.line - one.line <= 1 and _ANSWER.search(following.text) is not None


def _prose(one: Sentence) -> Iterator[Statement]:
    text, label = one.text, ""
    own = _OWN_LABEL.match(text)
    if own and len(own["label"].split()) <= _LABELS_WORDS and text[own.end() :].strip():
        label = own["label"].strip()
        text = text[own.end() :]
    if _SAYS_ANOTHER.match(label):
        label = ""
    for part in _OTHER_CLAUSE.split(text):
        if part.strip():
            whole = one.text if part == text else part.strip()
            said = _REPORTED.sub("", part.strip())
            yield _line(one, whole, label if part == text or text.startswith(part) else "", said)


def _line(one: Sentence, text: str, label: str, said: str) -> Statement:
    over = one.heading if one.heading and one.heading not in text else ""
    introduced = one.label if one.listed and one.label not in text else ""
    return Statement(text=text, said=said, label=label, over=f"{over} {introduced}".strip(), place=one.start)
