"""Marking: an answer to a step becomes marks, a verdict and feedback. It is the same for the same answer, always."""

from __future__ import annotations

from datetime import datetime, timedelta

from advisor.governance.exercises import choices
from advisor.governance.exercises.affirming import affirmed
from advisor.governance.exercises.asking import is_question, wants_questions
from advisor.governance.exercises.evidence import Grounding, Meaning
from advisor.governance.exercises.marked import By, Marked, Mistake, PointFound
from advisor.governance.exercises.meaning import answers_another_step
from advisor.governance.exercises.moments import read_moment
from advisor.governance.exercises.own_words import (
    NOTHING_BESIDE,
    Beside,
    KnownTexts,
    reasons_beyond,
    void_because,
)
from advisor.governance.exercises.points import Found, find_points, makes
from advisor.governance.exercises.spelling import plainly, without_disguise
from advisor.governance.exercises.step import (
    Branch,
    BreachClock,
    Choose,
    ChooseSeveral,
    Classify,
    Decide,
    MarkUp,
    Order,
    ShortAnswer,
    SpotTheGap,
    Step,
)
from advisor.governance.exercises.wording import tokens

LONGEST_ANSWER_CHARACTERS = 8000
_NOTHING_AFFIRMED = "This asks, announces, denies or tells what others say. Say what you take to be so."


class Marker:
    """Marks answers; what it may lean on is plugged in, and what is not there is not asked."""

    def __init__(
        self,
        *,
        meaning: Meaning | None = None,
        grounding: Grounding | None = None,
        known: KnownTexts | None = None,
    ) -> None:
        """Prepare a marker.

        Args:
            meaning: recognises points in words that no scheme lists.
            grounding: tells what contradicts a point.
            known: texts that earn nothing when they are pasted in.
        """
        self._meaning = meaning
        self._grounding = grounding
        self._known = known

    def mark(self, step: Step, answer: str, hints_cost: float = 0.0, beside: Beside = NOTHING_BESIDE) -> Marked:
        """Mark an answer to a step, less what its hints cost.

        What answers another step of the exercise, or only repeats its scene, earns nothing here.
        """
        marked = self._marked(step, _read(step, answer[:LONGEST_ANSWER_CHARACTERS]), beside)
        if not marked.feedback:
            marked = marked.model_copy(update={"feedback": ("That is right.",)})
        if not hints_cost or not marked.marks:
            return marked
        return marked.model_copy(update={"marks": round(max(0.0, marked.marks - hints_cost), 4)})

    def _marked(self, step: Step, answer: str, beside: Beside) -> Marked:
        match step:
            case Choose():
                return choices.choose(step, answer)
            case ChooseSeveral():
                return choices.choose_several(step, answer)
            case Order():
                return choices.order(step, answer)
            case Classify():
                return choices.classify(step, answer)
            case Branch():
                return choices.branch(step, answer)
            case BreachClock():
                return _clock(step, answer)
            case MarkUp():
                return self._mark_up(step, answer, beside)
            case Decide():
                return self._decide(step, answer, beside)
            case ShortAnswer() | SpotTheGap():
                return self._words(step, answer, beside)

    def _words(self, step: ShortAnswer | SpotTheGap, answer: str, beside: Beside) -> Marked:
        if void := self._void(step, answer, beside):
            return Marked(step_id=step.id, marks=0, out_of=step.marking.marks, feedback=(void,), void=void)
        found = find_points(
            self._affirmed(step, answer),
            step.marking,
            step.model_answer,
            meaning=self._meaning,
            grounding=self._grounding,
            finds_faults=isinstance(step, SpotTheGap),
        )
        return _of_points(step, found)

    def _decide(self, step: Decide, answer: str, beside: Beside) -> Marked:
        chosen, reasons = choices.decision(answer, [one.id for one in step.options])
        option = next((one for one in step.options if one.id == chosen), None)
        out_of = step.marking.marks
        if option is None:
            told = "Begin with the id of your decision, then a colon and your reasons."
            return Marked(step_id=step.id, marks=0, out_of=out_of, feedback=(told,), unread=True)
        if not option.right:
            return Marked(step_id=step.id, marks=0, out_of=out_of, feedback=(option.feedback,), chosen=chosen)
        decided = PointFound(
            id="decision",
            point=option.feedback,
            marks=step.marking.choice_marks,
            earned=step.marking.choice_marks,
            by=By.CHOICE,
        )
        if not reasons or not reasons_beyond(step, reasons):
            told = "The decision is right. Without reasons nobody can follow it."
            return Marked(
                step_id=step.id, marks=decided.earned, out_of=out_of, feedback=(told,), points=(decided,), chosen=chosen
            )
        if void := self._void(step, reasons, beside):
            return Marked(step_id=step.id, marks=0, out_of=out_of, feedback=(void,), void=void, chosen=chosen)
        said = self._affirmed(step, reasons)
        found = find_points(
            said,
            step.marking,
            step.model_answer,
            meaning=self._meaning,
            grounding=self._grounding,
        )
        marked = _of_points(step, found, beside=decided.earned)
        return marked.model_copy(update={"points": (decided, *marked.points), "chosen": chosen})

    def _mark_up(self, step: MarkUp, answer: str, beside: Beside) -> Marked:
        said = choices.comments(answer, [one.id for one in step.document])
        out_of = step.marking.marks
        void = self._void(step, "\n".join(said.values()), beside) if said else None
        if not said or void:
            told = void or "Write one line for each passage: its id, a colon, and what is wrong with it."
            return Marked(step_id=step.id, marks=0, out_of=out_of, feedback=(told,), void=void, unread=not said)
        points: list[PointFound] = []
        mistakes: list[Mistake] = []
        for point in step.marking.points:
            comment = said.get(str(point.passage), "")
            alone = step.marking.model_copy(update={"points": (point,)})
            found = find_points(
                comment,
                alone,
                step.model_answer,
                meaning=self._meaning,
                grounding=self._grounding,
                finds_faults=True,
            )
            points += found.points
            mistakes += [one for one in found.mistakes if one not in mistakes]
        unsound = {point.passage for point in step.marking.points}
        alarm = step.marking.false_alarm
        mistakes += [
            Mistake(id=f"false-alarm-{passage}", feedback=f"{passage}: {alarm.feedback}", costs=alarm.costs)
            for passage in said
            if passage not in unsound
        ]
        return _of_points(step, Found(tuple(points), tuple(mistakes)))

    def _affirmed(self, step: ShortAnswer | SpotTheGap | Decide, words: str) -> str:
        """What an answer affirms; empty where it affirms nothing."""

        def makes_a_point(text: str) -> bool:
            found = find_points(text, step.marking, step.model_answer, meaning=self._meaning, grounding=self._grounding)
            return any(one.earned for one in found.points)

        may_ask = isinstance(step, SpotTheGap) or wants_questions(step.prompt, step.model_answer)
        return affirmed(words, makes_a_point, may_ask=may_ask)

    def _void(self, step: ShortAnswer | SpotTheGap | Decide | MarkUp, words: str, beside: Beside) -> str | None:
        if void := void_because(step, words, self._known, beside):
            return void
        if isinstance(step, MarkUp):
            if all(map(is_question, filter(None, words.split("\n")))):
                return _NOTHING_AFFIRMED
        elif not self._affirmed(step, words):
            return _NOTHING_AFFIRMED
        own = [step.prompt, step.model_answer, *(one.point for one in step.marking.points)]
        made = any(makes(one, tokens(words)) for one in step.marking.points)
        if self._meaning is not None and answers_another_step(
            self._meaning, words, own, beside.answers, makes_a_point=made
        ):
            return "This answers another step of the exercise."
        return None


