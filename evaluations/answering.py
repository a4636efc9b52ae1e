"""Measure the answers on one half of the questions: ``python -m evaluations.answering [development|reporting]``.

Prints the means over the half and over the tags that matter, beside what the plain baseline retrieves for the same
questions in the same run. No question of the reporting half is printed.

The same as an Inspect task: ``inspect eval evaluations/answering.py --model none``, then ``inspect view``.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, cast

from advisor.composition import Advisor, open_advisor
from evaluations.baselines import OriginalMiniLM, PlainRetrieval
from evaluations.claims import support_check
from evaluations.measures import needs_met
from evaluations.questions import HALVES, Half, Question, questions
from evaluations.running import asked_and_marked
from evaluations.summary import TAGS, summary
from evaluations.task import task

if TYPE_CHECKING:
    from inspect_ai import Task


@task
def answering(questions: str = "sample", judge: str | None = None, answering_model: str | None = None) -> Task:
    """Ask the advisor and score each answer in every way that needs no model, and one that does where a judge is named.

    Args:
        questions: ``sample``, ``development`` or ``reporting``.
        judge: a pinned model that grades the answers, as Inspect names models; none by default.
        answering_model: the model that worded the answers, if one did; the judge must be another.
    """
    from evaluations.inspection import answering_task

    return answering_task(questions, judge, answering_model)


def main() -> None:
    """Ask every question of the half, and print what came of it as JSON."""
    half = sys.argv[1] if len(sys.argv) > 1 else HALVES[0]
    if half not in HALVES:
        sys.exit(f"Name one of {', '.join(HALVES)}.")
    asked = questions(cast(Half, half))
    advisor = open_advisor()
    advisor.prepare()
    check = support_check()
    marks = [asked_and_marked(advisor, question, check)[1] for question in asked]
    result = {
        "half": half,
        "all": summary(marks),
        "by_tag": {tag: summary([one for one in marks if tag in one.tags]) for tag in TAGS},
        "plain_baseline": plain_retrieval(advisor, asked),
    }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


def plain_retrieval(advisor: Advisor, asked: list[Question]) -> dict[str, float]:
    """What the plain baseline finds for the answerable questions: the two retrieval measures and its time."""
    answerable = [question for question in asked if question.kind == "answerable"]
    with tempfile.TemporaryDirectory() as folder:
        plain = PlainRetrieval(Path(folder) / "plain", OriginalMiniLM(), list(advisor.holdings.all_passages()))
        found = [(question, plain.find(question.question)) for question in answerable]
    return {
        "right_in_five": round(fmean(needs_met(question, one.addresses[:5]) > 0 for question, one in found), 4),
        "all_in_ten": round(
            fmean(needs_met(question, one.addresses[:10]) == len(question.needed) for question, one in found), 4
        ),
        "milliseconds_mean": round(fmean(one.milliseconds for _, one in found), 1),
    }


if __name__ == "__main__":
    main()
