"""Practising: a learner begins or resumes an exercise, answers its steps one by one, and sees what was earned and why.

Nothing is kept in a page: every answer is in the ledger before its marks are shown, so that a reload, a restart or a
killed server costs no learner anything that they were shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from advisor.errors import NotHeld, PracticeRefused
from advisor.governance.exercises.certificate import Certificate
from advisor.governance.exercises.exercise import Exercise
from advisor.governance.exercises.freshness import Cards, citation_urls
from advisor.governance.exercises.group import Group, Member
from advisor.governance.exercises.marked import Marked
from advisor.governance.exercises.marking import LONGEST_ANSWER_CHARACTERS, Marker
from advisor.governance.exercises.sitting import Attempt, GivenAnswer, HintTaken, Sitting
from advisor.governance.exercises.step import Hint, Step
from corpus.address import label
from corpus.passage import digest
from corpus.source import Frozen


class PracticeBook(Protocol):
    """Keeps attempts."""

    def begin(self, attempt: Attempt, exercise: Exercise) -> Attempt:
        """Keep a new attempt, or give back the one that is open."""
        ...

    def sitting(self, attempt_id: str) -> Sitting:
        """An attempt as it stands."""
        ...

    def of_person(self, person_id: str) -> list[Sitting]:
        """A learner's attempts, the latest first."""
        ...

    def keep_answer(self, answer: GivenAnswer) -> GivenAnswer:
        """Keep an answer, or give back the one that stands."""
        ...

    def keep_hint(self, hint: HintTaken) -> None:
        """Keep that a hint was shown."""
        ...

    def group(self, group_id: str) -> Group:
        """A group."""
        ...

    def members(self, group_id: str) -> Sequence[Member]:
        """Everybody in a group."""
        ...


class Offered(Frozen):
    """An exercise on the shelf; one that is outdated says why, and is offered to nobody new."""

    exercise: Exercise
    outdated_because: tuple[str, ...]


class StepSource(Frozen):
    """What a step rests on: an official address, and the card that tells what stands there."""

    url: str
    label: str
    card_id: str | None
    title: str


WriteCertificate = Callable[[Certificate], bytes]
"""Makes the file of a certificate."""


