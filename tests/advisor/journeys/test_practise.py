"""Practising on a real ledger: nothing that a learner was shown is lost, and each sees only their own."""

from __future__ import annotations

import csv
import io
import itertools
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdf
import pytest

from advisor.approval.actor import Actor, SignIn
from advisor.approval.authority import Register
from advisor.approval.refusal import Refusal
from advisor.connecting.practising import card_states, shipped_exercises
from advisor.documents import certificate, practice_table
from advisor.errors import NotHeld, PracticeRefused
from advisor.governance.exercises.exercise import Exercise, read
from advisor.governance.exercises.freshness import faults
from advisor.governance.exercises.marked import Verdict
from advisor.governance.exercises.marking import Marker
from advisor.governance.exercises.sitting import Sitting
from advisor.governance.exercises.step import (
    Branch,
    BreachClock,
    Choose,
    ChooseSeveral,
    Classify,
    Decide,
    Order,
    Step,
)
from advisor.journeys.practise import Practise
from advisor.journeys.training import Training
from advisor.ledger.practice import PracticeRecords
from advisor.ledger.store import Store
from tests.advisor.governance.exercises.invented import data

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
TESS = Actor(id="tess", sign_in=SignIn.LOCAL, signed_in_until=NOW + timedelta(hours=8))
INVENTED = read(data(), "lost-keys")
RIGHT = "The clock is 72 hours from when we noticed, and we do not need their consent."


@contextmanager
def opened(file: Path, *exercises: Exercise, outdated: tuple[str, ...] = ()) -> Iterator[tuple[Practise, Training]]:
    store = Store(file, now=NOW)
    count = itertools.count()
    lock = threading.Lock()

    def new_id() -> str:
        with lock:
            return f"{next(count) + (os.getpid() << 20):016x}"[::-1]

    records = PracticeRecords(store)
    practise = Practise(
        records, lambda: exercises or (INVENTED,), dict, lambda _: outdated, Marker, certificate.write,
        now=lambda: NOW, new_id=new_id,
    )  # fmt: skip
    try:
        yield practise, Training(records, practise, practice_table.write, Register, now=lambda: NOW, new_id=new_id)
    finally:
        store.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


def test_a_learner_resumes_after_a_restart_where_they_stopped(file: Path) -> None:
    with opened(file) as (practise, _):
        sitting = practise.start("lost-keys", "ann")
        practise.answer(sitting.attempt.id, "first", "tell", "ann")
        practise.take_hint(sitting.attempt.id, "why", "ann")
    with opened(file) as (practise, _):
        again = practise.start("lost-keys", "ann")
        assert again.attempt.id == sitting.attempt.id
        assert again.current is not None
        assert again.current.id == "why"
        assert practise.answer(again.attempt.id, "why", RIGHT, "ann").marks == 1.5


def test_the_first_answer_stands_when_it_is_sent_again(file: Path) -> None:
    with opened(file) as (practise, _):
        attempt = practise.start("lost-keys", "ann").attempt.id
        assert practise.answer(attempt, "first", "wait", "ann").marks == 0
        assert practise.answer(attempt, "first", "tell", "ann").marks == 0
        assert practise.resume(attempt, "ann").course == ("first", "clock")


@pytest.mark.parametrize(("step", "answer"), [("clock", "9 November"), ("first", "neither"), ("first", " ")])
def test_what_cannot_be_marked_is_refused_and_not_kept(file: Path, step: str, answer: str) -> None:
    with opened(file) as (practise, _):
        attempt = practise.start("lost-keys", "ann").attempt.id
        with pytest.raises(PracticeRefused):
            practise.answer(attempt, step, answer, "ann")
        assert practise.resume(attempt, "ann").answers == ()


def test_nobody_opens_the_attempt_of_another(file: Path) -> None:
    with opened(file) as (practise, _):
        attempt = practise.start("lost-keys", "ann").attempt.id
        for act in (
            lambda: practise.resume(attempt, "bob"),
            lambda: practise.answer(attempt, "first", "tell", "bob"),
            lambda: practise.take_hint(attempt, "first", "bob"),
            lambda: practise.certificate(attempt, "bob", "Bob"),
        ):
            with pytest.raises(NotHeld):
                act()
        assert practise.mine("bob") == []


