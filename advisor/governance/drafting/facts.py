"""What a proposal states: its facts word for word, its parties, and the signs of what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from advisor.governance.drafting.amounts import measured
from advisor.governance.drafting.dates import written_dates
from advisor.governance.drafting.draft import Fact, FactKind
from advisor.governance.drafting.names import people, systems
from advisor.governance.drafting.parties import Party, parties
from advisor.governance.drafting.sentences import Sentence, sentences
from advisor.governance.drafting.signs import Sign, read_signs, work_out
from corpus.drafting_rules import DraftingRules, FieldRule
from corpus.source import Frozen

_TO_A_MACHINE = "injunction-to-machine"
_TITLE_LINES = 4
_REST_OF_A_LABEL = 24
_PLACES_ENOUGH = 3

FIELDS_OF: dict[FactKind, tuple[str, ...]] = {
    FactKind.PERSON: (
        "author", "owner", "senior_owner", "dpo_advice", "caldicott", "signatories", "liaison", "consultation",
        "complaints", "recipients", "data_subjects", "minimisation", "ethics",
    ),
    FactKind.DATE: (
        "start_date", "end_date", "review_date", "consultation", "request", "title", "ethics", "data_subjects",
        "retention", "publication",
    ),
    FactKind.AMOUNT: ("cost", "benefit", "necessity"),
    FactKind.VOLUME: (
        "volume", "benefit", "necessity", "model_performance", "automation", "access_control", "alternatives",
        "small_numbers", "accuracy",
    ),
    FactKind.RETENTION: ("retention", "disposal", "end_date", "review_date", "minimisation"),
    FactKind.FREQUENCY: ("frequency", "review_date", "liaison"),
    FactKind.ORGANISATION: (
        "controllers", "processors", "sub_processors", "recipients", "source", "ethics", "cost", "consultation",
    ),
    FactKind.SYSTEM: ("systems", "source", "hosting", "automation", "linkage"),
}  # fmt: skip
"""To which fields an exact fact of each kind can belong; the first is where it goes if nothing else says so."""

_STANDS_APART = {
    FactKind.PERSON: "liaison",
    FactKind.AMOUNT: "cost",
    FactKind.VOLUME: "volume",
    FactKind.FREQUENCY: "frequency",
    FactKind.SYSTEM: "systems",
}


class Facts(Frozen):
    """What the advisor has understood of a proposal.

    ``instructions`` are sentences that speak to a machine: they are shown, and neither followed nor counted as facts.
    """

    text: str
    told: tuple[Sentence, ...]
    instructions: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    parties: tuple[Party, ...]
    signs: tuple[Sign, ...]

    @cached_property
    def shown(self) -> frozenset[str]:
        """The identifiers of all signs."""
        return frozenset(one.id for one in self.signs)

    def sign(self, name: str) -> Sign | None:
        """The sign of that name, if it shows."""
        return next((one for one in self.signs if one.id == name), None)

    def of_field(self, field: str) -> tuple[Fact, ...]:
        """The facts that belong to a field."""
        return tuple(one for one in self.facts if one.field == field)

    def of_kind(self, kind: FactKind) -> tuple[Fact, ...]:
        """The facts of a kind."""
        return tuple(one for one in self.facts if one.kind is kind)


def understand(text: str, rules: DraftingRules) -> Facts:
    """What a proposal says. Nothing is added: every fact is a stretch of the text."""
    every = sentences(text)
    machine = next((one for one in rules.signals if one.id == _TO_A_MACHINE), None)
    spoken_to = tuple(one for one in every if machine and machine.pattern and machine.pattern.search(one.text))
    told = tuple(one for one in every if one not in spoken_to)
    bodies = parties(told)
    read = read_signs(told, rules)
    signs = (*read, *work_out(read, bodies, told))
    return Facts(
        text=text,
        told=told,
        instructions=spoken_to,
        facts=tuple(_numbered(text, _found(told, bodies, rules.fields))),
        parties=bodies,
        signs=signs,
    )


class _Stretch(Frozen):
    kind: FactKind
    field: str
    start: int
    end: int
    source_text: str


def _found(told: Sequence[Sentence], bodies: Sequence[Party], fields: Sequence[FieldRule]) -> Iterator[_Stretch]:
    names = [one.name for one in bodies]
    yield from _title(told)
    for place, sentence in enumerate(told):
        belongs = fields_of(sentence, fields)
        for rule in belongs:
            yield _Stretch(
                kind=FactKind(rule.kind),
                field=rule.id,
                start=sentence.start,
                end=sentence.end,
                source_text=sentence.text,
            )
        ids = [rule.id for rule in belongs]
        for kind, start, end in _exact(sentence, names):
            yield from _placed(
                kind, start, end, sentence, ids, opening=sentence.line < _TITLE_LINES or place == len(told) - 1
            )
    yield from _bodies(bodies)
    yield from _systems_everywhere(told, names)


def fields_of(sentence: Sentence, fields: Iterable[FieldRule]) -> list[FieldRule]:
    """The fields to which a sentence belongs, by its words or by the label or heading over it.

    One that fits nowhere so goes where most of the weaker hints point, so that no sentence of a proposal is lost.
    """
    rules = list(fields)
    found = [rule for rule in rules if _worded(rule, sentence) or labelled(rule, sentence)]
    if len(found) >= _PLACES_ENOUGH:
        return found
    hinted = {
        rule.id: len({hit.group() for hit in rule.hint.finditer(sentence.text)})
        for rule in rules
        if rule.hint is not None
    }
    ranked = sorted(
        (rule for rule in rules if hinted.get(rule.id) and rule not in found), key=lambda one: -hinted[one.id]
    )
    return found + ranked[: _PLACES_ENOUGH - len(found)]


def _worded(rule: FieldRule, sentence: Sentence) -> bool:
    if rule.pattern is None:
        return False
    introduced = sentence.listed and rule.pattern.search(sentence.label) is not None
    return introduced or rule.pattern.search(sentence.text) is not None


def labelled(rule: FieldRule, sentence: Sentence) -> bool:
    """Whether the label or heading over a sentence names the field."""
    pattern = rule.label
    if pattern is None:
        return False
    for label in (sentence.label, sentence.heading):
        named = label.strip(" *:#.")
        hit = pattern.search(named)
        if hit and hit.start() == 0 and len(named) - hit.end() < _REST_OF_A_LABEL:
            return True
    return False


def _title(told: Sequence[Sentence]) -> Iterator[_Stretch]:
    for sentence in told[:3]:
        if sentence.line < _TITLE_LINES and len(sentence.text) > 8:
            yield _Stretch(
                kind=FactKind.PROJECT,
                field="title",
                start=sentence.start,
                end=sentence.end,
                source_text=sentence.text,
            )


def _exact(sentence: Sentence, bodies: Sequence[str]) -> Iterator[tuple[FactKind, int, int]]:
    for start, end in written_dates(sentence.text):
        yield FactKind.DATE, start, end
    for one in measured(sentence.text):
        yield one.kind, one.start, one.end
    for start, end in people(sentence.text):
        if not any(sentence.text[start:end] in body for body in bodies):
            yield FactKind.PERSON, start, end


def _placed(
    kind: FactKind, start: int, end: int, sentence: Sentence, belongs: Sequence[str], *, opening: bool
) -> Iterator[_Stretch]:
    while start < end and sentence.text[start].isspace():
        start += 1
    stripped = sentence.text[start:end].rstrip(" ,.;:*")
    fields = [one for one in FIELDS_OF[kind] if one in belongs]
    if kind is FactKind.PERSON and opening:
        fields = ["author", *(one for one in fields if one != "author")]
    if kind is FactKind.DATE and opening and "title" not in fields:
        fields.append("title")
    if not fields and kind in _STANDS_APART:
        fields = [_STANDS_APART[kind]]
    for field in fields:
        yield _Stretch(
            kind=kind,
            field=field,
            start=sentence.start + start,
            end=sentence.start + start + len(stripped),
            source_text=sentence.text,
        )


def _bodies(bodies: Sequence[Party]) -> Iterator[_Stretch]:
    for one in bodies:
        fields = ["controllers"] if one.decides else ["processors"] if one.processes else ["recipients", "source"]
        if not one.decides and re.search(r"sub-?contract|sub-?processor|keyed by", one.source_text, re.IGNORECASE):
            fields.append("sub_processors")
        said = " ".join(one.named_in)
        for field, words in (
            ("recipients", r"\b(?:sends?|get|gets|gave|give|returns?|share|feed|refers?|to|for)\b"),
            ("source", r"\b(?:from|belong|shares|give us|gives us|owner|provide)"),
            ("ethics", r"[Ee]thics"),
            ("cost", r"£|fund"),
            ("consultation", r"\b(?:talking with|forum|voice|liked|seen the plan)\b"),
        ):
            if re.search(words, said):
                fields.append(field)
        for field in dict.fromkeys(fields):
            yield _Stretch(
                kind=FactKind.ORGANISATION,
                field=field,
                start=one.start,
                end=one.start + len(one.name),
                source_text=one.source_text,
            )


def _systems_everywhere(told: Sequence[Sentence], bodies: Sequence[str]) -> Iterator[_Stretch]:
    seen: set[str] = set()
    for sentence in told:
        for start, end in systems(sentence.text, bodies):
            name = sentence.text[start:end]
            if name in seen:
                continue
            seen.add(name)
            yield _Stretch(
                kind=FactKind.SYSTEM,
                field="systems",
                start=sentence.start + start,
                end=sentence.start + end,
                source_text=sentence.text,
            )


def _numbered(text: str, found: Iterable[_Stretch]) -> Iterator[Fact]:
    kept: dict[tuple[str, str, int, int], _Stretch] = {}
    for one in found:
        if one.end > one.start:
            kept.setdefault((one.kind, one.field, one.start, one.end), one)
    ordered = sorted(kept.values(), key=lambda one: (one.start, one.end, one.field, one.kind))
    for number, one in enumerate(ordered, 1):
        yield Fact(
            id=f"f{number}",
            kind=one.kind,
            value=text[one.start : one.end],
            source_text=one.source_text,
            start=one.start,
            end=one.end,
            field=one.field,
        )
