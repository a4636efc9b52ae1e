"""Who is at a page where nobody signs in: one local person, or an invented one whom that person chose to act as."""

from __future__ import annotations

import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor import settings
from advisor.governance.person import Person
from advisor.identity_settings import IdentitySettings
from advisor.interface import library, server


@pytest.fixture
def advisor(invented: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(settings, "current", lambda: settings.Settings(home=tmp_path))
    made = invented.InventedAdvisor(settings.current())
    held = library.Library(lambda: made)
    held.start()
    while held.working:
        time.sleep(0.02)
    monkeypatch.setattr(library, "LIBRARY", held)
    made.people.know(Person(id="wilma", name="Wilma Reid (invented)"), library.now())
    return made


def choosing() -> None:
    """A page with the choice on it, which says who is here."""
    import streamlit as st

    from advisor.interface import identity, library

    advisor = library.advisor()
    identity.choose(advisor)
    here = identity.visitor(advisor)
    st.html(f"{here.person.id} {here.actor.sign_in.value} {here.actor.signed_in_until is not None}")


def said(app: AppTest) -> list[str]:
    assert not app.exception
    return [str(element.proto.body) for element in app.get("html")]


@pytest.mark.usefixtures("advisor")
def test_the_one_local_person_is_here_until_another_is_chosen() -> None:
    app = AppTest.from_function(choosing, default_timeout=20).run()
    assert said(app) == ["local local True"]
    app.selectbox[0].set_value("wilma").run()
    assert said(app) == ["wilma local True"]
    app.selectbox[0].set_value("local").run()
    assert said(app) == ["local local True"]


def test_two_people_of_one_name_are_not_mistaken_for_one_another(advisor: Any) -> None:
    advisor.people.know(Person(id="other-wilma", name="Wilma Reid (invented)"), library.now())
    app = AppTest.from_function(choosing, default_timeout=20).run()
    for chosen in ("wilma", "other-wilma", "wilma"):
        app.selectbox[0].set_value(chosen).run()
        assert said(app) == [f"{chosen} local True"]


def test_a_person_who_was_erased_is_nobody_to_act_as(advisor: Any) -> None:
    app = AppTest.from_function(choosing, default_timeout=20).run()
    app.selectbox[0].set_value("wilma").run()
    advisor.people.erase("wilma", library.now())
    app.run()
    assert said(app) == ["local local True"]


@pytest.mark.usefixtures("advisor")
def test_with_a_provider_a_page_without_a_sign_in_shows_nothing_of_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = IdentitySettings(issuer="https://id.council.example", client_id="us")
    monkeypatch.setattr(settings, "current", lambda: settings.Settings(home=tmp_path, identity=chosen))
    app = AppTest.from_file(str(server.FRAME), default_timeout=20).run()
    words = " ".join(said(app))
    assert "<h1>Sign in</h1>" in words
    assert "Ask about information governance" not in words
    assert "Local mode" not in words
    assert [button.label for button in app.button] == ["Sign in with your organisation"]
    assert not app.chat_input
