"""The Review page run as a script, and its forms against the commands that they are forms of."""

from __future__ import annotations

import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor import settings
from advisor.approval import command as ask
from advisor.approval.actor import Actor, SignIn
from advisor.approval.change import RevokeDelegation
from advisor.approval.command import CommandKind
from advisor.approval.proposal import CaseKind
from advisor.approval.record import View
from advisor.connecting.invented import COUNCIL
from advisor.interface import library, review_forms, review_words, server
from advisor.journeys.casework_opening import Draft, Facts

PAGE = server.FRAME.with_name("review.py")
GIVEN = {"kind", "id", "case_id", "seen_version", "organisation_id", "digest", "capacity", "new_case_id"}
"""Fields of a command that the page knows and nobody fills in."""


@pytest.fixture
def advisor(invented: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(settings, "current", lambda: settings.Settings(home=tmp_path))
    made = invented.InventedAdvisor(settings.current())
    held = library.Library(lambda: made)
    held.start()
    while held.working:
        time.sleep(0.02)
    monkeypatch.setattr(library, "LIBRARY", held)
    # Links between pages need the frame around the page; tests/browser follows them.
    monkeypatch.setattr("streamlit.page_link", lambda *_given, **_named: None)
    return made


def actor(person_id: str) -> Actor:
    return Actor(id=person_id, sign_in=SignIn.LOCAL, signed_in_until=library.now().replace(year=2040))


def submitted(advisor: Any) -> str:
    """A case that waits for the officer's advice."""
    facts = Facts(kind=CaseKind.ASSESSMENT, title="Bus passes", party_ids=(COUNCIL,))
    case = advisor.casework.open(actor("isla-reid"), COUNCIL, facts, Draft(body=b"# Bus passes\n\nThe draft.\n")).case
    command = ask.Submit(
        id=f"submit {case.id}", case_id=case.id, seen_version=1, organisation_id=COUNCIL, digest=case.proposal.digest
    )
    advisor.casework.do(command, actor("isla-reid"))
    return str(case.id)


def opened(person_id: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=20)
    for name, value in {"as": person_id, **query}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def named(elements: Any, label: str) -> Any:
    return next(one for one in elements if one.label == label)


def words(app: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def test_everything_that_can_be_asked_of_a_case_has_a_form() -> None:
    assert set(review_words.DOING) == set(CommandKind) - {CommandKind.OPEN}
    assert set(review_forms.COMMANDS) == set(CommandKind)


@pytest.mark.parametrize("do", sorted(set(review_words.DOING) - {CommandKind.REVISE}))
def test_every_field_of_a_command_is_in_its_form_and_has_a_label(do: CommandKind) -> None:
    wanted = set(review_forms.COMMANDS[do].model_fields) - GIVEN - ({"file"} if do is CommandKind.ATTEST else set())
    assert wanted <= set(review_forms.FIELDS)
    for name in wanted - {"terms"}:
        assert review_words.label_of(do, name)


def test_advice_is_given_on_the_version_that_was_on_the_page(advisor: Any) -> None:
    case_id = submitted(advisor)
    app = opened("fiona-mackay", case=case_id, do="advise")
    named(app.radio, "What do you think of it?").set_value(View.SUPPORTS)
    named(app.text_area, "Your advice").set_value("Sound.")
    before = advisor.casework.case(actor("fiona-mackay"), case_id)
    attach = ask.Attach(
        id="note", case_id=case_id, seen_version=before.version, organisation_id=COUNCIL, text="A note."
    )
    advisor.casework.do(attach, actor("isla-reid"))
    named(app.button, "Give this advice").click().run()
    assert "Somebody else changed this case after you opened it" in words(app)
    assert named(app.text_area, "Your advice").value == "Sound."
    assert advisor.casework.case(actor("fiona-mackay"), case_id).advice == ()
    named(app.button, "Give this advice").click().run()
    assert "Your advice is recorded." in words(app)
    assert len(advisor.casework.case(actor("fiona-mackay"), case_id).advice) == 1
    assert named(app.radio, "What do you want to do?").value is None, "what was done is not laid out to be done again"


def test_steps_on_the_way_that_nobody_waits_for_are_not_refused_aloud(advisor: Any) -> None:
    for person in ("fiona-mackay", "callum-ross"):
        said = words(opened(person, case=submitted(advisor)))
        assert "No consultation of the regulator is open." not in said
        assert "so this step is not needed" not in said


def test_an_officer_is_told_that_officers_never_decide(advisor: Any) -> None:
    app = opened("fiona-mackay", case=submitted(advisor))
    assert "You advise as data protection officer, and never decide." in words(app)
    assert not any("Approve it" in one.options for one in app.radio)


def test_somebody_without_a_part_in_a_case_sees_nothing_of_it(advisor: Any) -> None:
    app = opened("priya-nair", case=submitted(advisor))
    assert "There is no such case." in words(app)
    assert "Bus passes" not in words(app)


def test_an_address_that_names_nobody_acts_as_the_local_person(advisor: Any) -> None:
    submitted(advisor)
    app = opened("mallory", show="cases")
    assert app.selectbox[0].value == "local"
    assert "Bus passes" not in words(app)


def to_decide(advisor: Any) -> str:
    """A case that waits for a decision."""
    case_id = submitted(advisor)
    case = advisor.casework.case(actor("fiona-mackay"), case_id)
    advise = ask.Advise(
        id=f"advise {case_id}", case_id=case_id, seen_version=case.version, organisation_id=COUNCIL,
        digest=case.proposal.digest, view=View.SUPPORTS, text="Sound.",
    )  # fmt: skip
    advisor.casework.do(advise, actor("fiona-mackay"))
    return case_id


def approval(person_id: str, case_id: str) -> AppTest:
    """The form of an approval, filled in and not yet sent."""
    app = opened(person_id, case=case_id, do="approve")
    named(app.text_area, "Reasons").set_value("It helps.")
    days = [one for one in app.text_input if one.label in {"Day", "Month", "Year"}]
    for one, value in zip(days, ["30", "6", str(library.now().year + 1), "31", "3", str(library.now().year + 1)],
                          strict=True):  # fmt: skip
        one.set_value(value)
    return app


def test_a_form_that_was_drawn_while_authority_was_lent_does_nothing_once_it_is_taken_back(advisor: Any) -> None:
    case_id = to_decide(advisor)
    app = approval("ailsa-grant", case_id)
    advisor.authority.change(RevokeDelegation(delegation_id="morag-bell to ailsa-grant"), actor("morag-bell"))
    named(app.button, "Approve").click().run()
    assert "Your approval is recorded." not in words(app)
    assert advisor.office.records.case(case_id).decisions == ()


def test_a_form_that_one_person_was_shown_is_not_sent_as_another(advisor: Any) -> None:
    case_id = to_decide(advisor)
    app = approval("morag-bell", case_id)
    app.selectbox[0].set_value("isla-reid")
    named(app.button, "Approve").click().run()
    assert "Your approval is recorded." not in words(app)
    assert advisor.office.records.case(case_id).decisions == ()


def test_an_address_that_asks_for_a_step_offers_it_to_nobody_who_may_not_take_it(advisor: Any) -> None:
    case_id = to_decide(advisor)
    for person in ("isla-reid", "fiona-mackay", "callum-ross", "tom-okoro", "ruth-levy"):
        app = opened(person, case=case_id, do="approve")
        assert not [one for one in app.button if one.label == "Approve"]


def test_what_has_to_change_stands_at_the_top_of_a_case_that_went_back(advisor: Any) -> None:
    case_id = to_decide(advisor)
    case = advisor.office.records.case(case_id)
    back = ask.Return(
        id=f"return {case_id}", case_id=case_id, seen_version=case.version, organisation_id=COUNCIL,
        digest=case.proposal.digest, reasons="Say <b>who</b> tells them.",
    )  # fmt: skip
    advisor.casework.do(back, actor("morag-bell"))
    said = words(opened("isla-reid", case=case_id))
    assert said.index("What has to change") < said.index("What is proposed")
    assert "Say &lt;b&gt;who&lt;/b&gt; tells them." in said
    assert "1, as it was submitted" in said
