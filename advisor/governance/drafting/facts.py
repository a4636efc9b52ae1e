"""What a proposal states: its facts word for word, its parties, and the signs of what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from advisor.governance.drafting.amounts import measured
from advisor.governance.drafting.dates import written_dates
from advisor.governance.drafting.draft import Fact, FactKind
from advisor.governance.drafting.left_open import answering
from advisor.governance.drafting.meaning import Meaning, Meant, ReadProposal, Speaks
from advisor.governance.drafting.names import people, systems
from advisor.governance.drafting.parties import Party, parties
from advisor.governance.drafting.places import fields_of, weighed_fields
from advisor.governance.drafting.placing import headings
from advisor.governance.drafting.sentences import Sentence, sentences
from advisor.governance.drafting.signs import Sign, read_signs, weighed_signs, work_out
from corpus.drafting_rules import DraftingRules, FieldRule
from corpus.source import Frozen

_TO_A_MACHINE = "injunction-to-machine"
_TITLE_LINES = 4

FIELDS_OF: dict[FactKind, tuple[str, ...]] = {
    FactKind.PERSON: (
        "author", "owner", "senior_owner", "dpo_advice", "caldicott", "signatories", "liaison", "consultation",
        "complaints", "recipients", "data_subjects", "minimisation", "ethics", "access_control", "request",
    ),
    FactKind.DATE: (
        "start_date", "end_date", "review_date", "consultation", "request", "title", "ethics", "data_subjects",
        "retention", "publication", "frequency", "disposal", "privacy_notice", "dpo_advice",
    ),
    FactKind.AMOUNT: ("cost", "benefit", "necessity", "alternatives", "purpose", "automation"),
    FactKind.VOLUME: (
        "volume", "benefit", "necessity", "model_performance", "automation", "access_control", "alternatives",
        "small_numbers", "accuracy", "consultation", "recipients", "systems", "data_subjects", "human_review",
    ),
    FactKind.RETENTION: ("retention", "disposal", "end_date", "review_date", "minimisation"),
    FactKind.FREQUENCY: ("frequency", "review_date", "liaison", "breach", "method", "termination", "accuracy"),
    FactKind.ORGANISATION: (
        "controllers", "processors", "sub_processors", "recipients", "source", "ethics", "cost", "consultation",
        "hosting", "contract",
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
    meant: Meant | None = None

    @cached_property
    def shown(self) -> frozenset[str]:
        """The identifiers of all signs."""
        return frozenset(one.id for one in self.signs)

    @cached_property
    def answering(self) -> tuple[Sentence, ...]:
        """The sentences that can answer a question."""
        return answering(self.told, headings(self.text))

    def sign(self, name: str) -> Sign | None:
        """The sign of that name, if it shows."""
        return next((one for one in self.signs if one.id == name), None)

    def of_field(self, field: str) -> tuple[Fact, ...]:
        """The facts that belong to a field."""
        return tuple(one for one in self.facts if one.field == field)

    def of_kind(self, kind: FactKind) -> tuple[Fact, ...]:
        """The facts of a kind."""
        return tuple(one for one in self.facts if one.kind is kind)


def understand(text: str, rules: DraftingRules, meaning: Meaning | None = None) -> Facts:
    """What a proposal says. Nothing is added: every fact is a stretch of the text.

    ``meaning`` helps to see where a sentence belongs and what it shows, in words that no rule lists.
    """
    every = sentences(text)
    machine = next((one for one in rules.signals if one.id == _TO_A_MACHINE), None)
    spoken_to = tuple(one for one in every if machine and machine.pattern and machine.pattern.search(one.text))
    told = tuple(one for one in every if one not in spoken_to)
    bodies = parties(told)
    over = headings(text)
    said = tuple(one for one in told if (one.start, one.end) not in over) or told
    spoken = meaning.read([one.text for one in said], [introduced(one) for one in said]) if meaning and said else None
    read = weighed_signs(read_signs(told, rules), said, rules, spoken)
    signs = (*read, *work_out(read, bodies, told))
    return Facts(
        text=text,
        told=told,
        instructions=spoken_to,
        facts=tuple(_numbered(text, _found(told, bodies, _places(said, rules, spoken)))),
        parties=bodies,
        signs=signs,
        meant=_meant(said, spoken),
    )


def introduced(sentence: Sentence) -> str:
    """A sentence with the heading and label that stand over it."""
    over = " ".join(dict.fromkeys(one.strip() for one in (sentence.heading, sentence.label) if one.strip()))
    return f"{over}: {sentence.text}" if over and over not in sentence.text else sentence.text


def _places(
    said: Sequence[Sentence], rules: DraftingRules, spoken: ReadProposal | None
) -> Mapping[tuple[int, int], list[FieldRule]]:
    """The fields of each sentence, by where it stands; a heading has none, since it says nothing by itself."""
    if spoken is None:
        return {(one.start, one.end): fields_of(one, rules.fields) for one in said}
    read = zip(said, spoken.fields, strict=True)
    return {(one.start, one.end): weighed_fields(one, rules, scores) for one, scores in read}


def _meant(told: Sequence[Sentence], spoken: ReadProposal | None) -> Meant | None:
    if spoken is None:
        return None
    risks = {
        name: Speaks(strength=one.strength, source_text=told[one.place].text) for name, one in spoken.risks.items()
    }
    return Meant(answered=dict(spoken.answered), risks=risks)


class _Stretch(Frozen):
    kind: FactKind
    field: str
    start: int
    end: int
    source_text: str


def _found(
    told: Sequence[Sentence], bodies: Sequence[Party], places: Mapping[tuple[int, int], Sequence[FieldRule]]
) -> Iterator[_Stretch]:
    names = [one.name for one in bodies]
    yield from _title(told)
    for place, sentence in enumerate(told):
        belongs = places.get((sentence.start, sentence.end), ())
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