def test_an_outdated_exercise_is_kept_for_who_began_and_refused_to_others(file: Path) -> None:
    with opened(file) as (practise, _):
        begun = practise.start("lost-keys", "ann").attempt.id
    with opened(file, outdated=("The card has changed.",)) as (practise, training):
        assert practise.shelf()[0].outdated_because == ("The card has changed.",)
        assert practise.start("lost-keys", "ann").attempt.id == begun
        with pytest.raises(PracticeRefused):
            practise.start("lost-keys", "bob")
        with pytest.raises(PracticeRefused):
            training.open("Monday", ["lost-keys"], TESS)


def test_who_signed_in_without_a_role_that_trains_opens_no_group(file: Path) -> None:
    with opened(file) as (_, training):
        author = TESS.model_copy(update={"sign_in": SignIn.PROVIDER})
        assert not training.may_open(author)
        with pytest.raises(Refusal):
            training.open("Monday", ["lost-keys"], author)
        assert training.of_trainer("tess") == []


def test_a_group_from_its_code_to_its_results(file: Path) -> None:
    with opened(file) as (practise, training):
        group = training.open("Monday", ["lost-keys"], TESS)
        ann = training.join(group.code.lower(), "=Ann")
        bob = training.join(f"{group.code[:4]} {group.code[4:]}", "Bob", "bob")
        for member, answer in ((ann, "wait"), (bob, "wait")):
            attempt = practise.start("lost-keys", member.person_id, group_id=group.id).attempt.id
            practise.answer(attempt, "first", answer, member.person_id)
        seen = training.view(group.id, "tess")
        assert [one.shown_as for one in seen.progress] == ["=Ann", "Bob"]
        assert (seen.hardest[0].step_id, seen.hardest[0].share, seen.hardest[0].wrong) == ("first", 0, 2)
        assert (seen.mistakes[0].words, seen.mistakes[0].learners) == ("Chose “Wait”", 2)
        training.tell(group.id, "tess", "Ring at once.", "bob")
        assert [one.text for one in training.told(group.id, "bob")] == ["Ring at once."]
        assert training.told(group.id, ann.person_id) == []
        rows = list(csv.DictReader(io.StringIO(training.table(group.id, "tess").decode("utf-8-sig"))))
        assert [row["learner"] for row in rows] == ["'=Ann", "Bob"]
        said = training.statements(group.id, "tess")
        assert [one["verb"]["display"]["en-GB"] for one in said] == ["answered", "answered"]
        assert said == training.statements(group.id, "tess")
        assert "Bob" not in str(said)
        for stranger in ("bob", "tom"):
            with pytest.raises(NotHeld):
                training.view(group.id, stranger)
        training.close(group.id, "tess")
        with pytest.raises(PracticeRefused):
            training.join(group.code, "Cat")
        with pytest.raises(PracticeRefused):
            practise.answer(practise.mine("bob")[0].attempt.id, "clock", "9 November 2026", "bob")


def test_a_code_that_opens_nothing_is_refused(file: Path) -> None:
    with opened(file) as (_, training), pytest.raises(NotHeld):
        training.join("BCDFGHJK", "Ann")


def ideal(step: Step, chosen: str | None = None) -> str:
    """An answer that earns all, or takes one branch."""
    match step:
        case Branch():
            return chosen or max(step.options, key=lambda one: one.marks).id
        case Choose() | ChooseSeveral():
            return ", ".join(sorted(step.right))
        case Decide():
            return f"{next(iter(step.right))}: {step.model_answer}"
        case Order():
            return ", ".join(step.right_order)
        case Classify():
            return ", ".join(f"{one.id}={one.belongs_to}" for one in step.items)
        case BreachClock():
            return step.due.isoformat()
        case _:
            return step.model_answer


def played(practise: Practise, exercise: Exercise, course: tuple[str, ...], person: str) -> Sitting:
    attempt = practise.start(exercise.id, person).attempt.id
    for place, step_id in enumerate(course):
        step = exercise.step(step_id)
        following = (*course, "end")[place + 1]
        chosen = (
            next((one.id for one in step.options if one.goes_to == following), None)
            if isinstance(step, Branch)
            else None
        )
        practise.answer(attempt, step_id, ideal(step, chosen), person)
    return practise.resume(attempt, person)


@pytest.mark.parametrize("exercise", shipped_exercises(), ids=lambda one: one.id)
def test_every_branch_of_a_shipped_exercise_plays_to_its_end_with_full_marks(exercise: Exercise, file: Path) -> None:
    with opened(file, *shipped_exercises()) as (practise, _):
        for number, course in enumerate(exercise.courses()):
            sitting = played(practise, exercise, course, f"learner-{number}")
            assert sitting.finished
            assert sitting.course == course
            for given in sitting.answers:
                if not isinstance(exercise.step(given.step_id), Branch):
                    assert given.marked.marks == given.marked.out_of, given