def _read(step: Step, answer: str) -> str:
    """An answer without disguise, and where it is in words as it would be spelt plainly."""
    if not isinstance(step, ShortAnswer | SpotTheGap | Decide | MarkUp):
        return without_disguise(answer)
    wordings = [one for point in step.marking.points for group in point.accepts for one in group]
    return plainly(answer, [step.prompt, step.model_answer, *(one.point for one in step.marking.points), *wordings])


def _of_points(step: ShortAnswer | SpotTheGap | Decide | MarkUp, found: Found, beside: float = 0.0) -> Marked:
    """The marks of points; those that were missed are told only where they would have added something."""
    out_of = step.marking.marks
    earned = min(out_of, beside + sum(one.earned for one in found.points))
    marks = max(min(beside, out_of), earned - sum(one.costs for one in found.mistakes)) if beside else found.marks
    marks = min(out_of, marks)
    missed = tuple(one.point for one in found.points if not one.earned) if earned < out_of else ()
    return Marked(
        step_id=step.id,
        marks=round(marks, 4),
        out_of=out_of,
        feedback=(*(one.feedback for one in found.mistakes), *(f"Missing: {one}" for one in missed)),
        points=found.points,
        mistakes=found.mistakes,
    )


def _clock(step: BreachClock, answer: str) -> Marked:
    def marked(share: float, told: str) -> Marked:
        out_of = step.marking.marks
        return Marked(step_id=step.id, marks=out_of * share, out_of=out_of, feedback=(told,) if told else ())

    moment = read_moment(answer, [one.at for one in step.events], step.due)
    if moment is None:
        return marked(0, "Give one date and one time.").model_copy(update={"unread": True})
    if not moment.times:
        right = moment.day == step.due.date()
        return marked(0.5 if right else 0, "The day is right; give the time too." if right else step.model_answer)
    given = [datetime.combine(moment.day, one) for one in moment.times]
    tolerance = timedelta(minutes=step.tolerance_minutes)
    if any(abs(one - step.due.replace(tzinfo=None)) <= tolerance for one in given):
        return marked(1, "")
    for mistake in step.mistakes:
        if any(abs(one - mistake.answer.replace(tzinfo=None)) <= tolerance for one in given):
            return marked(0, mistake.feedback)
    return marked(0, f"You wrote {_written(given[0])}; it is {_written(step.due)}. {step.model_answer}")


def _written(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y at %H:%M}"
