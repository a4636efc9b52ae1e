"""Thirty answers of all kinds, written to ``docs/answers.md`` for people to read: ``python -m evaluations.specimens``.

The questions are the same each time, spread evenly over those of each kind and tag in the development half, so that a
change of the answers shows as a change of the file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from advisor.composition import Advisor, open_advisor
from advisor.governance.answer import OUTCOME_WORDS, Answer
from advisor.governance.words import date_in_words
from evaluations.questions import Question, questions

TARGET = Path(__file__).parents[1] / "docs" / "answers.md"

Wanted = Callable[[Question], bool]


def _answerable(tag: str) -> Wanted:
    return lambda question: question.kind == "answerable" and tag in question.tags


def _of_kind(kind: str) -> Wanted:
    return lambda question: question.kind == kind


SECTIONS: tuple[tuple[str, Wanted, int], ...] = (
    ("Scottish questions", _answerable("scottish"), 5),
    ("Wrong premises", _answerable("wrong_premise"), 5),
    ("Answers that turn on a date", _answerable("time_dependent"), 4),
    ("Several questions in one", _answerable("multi_part"), 3),
    ("Misspelt", _answerable("misspelt"), 3),
    ("Commands hidden in a question", _answerable("instruction"), 2),
    ("Outside the field", _of_kind("out_of_scope"), 3),
    ("Not held", _of_kind("not_held"), 3),
    ("For a person to decide", _of_kind("refer_to_dpo"), 2),
)
"""Headings, what stands under each, and how many."""


def main() -> None:
    """Ask thirty questions and write what came back."""
    advisor = open_advisor()
    advisor.prepare()
    TARGET.write_text(page(advisor, questions("development")), "utf-8")
    sys.stdout.write(f"{TARGET.name} written: {sum(count for _, _, count in SECTIONS)} answers\n")


def page(advisor: Advisor, asked: Iterable[Question]) -> str:
    """The whole page as Markdown."""
    left = list(asked)
    lines = [
        "# Thirty answers",
        "",
        "Written by `python -m evaluations.specimens` from the development questions, without a language model and",
        "without choosing: good and bad answers stand as they came. People and places in the questions are invented.",
    ]
    for heading, wanted, count in SECTIONS:
        lines += ["", f"## {heading}"]
        chosen = spread([question for question in left if wanted(question)], count)
        for question in chosen:
            left.remove(question)
            answer = advisor.ask(question.question, jurisdiction=question.jurisdiction, on=question.on)
            lines += ["", *_specimen(question, answer)]
    return "\n".join(lines) + "\n"


def spread(found: list[Question], count: int) -> list[Question]:
    """``count`` of them at even distances, so that every part of the set has its say."""
    step = max(1, len(found) // count)
    return found[::step][:count]


def _specimen(question: Question, answer: Answer) -> list[str]:
    asked = " ".join(question.question.split())
    lines = [f"### {question.id}, {question.jurisdiction.value}", "", f"> {_plain(asked)}", ""]
    lines += [f"*{answer.outcome.value.replace('_', ' ')}; law as at {date_in_words(answer.as_at)}*", ""]
    if OUTCOME_WORDS[answer.outcome]:
        lines += [OUTCOME_WORDS[answer.outcome], ""]
    for claim in answer.claims:
        cited = "; ".join(dict.fromkeys(f"[{citation.label}]({citation.url})" for citation in claim.citations))
        lines.append(f"- {_plain(claim.text)} ({cited})")
    lines += [f"- Note: {_plain(caveat)}" for caveat in answer.caveats]
    return lines


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return "".join(f"\\{letter}" if letter in "<>[]*_`|#" else letter for letter in text)


if __name__ == "__main__":
    main()