class Practise:
    """Exercises, and attempts at them."""

    def __init__(
        self,
        book: PracticeBook,
        exercises: Callable[[], Sequence[Exercise]],
        cards: Callable[[], Cards],
        outdated_because: Callable[[Exercise], tuple[str, ...]],
        marker: Callable[[], Marker],
        write_certificate: WriteCertificate,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        """Connect the journey.

        Args:
            book: keeps attempts.
            exercises: every exercise that can be read.
            cards: the cards as they stand.
            outdated_because: why an exercise waits for a review; empty for one that is current.
            marker: marks answers.
            write_certificate: makes the file of a certificate.
            now: the clock.
            new_id: gives identifiers of attempts.
        """
        self._book = book
        self._exercises = exercises
        self._cards = cards
        self._outdated_because = outdated_because
        self._marker = marker
        self._write_certificate = write_certificate
        self._now = now
        self._new_id = new_id

    def shelf(self) -> list[Offered]:
        """Every exercise, by title."""
        return [self._offered(one) for one in sorted(self._exercises(), key=lambda one: one.title)]

    def exercise(self, exercise_id: str) -> Offered:
        """An exercise by its id.

        Raises:
            NotHeld: there is none of that id.
        """
        for one in self._exercises():
            if one.id == exercise_id:
                return self._offered(one)
        raise NotHeld(f"There is no exercise {exercise_id}.", "`advisor exercise list` shows those that there are.")

    def start(self, exercise_id: str, person_id: str, *, group_id: str | None = None) -> Sitting:
        """Begin an exercise, or go on where this learner stopped.

        Raises:
            NotHeld: there is no such exercise or group.
            PracticeRefused: the exercise is outdated, or the group is closed or has other exercises or learners.
        """
        for held in self._book.of_person(person_id):
            same = held.attempt.exercise_id == exercise_id and held.attempt.group_id == group_id
            if same and not held.finished:
                return held
        offered = self.exercise(exercise_id)
        if offered.outdated_because:
            raise PracticeRefused(
                f"“{offered.exercise.title}” waits for a review. {offered.outdated_because[0]}",
                "Choose another exercise, and tell whoever looks after the exercises.",
            )
        if group_id is not None:
            self._check_group(group_id, exercise_id, person_id)
        attempt = Attempt(
            id=self._new_id(),
            person_id=person_id,
            exercise_id=exercise_id,
            exercise_digest=digest(offered.exercise.model_dump_json()),
            group_id=group_id,
            started_at=self._now(),
        )
        return self._book.sitting(self._book.begin(attempt, offered.exercise).id)

    def resume(self, attempt_id: str, person_id: str) -> Sitting:
        """A learner's own attempt as it stands.

        Raises:
            NotHeld: there is none of that id, or it is somebody else's.
        """
        sitting = self._book.sitting(attempt_id)
        if sitting.attempt.person_id != person_id:
            raise NotHeld("There is no such attempt.", "Begin the exercise again.")
        return sitting

    def mine(self, person_id: str) -> list[Sitting]:
        """A learner's own attempts, the latest first."""
        return self._book.of_person(person_id)

    def answer(self, attempt_id: str, step_id: str, answer: str, person_id: str) -> Marked:
        """Mark an answer and keep it. The first answer to a step stands: sending it again gives the same marks.

        Raises:
            NotHeld: this learner has no such attempt.
            PracticeRefused: it is not this step's turn, nothing that can be marked was given, or the group is closed.
        """
        sitting = self.resume(attempt_id, person_id)
        if held := sitting.given(step_id):
            return held.marked
        step = self._turn(sitting, step_id)
        self._check_open(sitting)
        if not answer.strip():
            raise PracticeRefused("There is no answer yet.", "Write or choose one, then send it.")
        if len(answer) > LONGEST_ANSWER_CHARACTERS:
            raise PracticeRefused(
                f"The answer is longer than {LONGEST_ANSWER_CHARACTERS} characters.", "Shorten it to what counts."
            )
        marked = self._marker().mark(step, answer, sitting.hints_cost(step), sitting.exercise.beside(step))
        if marked.unread:
            raise PracticeRefused("This cannot be read as an answer to this step.", marked.feedback[0])
        given = GivenAnswer(attempt_id=attempt_id, step_id=step_id, answer=answer, marked=marked, at=self._now())
        return self._book.keep_answer(given).marked

    def take_hint(self, attempt_id: str, step_id: str, person_id: str) -> Hint:
        """The next hint of a step, at its cost.

        Raises:
            NotHeld: this learner has no such attempt.
            PracticeRefused: it is not this step's turn, or it has no further hint.
        """
        sitting = self.resume(attempt_id, person_id)
        step = self._turn(sitting, step_id)
        place = len(sitting.hints_taken(step))
        if place == len(step.hints):
            raise PracticeRefused("There is no further hint for this step.", "Answer as well as you can.")
        self._book.keep_hint(HintTaken(attempt_id=attempt_id, step_id=step_id, place=place, at=self._now()))
        return step.hints[place]

    def citations(self, exercise: Exercise, step_id: str) -> tuple[str, ...]:
        """The official addresses on which a step rests."""
        return citation_urls(exercise, step_id, self._cards())

    def sources(self, exercise: Exercise, step_id: str) -> tuple[StepSource, ...]:
        """What a step rests on, each card with the provision of it that the step means."""
        cards, found = self._cards(), []
        for one in exercise.step(step_id).citations:
            holding = [card for card in cards.values() if one.address in card.addresses] if one.card is None else []
            card = cards.get(one.card) if one.card else next(iter(holding), None)
            url = one.address or (card.url if card else "")
            found.append(
                StepSource(
                    url=url,
                    label=label(url) if url else "",
                    card_id=card.id if card else None,
                    title=card.title if card else "",
                )
            )
        return tuple(dict.fromkeys(found))

    def mark(self, exercise_id: str, step_id: str, answer: str) -> Marked:
        """Mark an answer outside an attempt; nothing is kept.

        Raises:
            NotHeld: there is no such exercise.
            ExerciseFault: it has no such step.
        """
        exercise = self.exercise(exercise_id).exercise
        step = exercise.step(step_id)
        return self._marker().mark(step, answer, beside=exercise.beside(step))

    def certificate(self, attempt_id: str, person_id: str, learner: str) -> bytes:
        """The certificate of an exercise that a learner has finished.

        Raises:
            NotHeld: this learner has no such attempt.
            PracticeRefused: it is not finished.
        """
        sitting = self.resume(attempt_id, person_id)
        finished_at = sitting.finished_at
        if finished_at is None:
            raise PracticeRefused("This exercise is not finished.", "Answer the steps that are left.")
        return self._write_certificate(
            Certificate(
                learner=learner,
                title=sitting.exercise.title,
                lesson=sitting.exercise.lesson,
                marks=sitting.marks,
                out_of=sitting.out_of,
                finished_at=finished_at,
                attempt_id=attempt_id,
            )
        )

    def _offered(self, exercise: Exercise) -> Offered:
        return Offered(exercise=exercise, outdated_because=self._outdated_because(exercise))

    def _turn(self, sitting: Sitting, step_id: str) -> Step:
        if sitting.current is None or sitting.current.id != step_id:
            raise PracticeRefused("It is not this step's turn.", "Go on where the exercise stands.")
        return sitting.current

    def _check_group(self, group_id: str, exercise_id: str, person_id: str) -> None:
        group = self._book.group(group_id)
        if group.closed_at is not None:
            raise PracticeRefused(f"The group “{group.title}” is closed.", "Do the exercise by yourself.")
        if exercise_id not in group.exercise_ids:
            raise PracticeRefused(f"The group “{group.title}” has other exercises.", "Do this one by yourself.")
        if all(one.person_id != person_id for one in self._book.members(group_id)):
            raise PracticeRefused(f"You have not joined the group “{group.title}”.", "Join it with its code.")

    def _check_open(self, sitting: Sitting) -> None:
        group_id = sitting.attempt.group_id
        if group_id is not None and self._book.group(group_id).closed_at is not None:
            raise PracticeRefused("The group is closed, so its answers stand as they are.", "Ask your trainer.")
