"""Reading and marking answers that name ids: options, an order, classes, and passages of a document."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise

from advisor.governance.exercises.marked import By, Marked, PointFound
from advisor.governance.exercises.step import Branch, Choose, ChooseSeveral, Classify, Order

_EVERYTHING = ("Whoever chooses every option has chosen none.",)
_BETWEEN = re.compile(r"[\s,;>→]+|\band\b")


def ids(answer: str, known: Collection[str]) -> tuple[list[str], list[str]]:
    """The known ids of an answer in its order, each once, and the words of it that are none."""
    by_name = {one.casefold(): one for one in known}
    words = [word.strip(" .()[]'\"") for word in _BETWEEN.split(answer.casefold())]
    found = list(dict.fromkeys(by_name[word] for word in words if word in by_name))
    return found, [word for word in words if word and word not in by_name]


def one_id(answer: str, options: Mapping[str, str]) -> str | None:
    """The one option that an answer names by its id or its text; ``None`` where it names none, or more."""
    plain = " ".join(answer.casefold().split()).rstrip(".")
    for option, text in options.items():
        if plain in {option.casefold(), " ".join(text.casefold().split()).rstrip(".")}:
            return option
    found, _ = ids(answer, options)
    return found[0] if len(found) == 1 and len(answer.split()) <= 3 else None


def choose(step: Choose, answer: str) -> Marked:
    """All for the right option."""
    chosen = one_id(answer, {one.id: one.text for one in step.options})
    option = next((one for one in step.options if one.id == chosen), None)
    return Marked(
        step_id=step.id,
        marks=step.marking.marks if option and option.right else 0,
        out_of=step.marking.marks,
        feedback=(option.feedback if option else "Name one option by its id.",),
        chosen=chosen,
        unread=option is None,
    )


def branch(step: Branch, answer: str) -> Marked:
    """What the option earns; the course goes where it leads."""
    chosen = one_id(answer, {one.id: one.text for one in step.options})
    option = next((one for one in step.options if one.id == chosen), None)
    return Marked(
        step_id=step.id,
        marks=option.marks if option else 0,
        out_of=step.marking.marks,
        feedback=(option.feedback if option else "Name one option by its id.",),
        chosen=chosen,
        unread=option is None,
    )


def choose_several(step: ChooseSeveral, answer: str) -> Marked:
    """A share for each right option; each wrong one costs as much, and all of them together earn nothing."""
    chosen, strange = ids(answer, [one.id for one in step.options])
    share = step.marking.marks / len(step.right)
    points = tuple(
        PointFound(
            id=one.id,
            point=one.feedback,
            marks=share,
            earned=share if one.id in chosen else 0,
            by=_by(one.id in chosen),
        )
        for one in step.options
        if one.right
    )
    wrong = [one for one in step.options if one.id in chosen and not one.right]
    everything = bool(wrong) and len(chosen) == len(step.options)
    earned = 0.0 if everything else sum(one.earned for one in points) - share * (len(wrong) + len(strange))
    missed = [
        f"You left out “{one.text}”. {one.feedback}" for one in step.options if one.right and one.id not in chosen
    ]
    return Marked(
        step_id=step.id,
        marks=round(max(0.0, earned), 4),
        out_of=step.marking.marks,
        feedback=(
            *_EVERYTHING[:everything],
            *(f"“{one.text}”: {one.feedback}" for one in wrong),
            *missed,
            *_strange(strange),
        ),
        points=points,
        unread=not chosen,
    )


def order(step: Order, answer: str) -> Marked:
    """All for the right order, half where one neighbouring pair is swapped."""
    given, strange = ids(answer, step.right_order)
    right = list(step.right_order)
    swaps = [[*right[:at], right[at + 1], right[at], *right[at + 2 :]] for at in range(len(right) - 1)]
    share = 1.0 if given == right else 0.5 if given in swaps else 0.0
    texts = {one.id: one.text for one in step.items}
    feedback: tuple[str, ...] = ()
    if share < 1:
        wrong = next((pair for pair in pairwise(given) if right.index(pair[0]) > right.index(pair[1])), None)
        feedback = (
            (f"“{texts[wrong[1]]}” comes before “{texts[wrong[0]]}”.",) if wrong else ("Put every item in the order.",)
        )
    return Marked(
        step_id=step.id,
        marks=step.marking.marks * (0 if strange else share),
        out_of=step.marking.marks,
        feedback=(*feedback, *_strange(strange)),
        unread=not given,
    )


def classify(step: Classify, answer: str) -> Marked:
    """A share for each item in its class. An item that is put in two classes is in neither."""
    given: dict[str, set[str]] = {}
    for item, named in re.findall(r"([\w-]+)\s*[=:→]\s*([\w-]+)", answer.casefold()):
        given.setdefault(item, set()).add(named)
    share = step.marking.marks / len(step.items)
    points = tuple(
        PointFound(
            id=one.id,
            point=one.feedback,
            marks=share,
            earned=share if given.get(one.id.casefold()) == {one.belongs_to.casefold()} else 0,
            by=_by(given.get(one.id.casefold()) == {one.belongs_to.casefold()}),
        )
        for one in step.items
    )
    wrong = [one for one, point in zip(step.items, points, strict=True) if not point.earned]
    return Marked(
        step_id=step.id,
        marks=round(sum(one.earned for one in points), 4),
        out_of=step.marking.marks,
        feedback=tuple(f"“{one.text}” {one.feedback}" for one in wrong),
        points=points,
        unread=not given,
    )


def comments(answer: str, known: Collection[str]) -> dict[str, str]:
    """For each passage that is marked, the comment on it: ``d1: why``, on lines of their own or after a semicolon."""
    names = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
    if not names:
        return {}
    parts = re.split(rf"(?:^|[\n;])\s*(?:[-*•]\s*)?({names})\s*(?:[:.)=–-]|\n|$)", answer, flags=re.IGNORECASE)
    by_name = {one.casefold(): one for one in known}
    found: dict[str, str] = {}
    for name, comment in zip(parts[1::2], parts[2::2], strict=True):
        passage = by_name[name.casefold()]
        found[passage] = f"{found.get(passage, '')} {comment.strip()}".strip()
    return found


def decision(answer: str, options: Collection[str]) -> tuple[str | None, str]:
    """The option that a decision names, and its reasons."""
    found = re.match(r"\s*\(?([\w-]+)\)?\s*(?:[:.,;)–—\n-]\s*(.*))?$", answer, re.DOTALL)
    by_name = {one.casefold(): one for one in options}
    if found is None or found[1].casefold() not in by_name:
        return None, answer
    return by_name[found[1].casefold()], (found[2] or "").strip()


def _by(earned: bool) -> By | None:
    return By.CHOICE if earned else None


def _strange(words: list[str]) -> tuple[str, ...]:
    return (f"“{words[0]}” is the id of nothing here.",) if words else ()
