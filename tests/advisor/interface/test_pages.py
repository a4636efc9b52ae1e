"""The pages run as Streamlit scripts, without a browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from advisor import settings
from advisor.errors import SettingsFault, StoreUnavailable
from advisor.interface import library, server


@pytest.fixture
def opened(
    invented: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], tuple[AppTest, library.Library]]:
    monkeypatch.setattr(settings, "current", lambda: settings.Settings(home=tmp_path))

    def run() -> tuple[AppTest, library.Library]:
        held = library.Library(lambda: invented.InventedAdvisor(settings.current()))
        held.start()
        while held.working:
            time.sleep(0.02)
        monkeypatch.setattr(library, "LIBRARY", held)
        return AppTest.from_file(str(server.FRAME), default_timeout=20).run(), held

    return run


def words(app: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def test_the_first_screen_runs_without_an_exception(opened: Callable[[], tuple[AppTest, library.Library]]) -> None:
    app, _ = opened()
    assert not app.exception
    assert "Ask about information governance" in words(app)


def test_a_question_becomes_a_recorded_answer(opened: Callable[[], tuple[AppTest, library.Library]]) -> None:
    app, held = opened()
    app.chat_input[0].set_value("May I use the kettle?").run()
    assert not app.exception
    assert "before noon" in words(app)
    assert held.advisor is not None
    conversations = held.advisor.conversations.list_for("local")
    assert [one.title for one in conversations] == ["May I use the kettle?"]
    answer = held.advisor.conversations.open(conversations[0].id)[1][0].answer
    assert held.advisor.conversations.evidence(answer.claims[0].citations[0].passage_sha256)


def test_an_answer_that_cannot_be_saved_is_still_shown(
    opened: Callable[[], tuple[AppTest, library.Library]], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, held = opened()
    assert held.advisor is not None

    def full(*_args: object, **_named: object) -> None:
        raise StoreUnavailable("The disk is full, so nothing was saved.", "Free some space.")

    monkeypatch.setattr(held.advisor.conversations, "start", full)
    app.chat_input[0].set_value("May I use the kettle?").run()
    assert "The disk is full, so nothing was saved." in words(app)
    assert "The answer, which could not be saved" in words(app)
    assert "before noon" in words(app)


def test_a_library_that_cannot_be_opened_is_told_and_tried_again(
    invented: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "current", lambda: settings.Settings(home=tmp_path))
    tries: list[int] = []

    def opening() -> object:
        tries.append(1)
        if len(tries) == 1:
            raise SettingsFault("The model folder is missing.", "Correct embedding.model.")
        return invented.InventedAdvisor(settings.current())

    monkeypatch.setattr(library, "LIBRARY", library.Library(opening))  # type: ignore[arg-type]
    app = AppTest.from_file(str(server.FRAME), default_timeout=20).run()
    assert "The model folder is missing." in words(app)
    assert "Correct embedding.model." in words(app)
    app.run()
    assert "Ask about information governance" in words(app)


def test_a_rerun_neither_opens_nor_asks_again(
    opened: Callable[[], tuple[AppTest, library.Library]], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, held = opened()
    app.chat_input[0].set_value("May I use the kettle?").run()
    assert held.advisor is not None
    monkeypatch.setattr(held.advisor, "ask", lambda *_a, **_k: pytest.fail("asked again on a rerun"))
    monkeypatch.setattr(held, "_opening", lambda: pytest.fail("opened again on a rerun"))
    app.run()
    assert not app.exception
    assert "before noon" in words(app)
