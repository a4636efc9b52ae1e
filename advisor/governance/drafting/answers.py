"""Answers to what a draft asks: each becomes a fact that a person stated, in the field that was asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.errors import DraftingFault
from advisor.governance.drafting.draft import Fact, FactKind, FactSource
from corpus.drafting_rules import FieldRule

LONGEST_ANSWER_CHARACTERS = 20_000


def check_answers(raw: object, fields: Iterable[FieldRule], name: str = "The answers") -> dict[str, str]:
    """Answers by field, from what a file held.

    Raises:
        DraftingFault: it is no mapping, names a field that there is not, or holds something else than words.
    """
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise DraftingFault(
            f"{name} must map fields to answers, and this is a {type(raw).__name__}.",
            "Write one line for each answer, such as `retention: six years after the case closes`.",
        )
    known = {one.id for one in fields}
    answers: dict[str, str] = {}
    for field, said in raw.items():
        if field not in known:
            raise DraftingFault(
                f"{name}: there is no field {field!r}.", "Use the fields that `advisor draft gaps` lists."
            )
        answers[str(field)] = _words(said, f"{name}, {field}")
    return {field: said for field, said in answers.items() if said}


def answered(answers: Mapping[str, str], fields: Iterable[FieldRule]) -> tuple[Fact, ...]:
    """The answers as facts."""
    kinds = {one.id: FactKind(one.kind) for one in fields}
    return tuple(
        Fact(
            id=f"a-{field.replace('_', '-')}",
            kind=kinds[field],
            value=said.strip(),
            source_text=said.strip(),
            start=0,
            end=0,
            field=field,
            source=FactSource.ANSWER,
        )
        for field, said in answers.items()
        if said.strip() and field in kinds
    )


def _words(said: object, where: str) -> str:
    if isinstance(said, list) and all(isinstance(one, str) for one in said):
        return "; ".join(one.strip() for one in said if one.strip())
    if said is not None and not isinstance(said, str):
        raise DraftingFault(f"{where}: an answer is words or a list of them.", "Write it on one line, or as a list.")
    words = "" if said is None else said.strip()
    if len(words) > LONGEST_ANSWER_CHARACTERS:
        raise DraftingFault(
            f"{where}: the answer is longer than {LONGEST_ANSWER_CHARACTERS:,} characters.", "Shorten it."
        )
    return words
