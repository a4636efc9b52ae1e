"""Training a group: a trainer opens it, learners join by its code, the trainer follows, answers, exports and closes.

Only the trainer who opened a group sees its learners; a learner sees nobody's answers but their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

from advisor.approval import teaching
from advisor.approval.actor import Actor
from advisor.approval.authority import Register
from advisor.errors import NotHeld, PracticeRefused
from advisor.governance.exercises.group import (
    Group,
    GroupView,
    Member,
    TrainerNote,
    join_code,
    typed_code,
    view,
)
from advisor.governance.exercises.sitting import Sitting
from advisor.governance.exercises.statements import statements
from advisor.journeys.practise import Practise

LONGEST_NAME_CHARACTERS = 80


class GroupBook(Protocol):
    """Keeps groups."""

    def open_group(self, group: Group) -> None:
        """Keep a new group."""
        ...

    def close_group(self, group_id: str, at: datetime) -> None:
        """Close a group."""
        ...

    def group(self, group_id: str) -> Group:
        """A group."""
        ...

    def group_of_code(self, code: str) -> Group:
        """The group that a code opens."""
        ...

    def groups_of(self, trainer_id: str) -> list[Group]:
        """A trainer's groups, the latest first."""
        ...

    def join(self, member: Member) -> Member:
        """Make somebody a member."""
        ...

    def members(self, group_id: str) -> list[Member]:
        """Everybody in a group."""
        ...

    def memberships(self, person_id: str) -> list[Member]:
        """Every group of which somebody is a member, the latest first."""
        ...

    def keep_note(self, note: TrainerNote) -> None:
        """Keep what a trainer tells."""
        ...

    def notes(self, group_id: str) -> list[TrainerNote]:
        """What a trainer told, in order."""
        ...

    def of_group(self, group_id: str) -> list[Sitting]:
        """A group's attempts."""
        ...


WriteTable = Callable[[GroupView], bytes]
"""Makes the file of a group's results."""


