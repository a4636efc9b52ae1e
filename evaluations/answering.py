"""Measure the answers on one half of the questions: ``python -m evaluations.answering [development|reporting]``.

Prints the means over the half and over the tags that matter, beside what the plain baseline retrieves for the same
questions in the same run. No question of the reporting half is printed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from statistics import fmean
from typing import cast

from advisor.composition import Advisor, open_advisor
from evaluations.baselines import PlainRetrieval
from evaluations.measures import Marks, mark, needs_met
from evaluations.questions import HALVES, Half, Question, questions
from evaluations.summary import summary

TAGS = (
    "scottish",
    "wrong_premise",
    "time_dependent",
    "instruction",
    "multi_part",
    "misspelt",
    "pinpoint",
    "public_voice",
)


def main() -> None:
    """Ask every question of the half, and print what came of it as JSON."""
    half = sys.argv[1] if len(sys.argv) > 1 else HALVES[0]
    if half not in HALVES:
        sys.exit(f"Name one of {', '.join(HALVES)}.")
    asked = questions(cast(Half, half))
    advisor = open_advisor()
    advisor.prepare()
    marks = [answer_marks(advisor, question) for question in asked]
    result = {
        "half": half,
        "all": summary(marks),
        "by_tag": {tag: summary([one for one in marks if tag in one.tags]) for tag in TAGS},
        "plain_baseline": plain_retrieval(advisor, asked),
    }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


def answer_marks(advisor: Advisor, question: Question) -> Marks:
    """Ask one question as its asker would, and mark the answer."""
    return mark(question, advisor.ask(question.question, jurisdiction=question.jurisdiction, on=question.on))


def plain_retrieval(advisor: Advisor, asked: list[Question]) -> dict[str, float]:
    """What the plain baseline finds for the answerable questions: the two retrieval measures and its time."""
    answerable = [question for question in asked if question.kind == "answerable"]
    with tempfile.TemporaryDirectory() as folder:
        plain = PlainRetrieval(Path(folder) / "plain", advisor.embedder, list(advisor.holdings.all_passages()))
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
