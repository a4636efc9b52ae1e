"""A sentence or list item, taken apart: its content words, forces, reaches, limits, actors, quantities and names."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from advisor.governance.grounding.actors import ACTORS, AGENT, NAMED, PLACES, is_agent
from advisor.governance.grounding.citations import Cited, citations
from advisor.governance.grounding.expressions import Expressions
from advisor.governance.grounding.modality import DENIED, FORCES, NEEDED, Force
from advisor.governance.grounding.quantities import Quantity, quantities
from advisor.governance.grounding.scope import BEFORE_AFTER, LIMITS, NEGATIONS, REACHES, Limit, Reach
from advisor.governance.grounding.thesaurus import lemma

_TOKEN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\x01|\x02|\d+|[.,;:()—–?!“”\"]")
_ENUMERATOR = re.compile(r"(?:(?<=\s)|^)\((?:\d{1,3}[A-Z]{0,2}|[a-z]{1,3}|[ivx]{1,5})\)(?=\s)")
_JOINED = re.compile(r"\b(sub|re|co|non|pre|mis|over|under|anti|e|un|multi)-(?=[a-z])", re.IGNORECASE)
_NOT = re.compile(r"n['’]t\b")
_PLACE = "\x01"
_CITED = "\x02"
_BREAKS = frozenset(",;:()—–.?!")

_FUNCTION = frozenset(
    """a an the this that these those it its itself they them their theirs he she him her his hers you your yours we us
    our ours i me my who whom whose which what how why there here of to in on at by for from with into onto upon about
    as than then so such be is are was were been being am do does did doing done have has had having will would and or
    but nor if when where while whether because since until unless before after during under over between among through
    against within without out off up down again also too very just even still yet own same other another each every all
    any both either neither no not only never always some most more less much many few one ones must may can could
    should shall might ought need let lets per via within etc eg ie e g s t ll re ve d m upon thus hence thereby
    therein thereof therefore herein hereby further otherwise however instead rather else once yes us them themselves
    himself herself themselves yourself ourselves oneself anyone someone everyone nobody somebody anybody everybody
    something anything nothing everything whatever whichever whoever whenever wherever""".split()
)
_LIGHT = frozenset(
    """make take use get give do go come put set keep hold way thing matter case place kind sort type time part number
    point fact order respect regard relation basis mean include apply concern involve relate exist become remain seem
    work need want say state call ask see show look find know think particular certain relevant appropriate such
    organisation body person people individual information data personal law legal rule act provide allow let follow
    first new different own whole well long still simply actually really example like possible able available normally
    question situation circumstance instance purpose count stay help lie bear fall hear cover treat rest serve bring
    carry leave turn feel belong try expect mean deal meet reach step talk enough usual usually normal normally together
    next late later early earlier afterwards altogether straight quick small big large short old past fine actual sure
    plain common ordinary ahead side chance hand room word job today nowadays anyway""".split()
)
_LIGHT_WEIGHT = 0.45
_NOBODY = frozenset("no nobody nothing none neither nor never".split())
_DESCRIBED = frozenset("information documents details data fields standard level".split())
_BESIDE = {"rather": "than", "instead": "of"}
"""Two words that set aside what follows them."""

_COMPARING = frozenset("more less later earlier exceed exceeding fewer longer only just sooner older younger".split())
"""Words before which a ``not`` denies nothing, as in ``not later than``."""


class Content(NamedTuple):
    """A word that carries meaning: where it stands, its dictionary form, its weight, and whether it is a name."""

    at: int
    lemma: str
    weight: float
    name: bool


class Marked(NamedTuple):
    """An expression with a meaning of its own: where it begins and ends (exclusive) and what it means."""

    at: int
    end: int
    meaning: str


class Limited(NamedTuple):
    """A condition or exception: its kind and the stretch of words that it covers."""

    kind: Limit
    at: int
    end: int


class Unit:
    """One sentence or list item, taken apart. Places are numbers of words."""

    __slots__ = (
        "actors", "breaks", "citations", "content", "forces", "heading", "lead", "limits", "marks_at", "negations",
        "order", "places",
        "quantities", "reaches", "text", "words",
    )  # fmt: skip

    def __init__(self, text: str, *, heading: bool = False) -> None:
        self.text = text
        self.heading = heading
        self.lead: Unit | None = None
        self.citations: list[Cited] = citations(text)
        hidden = _hide(text, [(one.start, one.end) for one in self.citations], _CITED)
        self.quantities: list[Quantity] = quantities(_ENUMERATOR.sub(_blank, hidden))
        hidden = _hide(hidden, [(one.start, one.end) for one in self.quantities], _PLACE)
        hidden = _NOT.sub(" not", _JOINED.sub(r"\1", _ENUMERATOR.sub(_blank, hidden)))
        raw = [_no_possessive(word) for word in _TOKEN.findall(hidden)]
        self.words: list[str] = [word.lower() for word in raw]
        self.marks_at = [at for at, word in enumerate(self.words) if word == _PLACE]
        self.breaks = [at for at, word in enumerate(self.words) if word in _BREAKS]
        self.forces: list[Marked] = []
        self.reaches: list[Marked] = []
        self.actors: list[Marked] = []
        self.order: list[Marked] = []
        self.limits: list[Limited] = []
        self.negations: list[int] = []
        self.content: list[Content] = []
        self._mark()
        self._fill(raw)
        self._name_actors()
        self.places: dict[str, list[int]] = {}
        for number, one in enumerate(self.content):
            self.places.setdefault(one.lemma, []).append(number)

    def clause_of(self, at: int) -> tuple[int, int]:
        """Beginning and end of the stretch between marks of punctuation in which a word stands."""
        start = max((one + 1 for one in self.breaks if one < at), default=0)
        end = min((one for one in self.breaks if one >= at), default=len(self.words))
        return start, end

    def _mark(self) -> None:
        words = self.words
        forces, reaches, limits, actors, order = _tables()
        at = force_until = 0
        while at < len(words):
            word = words[at]
            if word in _BREAKS:
                at += 1
                continue
            if at >= force_until and (found := forces.at(words, at)):
                after = words[at + found[0]] if at + found[0] < len(words) else ""
                if not _is_name(words, at, found[0]) and after not in _COMPARING:
                    self.forces.append(Marked(at, at + found[0], self._force(at, found[1])))
                    force_until = at + found[0]
            if reach := reaches.at(words, at):
                self.reaches.append(Marked(at, at + reach[0], reach[1]))
            if limit := limits.at(words, at):
                self.limits.append(Limited(limit[1], at, self._end_of_limit(at + limit[0])))
            if (actor := actors.at(words, at)) and (not self.actors or self.actors[-1].end <= at):
                self.actors.append(Marked(at, at + actor[0], actor[1]))
            if one := order.at(words, at):
                self.order.append(Marked(at, at + one[0], one[1]))
            if word in _BESIDE and words[at + 1 : at + 2] == [_BESIDE[word]]:
                self.negations.append(at + 1)
            if word in NEGATIONS and at >= force_until and self._denies(at):
                self.negations.append(at)
            at += 1

    def _force(self, at: int, force: Force) -> Force:
        """The force, turned by a ``no`` or ``nobody`` that stands before it in its clause."""
        start = max((one + 1 for one in self.breaks if one < at), default=0)
        before = range(max(start, at - 7), at)
        denied = any(self.words[one] in _NOBODY and self._denies(one) for one in before)
        noun = (
            self.words[at] in {"power", "right", "duty", "obligation"} and "not" in self.words[max(start, at - 2) : at]
        )
        if force not in DENIED or not (denied or noun):
            return force
        self.negations = [one for one in self.negations if one < max(start, at - 7)]
        return Force.NEED_NOT if self.words[at] in NEEDED else DENIED[force]

    def _denies(self, at: int) -> bool:
        """Whether a ``no`` or ``not`` denies: not in ``no more than``, ``yes or no``, ``nothing but``."""
        after = self.words[at + 1 : at + 3]
        return not (
            set(after) & _COMPARING
            or self.words[max(0, at - 2) : at] == ["yes", "or"]
            or (self.words[at] in {"nothing", "none", "nobody"} and after[:1] == ["but"])
        )

    def _end_of_limit(self, at: int) -> int:
        """A condition runs to the next comma or semicolon that has a few words before it."""
        for place in self.breaks:
            if place > at + 1:
                return place
        return len(self.words)

    def _fill(self, raw: list[str]) -> None:
        phrases = _phrases()
        at = 0
        marked = {place for one in self.forces for place in range(one.at, one.end)}
        while at < len(self.words):
            word = self.words[at]
            if not word.isalpha():
                at += 1
                continue
            if found := phrases.at(self.words, at):
                self.negations = [place for place in self.negations if not at <= place < at + found[0]]
                share = 1.3 / len(found[1]) if found[0] == 1 and len(found[1]) > 1 else 1.0
                for replacement in found[1]:
                    if replacement in _FUNCTION:
                        continue
                    self._add(at, replacement, name=False, share=share)
                at += found[0]
                continue
            if word not in _FUNCTION and len(word) > 1 and not (at in marked and word in _FORCE_WORDS):
                capital = raw[at][0].isupper() and (at > 0 and self.words[at - 1] not in {".", "“", '"', ":"})
                self._add(at, lemma(word), name=capital or (raw[at].isupper() and len(raw[at]) > 1))
            at += 1

    def _name_actors(self) -> None:
        """A name that is no known actor may be one (``Parkside``, ``Acme Ltd``), and so may ``the finder``."""
        taken = {place for one in self.actors for place in range(one.at, one.end)}
        last = -2
        for one in self.content:
            if one.name and one.at not in taken and one.lemma not in PLACES and one.at - last > 1:
                self.actors.append(Marked(one.at, one.at + 1, f"{NAMED}{one.lemma}"))
            elif not one.name and one.at not in taken and is_agent(self.words, one.at):
                self.actors.append(Marked(one.at, one.at + 1, f"{AGENT}{one.lemma}"))
            if one.name:
                last = one.at
        cites = [at for at, word in enumerate(self.words) if word == _CITED]
        self.actors += [
            Marked(at, at + 1, f"{NAMED}{one.kind} {one.number}")
            for at, one in zip(cites, {one.start: one for one in self.citations}.values(), strict=False)
        ]
        self.actors.sort()

    def _add(self, at: int, word: str, *, name: bool, share: float = 1.0) -> None:
        self.content.append(Content(at, word, (_LIGHT_WEIGHT if word in _LIGHT else 1.0) * share, name))


_FORCE_WORDS = frozenset(word for expression in FORCES for word in expression.split()) - frozenset(
    "offence power right rights duty obligation practice voluntary optional recommendation permission "
    "discretion".split()
)


def _is_name(words: list[str], at: int, length: int) -> bool:
    """``may`` and ``can`` are verbs here; ``required`` as an adjective and ``right to`` before a noun are no forces."""
    describing = length == 1 and words[at] in {"required", "allowed", "permitted"} and at + 1 < len(words)
    return describing and words[at + 1] in _DESCRIBED


def _hide(text: str, spans: list[tuple[int, int]], mark: str) -> str:
    """Puts a mark and blanks where a span stood, so that places in the text stay as they were."""
    for start, end in spans:
        text = text[:start] + mark + " " * (end - start - 1) + text[end:]
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _no_possessive(word: str) -> str:
    return re.split(r"['’]", word)[0] if word[-2:].lower() in {"'s", "’s"} or word[-1:] in {"'", "’"} else word


@cache
def _tables() -> tuple[Expressions[Force], Expressions[Reach], Expressions[Limit], Expressions[str], Expressions[str]]:
    return (
        Expressions(FORCES),
        Expressions(REACHES),
        Expressions(LIMITS),
        Expressions(ACTORS),
        Expressions(BEFORE_AFTER),
    )


@cache
def _phrases() -> Expressions[tuple[str, ...]]:
    text = files("advisor.governance.grounding").joinpath("phrases.txt").read_text("utf-8")
    rows = [line.split(" => ") for line in text.splitlines() if " => " in line]
    return Expressions({left.strip(): tuple(lemma(word) for word in right.split()) for left, right in rows})
