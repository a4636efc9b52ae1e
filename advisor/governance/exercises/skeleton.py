"""The beginning of an exercise, made from a card, a precedent or a draft, for a person to write.

It breaks the format on purpose wherever only a person can say something, so that it cannot be offered unfinished.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from advisor.governance.exercises.scheme import FEWEST_NEAR_MISSES, FEWEST_WAYS
from corpus.source import Frozen

OPEN = ""
"""What stands where a person has to write; the format wants words there."""


class Origin(Frozen):
    """What an exercise is made from: what it says, and the citations that carry it."""

    title: str
    jurisdiction: str
    sayings: tuple[str, ...]
    facts: str = OPEN
    decision: str = OPEN
    card: str | None = None
    addresses: tuple[str, ...] = ()


def skeleton(exercise_id: str, origin: Origin, today: date) -> str:
    """The text of the file."""
    lines = [
        "format: 1",
        f"id: {exercise_id}",
        f"title: {_quoted(origin.title)}",
        "audience: [staff]",
        "level: starter",
        "minutes: 15",
        f"jurisdiction: {origin.jurisdiction}",
        "sector: general",
        f"as_at: {_quoted(today.isoformat())}",
        f"lesson: {_quoted(OPEN)}  # the one thing to keep",
        f"aims: [{_quoted(OPEN)}]",
        "# Change every name, place and number that could be a real one.",
        f"scenario: {_quoted(origin.facts)}",
        "# What it was made from says:",
        *(f"#   {' '.join(one.split())}" for one in (*origin.sayings, origin.decision) if one),
        "steps:",
    ]
    cited = _citations(origin)
    for kind, step_id in (("choose", "first"), ("short_answer", "why"), ("decide", "decide"), ("short_answer", "tell")):
        lines += [
            f"  - id: {step_id}",
            f"    kind: {kind}",
            f"    prompt: {_quoted(OPEN)}",
            *(_options() if kind in {"choose", "decide"} else ()),
            *_marking(kind),
            "    hints: []",
            f"    model_answer: {_quoted(OPEN)}",
            *cited,
        ]
    return "\n".join((*lines, ""))


def _options() -> Sequence[str]:
    return [
        "    options:",
        *(
            line
            for option, right in (("a", "true"), ("b", "false"), ("c", "false"))
            for line in (
                f"      - id: {option}",
                f"        text: {_quoted(OPEN)}",
                f"        right: {right}",
                f"        feedback: {_quoted(OPEN)}",
            )
        ),
    ]


def _marking(kind: str) -> Sequence[str]:
    if kind == "choose":
        return ["    marking:", "      marks: 1"]
    return [
        "    marking:",
        f"      marks: {2 if kind == 'decide' else 1}",
        *(["      choice_marks: 1"] if kind == "decide" else []),
        "      points:",
        "        - id: p1",
        f"          point: {_quoted(OPEN)}",
        "          marks: 1",
        f"          accepts: [[{_quoted(OPEN)}]]",
        f"          said_as: [{_quoted(OPEN)}]  # {FEWEST_WAYS} or more ways in which learners would put it",
        f"          not_said_as: [{_quoted(OPEN)}]  # {FEWEST_NEAR_MISSES} or more near misses that do not say it",
    ]


def _citations(origin: Origin) -> Sequence[str]:
    rows = [{"address": one, **({"card": origin.card} if origin.card else {})} for one in origin.addresses]
    if not rows and origin.card:
        rows = [{"card": origin.card}]
    if not rows:
        return ["    citations: []  # each step rests on law or guidance"]
    return [
        "    citations:",
        *(
            f"{'      - ' if place == 0 else '        '}{key}: {value}"
            for row in rows
            for place, (key, value) in enumerate(row.items())
        ),
    ]


def _quoted(words: str) -> str:
    """Words as a YAML scalar that nothing in them can break out of."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)
