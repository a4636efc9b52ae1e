"""Thirty learners at once through one server, which is killed while they answer: nothing is lost, doubled or mixed up.

Each is a session of its own over the server's websocket, on the real pages and the real ledger.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from advisor.connecting.practising import shipped_exercises
from advisor.governance.exercises.marking import Marker
from advisor.governance.exercises.step import Choose, ChooseSeveral, ShortAnswer
from advisor.ledger.practice import PracticeRecords
from advisor.ledger.practice_tables import attempts, given_answers
from advisor.ledger.store import Store
from tests.browser.conftest import Served
from tests.browser.streamlit_session import StreamlitSession

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

EXERCISE = next(one for one in shipped_exercises() if one.id == "a-look-at-a-neighbour")
LEARNERS = 30
KILLED_AFTER = 60
"""Answers, of 150."""


@dataclass
class Classroom:
    """What all learners share: the server, and how many answers they have been shown as kept."""

    served: Served
    shown: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    enough: threading.Event = field(default_factory=threading.Event)
    together: threading.Barrier = field(default_factory=lambda: threading.Barrier(LEARNERS, timeout=300))

    def count(self) -> None:
        with self.lock:
            self.shown += 1
            if self.shown == KILLED_AFTER:
                self.enough.set()


@dataclass
class Learner:
    """One learner: who they are, where they stand in the address, and what they were shown as kept."""

    number: int
    query: str = ""
    key: str = ""
    kept: dict[str, str] = field(default_factory=dict)
    broken_off: int = 0

    @property
    def name(self) -> str:
        return f"Learner {self.number:02d}"

    def right(self) -> bool:
        return self.number % 3 != 0

    def join(self, room: Classroom, code: str, group_id: str) -> None:
        tab = StreamlitSession(room.served.base, "practise")
        tab.open("show=join")
        tab.write("join-code", code)
        tab.write("join-name", self.name)
        tab.press("join-send")
        self.key = tab.asked("learner")
        assert self.key, tab.words[-800:]
        tab.open(f"exercise={EXERCISE.id}&group={group_id}&learner={self.key}")
        tab.press("begin")
        self.query = tab.query
        assert tab.asked("sitting"), tab.words[-800:]
        tab.close()

    def play(self, room: Classroom) -> None:
        room.together.wait()
        while not self.finished(room):
            time.sleep(0.5)

    def finished(self, room: Classroom) -> bool:
        """Answer until the end; false where the connection broke off and the learner has to come back."""
        try:
            tab = StreamlitSession(room.served.base, "practise")
        except OSError:
            return False
        try:
            tab.open(self.query)
            while "Your result" not in tab.words:
                if tab.has("go-on"):
                    tab.press("go-on")
                    continue
                self.answer(tab, room)
        except OSError:
            self.broken_off += 1
            return False
        finally:
            with suppress(OSError):
                tab.close()
        return True

    def answer(self, tab: StreamlitSession, room: Classroom) -> None:
        step = next(one for one in EXERCISE.steps if tab.has(f"send-answer-{tab.asked('sitting')}-{one.id}"))
        key = f"answer-{tab.asked('sitting')}-{step.id}"
        match step:
            case Choose():
                ids = [one.id for one in step.options]
                wanted = next(iter(step.right)) if self.right() else next(one for one in ids if one not in step.right)
                tab.choose(f"{key}-choice", ids.index(wanted))
                said = wanted
            case ChooseSeveral():
                wanted_ones = [one.id for one in step.options if one.id in step.right]
                for one in wanted_ones[: None if self.right() else 1]:
                    tab.tick(f"{key}-{one}")
                said = ", ".join(wanted_ones[: None if self.right() else 1])
            case ShortAnswer():
                said = f"I am {self.name}: Joanne has no work reason to look, and it may be an offence. ({step.id})"
                tab.write(f"{key}-words", said)
            case _:
                raise AssertionError(step.kind)
        tab.press(f"send-{key}")
        assert "Your answer is kept." in tab.words, tab.words[-1500:]
        assert tab.asked("step") == step.id
        self.kept[step.id] = said
        room.count()


def test_thirty_learners_at_once_lose_nothing_when_the_server_is_killed(own_server: Served) -> None:
    own_server.start()
    room = Classroom(own_server)
    trainer = StreamlitSession(own_server.base, "practise")
    trainer.open("show=train")
    trainer.write("group-title", "Thirty at once")
    trainer.tick(f"group-has-{EXERCISE.id}")
    trainer.press("open-send")
    group_id = trainer.asked("group")
    code = trainer.words.split("Its code is ")[1].split(".")[0]
    trainer.close()
    learners = [Learner(number) for number in range(1, LEARNERS + 1)]

    with ThreadPoolExecutor(LEARNERS) as pool:
        for done in [pool.submit(one.join, room, code, group_id) for one in learners]:
            done.result()
        playing = [pool.submit(one.play, room) for one in learners]
        assert room.enough.wait(timeout=400)
        assert own_server.process is not None
        own_server.process.kill()
        own_server.process.wait()
        kept_before = {one.name: dict(one.kept) for one in learners}
        own_server.start()
        for done in playing:
            done.result()

    assert sum(one.broken_off for one in learners) > 0, "the kill came too late to break anything off"
    trainer = StreamlitSession(own_server.base, "practise")
    trainer.open(f"group={group_id}")
    assert "30 learners so far" in trainer.words
    assert trainer.words.count("<td>Finished</td>") == LEARNERS
    trainer.close()
    own_server.stop()
    check_ledger(own_server, learners, group_id, kept_before)


def check_ledger(served: Served, learners: list[Learner], group_id: str, before: dict[str, dict[str, str]]) -> None:
    store = Store(served.home / "ledger.sqlite", now=datetime.now(UTC))
    try:
        records = PracticeRecords(store)
        names = {one.person_id: one.shown_as for one in records.members(group_id)}
        assert sorted(names.values()) == sorted(one.name for one in learners)
        for learner in learners:
            (sitting,) = records.of_person(learner.key)
            assert sitting.finished
            assert names[learner.key] == learner.name
            held = {one.step_id: one.answer for one in sitting.answers}
            assert set(held) == {one.id for one in EXERCISE.steps}
            # What a learner had been shown as kept is kept, word for word, and so is what they sent after.
            assert held.items() >= before[learner.name].items()
            assert held.items() >= learner.kept.items()
            for one in sitting.answers:
                assert all(other.name == learner.name or other.name not in one.answer for other in learners)
                step = EXERCISE.step(one.step_id)
                if not isinstance(step, ShortAnswer):
                    assert one.marked.marks == Marker().mark(step, one.answer).marks
        with store.reading() as connection:
            assert connection.execute(select(func.count()).select_from(attempts)).scalar() == LEARNERS
            answered = connection.execute(select(func.count()).select_from(given_answers)).scalar()
            assert answered == LEARNERS * len(EXERCISE.steps)
    finally:
        store.close()
