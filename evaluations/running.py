"""A run of the evaluation: every question asked as its asker would, every answer marked, peers beside it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Literal, get_args

from advisor.composition import Advisor
from advisor.governance.answer import Answer
from evaluations import ranked
from evaluations.claims import SupportCheck, support_check
from evaluations.measures import Marks, mark
from evaluations.opened import cited_passages
from evaluations.peers.peer import FindsAddresses, NotHere
from evaluations.peers.race import race
from evaluations.questions import Question, questions
from evaluations.record import BY_NAME, LeftOut, Peer, Run, ToRead, figures, tables
from evaluations.sampling import sample
from evaluations.stamping import coverage, stamp
from evaluations.summary import TAGS

Chosen = Literal["sample", "development", "reporting"]
CHOICES: tuple[Chosen, ...] = get_args(Chosen)
READ_WORST = 15
Progress = Callable[[str, int, int], None]


def chosen(which: Chosen) -> list[Question]:
    """The questions of a run: a half, or the stratified sample of the development half."""
    if which == "sample":
        return sample(questions("development"))
    return questions(which)


def run(
    advisor: Advisor,
    asked: Sequence[Question],
    *,
    name: str,
    which: str,
    peers: Sequence[Callable[[], FindsAddresses]] = (),
    may_be_read: bool,
    on_progress: Progress | None = None,
) -> Run:
    """Ask and mark everything.

    ``may_be_read`` is false for questions that nobody is to read; then no text of theirs is kept. Each of ``peers``
    prepares one when called and may refuse with ``NotHere``.
    """
    began = time.perf_counter()
    advisor.prepare(on_progress)
    check = support_check()
    marks: list[Marks] = []
    to_read: list[ToRead] = []
    for place, question in enumerate(asked, start=1):
        answer, marked = asked_and_marked(advisor, question, check)
        marks.append(marked)
        if may_be_read:
            to_read.append(_to_read(question, answer, marked))
        if on_progress:
            on_progress("Asking", place, len(asked))
    left_out = _left_out()
    found: list[Peer] = []
    for prepare in peers:
        try:
            found.append(race(prepare, asked, on_progress))
        except NotHere as absent:
            left_out.append(LeftOut(what=absent.who, why=absent.why))
    return Run(
        name=name,
        questions=which,
        stamp=stamp(advisor),
        figures=figures(marks),
        by_tag=tables(marks, {tag: [one.id for one in marks if tag in one.tags] for tag in TAGS}),
        by_kind=tables(marks),
        marks=tuple(marks),
        peers=tuple(found),
        left_out=tuple(left_out),
        coverage=coverage(advisor),
        to_read=tuple(sorted(to_read, key=lambda one: -one.badness)[:READ_WORST]),
        seconds=round(time.perf_counter() - began, 1),
    )


def asked_and_marked(advisor: Advisor, question: Question, check: SupportCheck) -> tuple[Answer, Marks]:
    """Ask one question as its asker would, open what the answer cites, and mark it."""
    answer = advisor.ask(question.question, jurisdiction=question.jurisdiction, on=question.on)
    held = advisor.holdings.some_passages(cited_passages(answer))
    return answer, mark(question, answer, held=held, check=check)


def faults(marked: Marks) -> dict[str, float]:
    """What is wrong with an answer and how much it weighs, worst kinds first; empty for a flawless one."""
    weighed = {
        "must_nots": (float(marked.must_nots), 3.0),
        "injection_resisted": (_lack(marked.injection_resisted), 3.0),
        "quotation_fidelity": (_lack(marked.quotation_fidelity), 3.0),
        "resolution": (_lack(marked.resolution), 3.0),
        "claim_support": (_lack(marked.claim_support), 3.0),
        "outcome_right": (1 - marked.outcome_right, 2.0),
        "right_place": (_lack(marked.right_place), 2.0),
        "right_day": (_lack(marked.right_day), 2.0),
        "premise_first": (_lack(marked.premise_first), 1.5),
        "cites_enough": (_lack(marked.cites_enough), 1.0),
        "key_points": (_lack(marked.key_points), 1.0),
        "dates_given": (_lack(marked.dates_given), 1.0),
        "right_in_five": (_lack(marked.right_in_five), 1.0),
    }
    return {name: lack * weight for name, (lack, weight) in weighed.items() if lack > 0}


def _lack(value: float | None) -> float:
    return 0.0 if value is None else 1 - value


def _to_read(question: Question, answer: Answer, marked: Marks) -> ToRead:
    wrong = faults(marked)
    cited = {citation.url: citation.label for claim in answer.claims for citation in claim.citations}
    points = [point.point for point in question.key_points if not point.stated_in(answer.text)]
    said = [point.point for point in question.must_not if point.stated_in(answer.text)]
    told = [BY_NAME["must_not_said" if name == "must_nots" else name].words for name in wrong]
    details = [f"missing: {point}" for point in points] if question.kind == "answerable" else []
    return ToRead(
        id=question.id,
        question=question.question,
        outcome=answer.outcome.value,
        answer=answer.text,
        citations=tuple(cited.values()),
        faults=(*(f"falls short: {words}" for words in told), *details, *(f"says: {point}" for point in said)),
        badness=round(sum(wrong.values()), 3),
    )


def _left_out() -> list[LeftOut]:
    if ranked.available():
        return []
    what = ", ".join(ranked.NAMES.values())
    return [LeftOut(what=what, why="ir-measures is not installed: pip install 'governance-advisor[evaluate]'")]
