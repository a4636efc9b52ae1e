"""The evaluation as Inspect sees it: questions become samples, the advisor is the solver, each measure is a scorer."""

from __future__ import annotations

from typing import Any

from anyio import CapacityLimiter, to_thread
from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver

from advisor.composition import Advisor, open_advisor
from advisor.errors import SettingsFault
from advisor.governance.answer import Answer
from advisor.governance.published import published_answer
from evaluations import ranked
from evaluations.claims import support_check
from evaluations.judging import check_judge, model_graded
from evaluations.measures import Marks
from evaluations.questions import Question
from evaluations.record import BY_NAME, MEASURES, values
from evaluations.running import CHOICES, asked_and_marked, chosen

SEARCHING = ("right_in_five", "all_in_ten", *ranked.NAMES.values())


def answering_task(which: str, judge: str | None, answering_model: str | None) -> Task:
    """Every measure over the answers; graded by a model too where a judge is named."""
    names = [measure.name for measure in MEASURES]
    scorers = [measured(name) for name in names]
    if judge is not None:
        check_judge(judge, answering_model)
        scorers.append(model_graded(judge))
    return Task(
        dataset=dataset(which),
        solver=ask_the_advisor(),
        scorer=scorers,
        name="answering",
        metadata={"questions": which, "judge": judge},
    )


def searching_task(which: str) -> Task:
    """The retrieval measures over the answerable questions."""
    samples = [one for one in dataset(which) if (one.metadata or {})["kind"] == "answerable"]
    return Task(
        dataset=MemoryDataset(samples, name=which),
        solver=ask_the_advisor(),
        scorer=[measured(name) for name in SEARCHING],
        name="searching",
        metadata={"questions": which},
    )


def dataset(which: str) -> MemoryDataset:
    """The chosen questions as samples; the target is what a right answer says, for a person to read.

    Raises:
        SettingsFault: for a name that is no set of questions.
    """
    if which not in CHOICES:
        raise SettingsFault(f"There are no questions called {which}.", f"Name one of {', '.join(CHOICES)}.")
    samples = [_sample(question) for question in chosen(which)]
    return MemoryDataset(samples, name=which)


def _sample(question: Question) -> Sample:
    expected = [f"outcome: {' or '.join(question.outcomes)}", *(f"says: {one.point}" for one in question.key_points)]
    return Sample(
        id=question.id,
        input=question.question,
        target=expected,
        metadata={
            "kind": question.kind,
            "tags": list(question.tags),
            "question": question.model_dump(mode="json"),
        },
    )


@solver
def ask_the_advisor() -> Solver:
    """Asks the advisor, as the asker of each question would; no model of Inspect's is called."""
    opened: list[Advisor] = []
    turns: list[CapacityLimiter] = []

    async def solve(state: TaskState, generate: Generate) -> TaskState:  # noqa: ARG001 (Inspect's signature)
        if not turns:
            turns.append(CapacityLimiter(1))
        question = Question.model_validate(state.metadata["question"])

        def ask() -> tuple[Answer, Marks]:
            if not opened:
                opened.append(open_advisor())
                opened[0].prepare()
            return asked_and_marked(opened[0], question, support_check())

        # One at a time: the first prepares the index, and times are measured.
        answer, marks = await to_thread.run_sync(ask, limiter=turns[0])
        published = published_answer(answer)
        state.metadata["marks"] = marks.model_dump(mode="json")
        state.metadata["answer"] = {name: published[name] for name in ("outcome", "claims", "caveats", "retrieved")}
        state.output = ModelOutput.from_content(model=f"advisor/{answer.writer}", content=as_read(published))
        state.completed = True
        return state

    return solve


def as_read(published: dict[str, Any]) -> str:
    """An answer as a person reads it in ``inspect view``: outcome, statements with their citations, notes."""
    lines = [f"[{published['outcome']}]"]
    for claim in published["claims"]:
        labels = "; ".join(f"[{one['label']}]({one['url']})" for one in claim["citations"])
        lines.append(f"- {claim['text']} ({labels})")
    if not published["claims"]:
        lines.append(published["answer"])
    return "\n".join([*lines, *(f"Note: {note}" for note in published["caveats"])])


def measured(name: str) -> Scorer:
    """The scorer of one measure, called as the measure is."""
    measure = BY_NAME[name]

    @scorer(metrics=[mean(), stderr()], name=name)
    def of_measure() -> Scorer:
        async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001 (Inspect's signature)
            marks = Marks.model_validate(state.metadata["marks"])
            value = values([marks]).get(name, {}).get(marks.id)
            if value is None:
                return Score.unscored(reason="not_applicable", explanation="Does not apply to this question.")
            return Score(value=value, answer=state.output.completion, explanation=f"{measure.words}: {value:g}")

        return score

    return of_measure()
