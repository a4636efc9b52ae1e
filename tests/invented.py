"""Invented sources, passages and cards, for tests that need a small world of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from corpus.passage import Correction, Part, Passage, Reference, Statement, digest, estimated_tokens
from corpus.source import Kind, Source
from retrieval.evidence import Evidence, RankedPassage, Scope, Understanding

LAW = "https://www.legislation.gov.uk"
TODAY = date(2026, 11, 21)
SECTION = Reference(label="DPA 2018 section 171", url=f"{LAW}/ukpga/2018/12/section/171")


def statement(text: str, *references: Reference, part: Part = Part.LEAD, **more: Any) -> Statement:
    """A cited statement; of section 171 where nothing else is given."""
    return Statement(text=text, references=references or (SECTION,), part=part, **more)


def correction(wrong: str, right: str, *said_as: str, **more: Any) -> Correction:
    """A wrong belief and what puts it right."""
    return Correction(wrong=wrong, said_as=said_as, right=statement(right, part=Part.CORRECTION, **more))


def passage(
    name: str,
    *statements: Statement | str,
    source: str = "",
    questions: Sequence[str] = (),
    corrections: Sequence[Correction] = (),
    **more: Any,
) -> Passage:
    """A passage that says the statements; a card's where questions are given, else one of a text."""
    said = tuple(one if isinstance(one, Statement) else statement(one) for one in statements)
    text = "\n".join([name, *(one.text for one in said), *(one.right.text for one in corrections)])
    values: dict[str, Any] = {
        "id": name,
        "source_id": source or name,
        "kind": Kind.TOPIC if questions else Kind.OWN,
        "title": name.replace("/", " ").replace("-", " "),
        "locator": name,
        "url": f"https://www.gov.uk/invented/{name}",
        "text": text,
        "statements": said,
        "questions": tuple(questions),
        "corrections": tuple(corrections),
        "token_count": estimated_tokens(text),
        "sha256": digest(text),
    }
    return Passage.model_validate({**values, **more})


def source(name: str, **more: Any) -> Source:
    """A source of that id."""
    values: dict[str, Any] = {
        "id": name,
        "title": name.title(),
        "kind": Kind.OWN,
        "publisher": "Borsetshire Council",
        "url": f"https://www.gov.uk/invented/{name}",
        "licence": "Open Government Licence v3.0",
    }
    return Source.model_validate({**values, **more})


def sources_of(passages: Sequence[Passage]) -> list[tuple[Source, list[Passage]]]:
    """The passages by source, in order, as the holdings take them."""
    by_source: dict[str, list[Passage]] = {}
    for one in passages:
        by_source.setdefault(one.source_id, []).append(one)
    return [(source(name, kind=held[0].kind), held) for name, held in by_source.items()]


def evidence(
    question: str,
    scope: Scope,
    *passages: Passage,
    score: float = 0.9,
    beliefs: Sequence[float] = (),
    understanding: Understanding | None = None,
    **more: Any,
) -> Evidence:
    """Evidence of these passages, best first, each statement near the question; ``beliefs`` are the first's."""
    ranked = tuple(
        RankedPassage(
            passage=one,
            rank=rank,
            score=score - rank / 100,
            found_by=("asked",),
            statement_scores=(*(0.9 for _ in one.statements), *(0.0 for _ in one.corrections)),
            belief_scores=tuple(beliefs) if rank == 1 and beliefs else tuple(0.0 for _ in one.corrections),
        )
        for rank, one in enumerate(passages, start=1)
    )
    return Evidence(
        question=question,
        scope=scope,
        understanding=understanding or Understanding(question=question, parts=(question,), plain=question),
        passages=ranked,
        confidence=score if passages else 0.0,
        index_digest="0" * 64,
        **more,
    )