class Training:
    """Groups and their trainers."""

    def __init__(
        self,
        book: GroupBook,
        practise: Practise,
        write_table: WriteTable,
        register: Callable[[], Register],
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        """Connect the journey.

        Args:
            book: keeps groups.
            practise: the exercises.
            write_table: makes the file of a group's results.
            register: who holds which role in which body.
            now: the clock.
            new_id: gives identifiers.
        """
        self._book = book
        self._practise = practise
        self._write_table = write_table
        self._register = register
        self._now = now
        self._new_id = new_id

    def may_open(self, actor: Actor) -> bool:
        """Whether somebody may open a group."""
        return teaching.may_open_group(actor, self._register(), self._now())

    def open(self, title: str, exercise_ids: Sequence[str], trainer: Actor) -> Group:
        """Open a group for some exercises.

        Raises:
            Refusal: the trainer holds no role that trains.
            NotHeld: there is no such exercise.
            PracticeRefused: it has no title or exercise, or one of them waits for a review.
        """
        teaching.check_may_open_group(trainer, self._register(), self._now())
        if not title.strip() or not exercise_ids:
            raise PracticeRefused("A group needs a title and an exercise.", "Give both.")
        for one in exercise_ids:
            if reasons := self._practise.exercise(one).outdated_because:
                raise PracticeRefused(f"The exercise {one} waits for a review. {reasons[0]}", "Choose another.")
        group = Group(
            id=self._new_id(),
            code=join_code(self._new_id()),
            title=" ".join(title.split()),
            exercise_ids=tuple(dict.fromkeys(exercise_ids)),
            trainer_id=trainer.id,
            opened_at=self._now(),
        )
        self._book.open_group(group)
        return group

    def join(self, code: str, shown_as: str, person_id: str | None = None) -> Member:
        """Join a group by its code, under a name that only its trainer sees.

        Where nobody signs in, ``person_id`` is left out the first time; the learner keeps the one that is given back,
        and it is their key to their own answers.

        Raises:
            NotHeld: no group has that code.
            PracticeRefused: the group is closed, or no name was given.
        """
        group = self._book.group_of_code(typed_code(code))
        if group.closed_at is not None:
            raise PracticeRefused(f"The group “{group.title}” is closed.", "Ask your trainer.")
        name = " ".join(shown_as.split())[:LONGEST_NAME_CHARACTERS]
        if not name:
            raise PracticeRefused("Your trainer needs a name to know you by.", "Give one; only the trainer sees it.")
        return self._book.join(
            Member(group_id=group.id, person_id=person_id or self._new_id(), shown_as=name, joined_at=self._now())
        )

    def joined(self, person_id: str) -> list[tuple[Group, Member]]:
        """The groups that somebody has joined, the latest first, each with the name that they gave."""
        return [(self._book.group(one.group_id), one) for one in self._book.memberships(person_id)]

    def of_trainer(self, trainer_id: str) -> list[Group]:
        """A trainer's groups, the latest first."""
        return self._book.groups_of(trainer_id)

    def group(self, group_id: str, person_id: str) -> Group:
        """A group as one of its learners or its trainer may see it.

        Raises:
            NotHeld: there is none, or this person is not of it.
        """
        group = self._book.group(group_id)
        if group.trainer_id != person_id and all(one.person_id != person_id for one in self._book.members(group_id)):
            raise _no_group()
        return group

    def view(self, group_id: str, trainer_id: str) -> GroupView:
        """Who is in a group, how far they are, what they find hard and what they get wrong.

        Raises:
            NotHeld: this trainer has no such group.
        """
        group = self._own(group_id, trainer_id)
        return view(group, self._book.members(group_id), self._book.of_group(group_id), self._book.notes(group_id))

    def tell(self, group_id: str, trainer_id: str, words: str, person_id: str | None = None) -> TrainerNote:
        """Tell the whole group something, or one learner of it.

        Raises:
            NotHeld: this trainer has no such group, or the group has no such learner.
            PracticeRefused: there are no words.
        """
        self._own(group_id, trainer_id)
        if not words.strip():
            raise PracticeRefused("There is nothing to tell.", "Write what the learner should know.")
        if person_id is not None and all(one.person_id != person_id for one in self._book.members(group_id)):
            raise NotHeld("The group has no such learner.", "Look at who has joined.")
        note = TrainerNote(group_id=group_id, person_id=person_id, text=words.strip(), at=self._now())
        self._book.keep_note(note)
        return note

    def told(self, group_id: str, person_id: str) -> list[TrainerNote]:
        """What the trainer told the whole group and this learner, and nobody else.

        Raises:
            NotHeld: this person is not of the group.
        """
        self.group(group_id, person_id)
        return [one for one in self._book.notes(group_id) if one.person_id in {None, person_id}]

    def close(self, group_id: str, trainer_id: str) -> None:
        """Close a group: nobody joins it or answers in it any more, and its results stand.

        Raises:
            NotHeld: this trainer has no such group.
        """
        self._own(group_id, trainer_id)
        self._book.close_group(group_id, self._now())

    def table(self, group_id: str, trainer_id: str) -> bytes:
        """The group's results as CSV.

        Raises:
            NotHeld: this trainer has no such group.
        """
        return self._write_table(self.view(group_id, trainer_id))

    def statements(self, group_id: str, trainer_id: str) -> list[dict[str, Any]]:
        """The group's results as xAPI statements.

        Raises:
            NotHeld: this trainer has no such group.
        """
        self._own(group_id, trainer_id)
        return statements(self._book.of_group(group_id))

    def _own(self, group_id: str, trainer_id: str) -> Group:
        group = self._book.group(group_id)
        if group.trainer_id != trainer_id:
            raise _no_group()
        return group


def _no_group() -> NotHeld:
    return NotHeld("There is no such group.", "Check the code with your trainer.")