@pytest.mark.parametrize("exercise", shipped_exercises(), ids=lambda one: one.id)
def test_every_citation_of_a_shipped_exercise_resolves(exercise: Exercise) -> None:
    assert faults(exercise, card_states()) == ()


def test_a_finished_exercise_gives_a_certificate_and_an_unfinished_one_none(file: Path) -> None:
    with opened(file, *shipped_exercises()) as (practise, _):
        exercise = shipped_exercises()[0]
        attempt = practise.start(exercise.id, "ann").attempt.id
        with pytest.raises(PracticeRefused):
            practise.certificate(attempt, "ann", "Ann")
        sitting = played(practise, exercise, next(exercise.courses()), "ann")
        pdf = practise.certificate(sitting.attempt.id, "ann", "#panic() *Ann*")
        text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
        assert "#panic() *Ann*" in text
        assert exercise.title[:20] in text
        assert sitting.verdict is Verdict.RIGHT


def test_thirty_learners_at_once_lose_no_answer(file: Path) -> None:
    course = ("first", "why", "clock", "several", "decide", "look")
    faults_: list[BaseException] = []
    with opened(file) as (practise, training):
        group = training.open("Monday", ["lost-keys"], TESS)

        def learn(number: int) -> None:
            try:
                person = training.join(group.code, f"Learner {number}", f"p{number}").person_id
                attempt = practise.start("lost-keys", person, group_id=group.id).attempt.id
                for step_id in course:
                    step = INVENTED.step(step_id)
                    answer = {"why": RIGHT, "decide": "b: it is proportionate", "look": "d1: no purpose in it"}
                    practise.answer(attempt, step_id, answer.get(step_id, ideal(step)), person)
            except BaseException as fault:
                faults_.append(fault)

        threads = [threading.Thread(target=learn, args=(number,)) for number in range(30)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert faults_ == []
    with opened(file) as (_, training):
        progress = training.view(group.id, "tess").progress
        assert len(progress) == 30
        assert {(one.steps_done, one.finished, one.marks) for one in progress} == {(6, True, 12.0)}


KILLED = """
import sys
from pathlib import Path
from tests.advisor.journeys.test_practise import opened
with opened(Path(sys.argv[1])) as (practise, _):
    number = 0
    while True:
        attempt = practise.start("lost-keys", f"p{number}").attempt.id
        practise.answer(attempt, "first", "tell", f"p{number}")
        print(attempt, flush=True)
        number += 1
"""


def test_a_killed_server_has_lost_no_answer_that_it_acknowledged(file: Path) -> None:
    root = Path(__file__).resolve().parents[3]
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(file)], stdout=subprocess.PIPE, text=True, cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert child.stdout is not None
    acknowledged = [child.stdout.readline().strip() for _ in range(15)]
    child.send_signal(signal.SIGKILL)
    rest, _ = child.communicate(timeout=30)
    acknowledged += rest.split("\n")[:-1]
    with opened(file) as (practise, _):
        for number, attempt in enumerate(acknowledged):
            assert practise.resume(attempt, f"p{number}").answers[0].answer == "tell"


def test_a_changed_exercise_does_not_change_under_a_learner(file: Path) -> None:
    with opened(file) as (practise, _):
        attempt = practise.start("lost-keys", "ann").attempt.id
    changed = data()
    changed["steps"][0]["prompt"] = "Another question?"
    with opened(file, read(changed, "lost-keys")) as (practise, _):
        step = practise.resume(attempt, "ann").current
        assert step is not None
        assert step.prompt == "What about first?"


def test_erasing_a_learner_leaves_nothing_of_them(file: Path) -> None:
    with opened(file) as (practise, training):
        group = training.open("Monday", ["lost-keys"], TESS)
        training.join(group.code, "Ann", "ann")
        attempt = practise.start("lost-keys", "ann", group_id=group.id).attempt.id
        practise.answer(attempt, "first", "tell", "ann")
    store = Store(file, now=NOW)
    assert PracticeRecords(store).erase_person("ann") == 1
    assert PracticeRecords(store).members(group.id) == []
    assert PracticeRecords(store).of_person("ann") == []
    store.close()
