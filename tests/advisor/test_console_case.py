"""``advisor case`` and ``advisor authority``: a whole life, refusals, and what they print.

The commands run through the real ``main`` in this process, as a life takes dozens of them; one test starts a process.
"""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from advisor import cli, settings
from tests.console import Ran, advisor

COUNCIL, BOARD = "borsetshire-council", "borsetshire-health-board"


class Console:
    """One installation, at whose keyboard one person after another signs in."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.draft = folder / "draft.md"
        self.draft.write_text("# Home visits\n\nThe first.\n", "utf-8")
        self._monkeypatch = monkeypatch
        self._who = ""

    def run(self, who: str, *arguments: str) -> Ran:
        if who != self._who:
            signed_in = self._main("sign-in", "--as", who)
            assert signed_in.code == 0, signed_in.err
            self._who = who
        return self._main(*arguments)

    def _main(self, *arguments: str) -> Ran:
        self._monkeypatch.setattr(sys, "argv", ["advisor", *arguments])
        self._monkeypatch.setattr(settings, "current", lambda: settings.load({"ADVISOR_HOME": str(self.home)}))
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            cli.main()
            sys.exit(0)
        out.flush()
        written = out.buffer
        assert isinstance(written, io.BytesIO)
        return Ran(int(ended.value.code or 0), written.getvalue().decode(), err.getvalue())

    def does(self, who: str, *arguments: str) -> Any:
        ran = self.run(who, *arguments, "--json")
        assert (ran.code, ran.err) == (0, ""), ran.err
        return ran.json

    def case(self, who: str, command: str, case_id: str, *arguments: str) -> Any:
        return self.does(who, "case", command, case_id, *arguments)

    def opened(self, *arguments: str) -> str:
        held = self.does("isla-reid", "case", "open", "--title", "Home visits", "--draft", str(self.draft), *arguments)
        return str(held["case_id"])


@pytest.fixture
def console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(tmp_path, monkeypatch)


def test_a_case_lives_from_draft_to_revocation_on_the_console(console: Console, tmp_path: Path) -> None:
    parties = ("--kind", "agreement", "--party", COUNCIL, "--party", BOARD)
    case_id = console.opened(*parties, "--blocking-gap", "Who reads it?")
    refused = console.run("isla-reid", "case", "submit", case_id, "--json")
    assert (refused.code, refused.json["reason"]) == (1, "gaps")
    console.draft.write_text("# Home visits\n\nThe team leaders read it.\n", "utf-8")
    console.case("isla-reid", "revise", case_id, "--answered", "--draft", str(console.draft))
    assert console.case("isla-reid", "submit", case_id)["status"] == "submitted"

    console.case("fiona-mackay", "advise", case_id, "--view", "opposes", "--text", "Too much is shared.")
    assert console.case("morag-bell", "return", case_id, "--reasons", "Share less.")["status"] == "returned"
    console.draft.write_text("# Home visits\n\nLess.\n", "utf-8")
    console.case("isla-reid", "revise", case_id, "--draft", str(console.draft))
    console.case("isla-reid", "submit", case_id)
    console.case("fiona-mackay", "advise", case_id, "--view", "supports", "--text", "Yes.")
    console.case("hamish-stewart", "advise", case_id, "--view", "supports", "--text", "Yes.")

    dates = ("--valid-until", "2027-06-30", "--review-on", "2027-03-31", "--reasons", "It helps people.")
    [waiting] = console.does("ailsa-grant", "case", "queue")
    assert waiting["summary"]["case_id"] == case_id
    console.case("ailsa-grant", "approve", case_id, *dates, "--condition", "2027-01-31: All readers are trained.")
    approved = console.case("grace-adeyemi", "approve", case_id, *dates)
    assert approved["status"] == "approved with conditions"
    assert approved["watermark"] == "Trial case: for practice only, of no effect"

    shown = console.case("morag-bell", "show", case_id)
    [condition] = shown["conditions"]
    assert (condition["text"], condition["due_on"]) == ("All readers are trained.", "2027-01-31")
    assert "Ailsa Grant (invented) by delegation from Morag Bell (invented)" in str(shown["parties"])
    console.case("morag-bell", "meet-condition", case_id, condition["id"], "--evidence", str(console.draft))

    out = tmp_path / "due.ics"
    console.does("isla-reid", "case", "calendar", "--out", str(out))
    assert (
        len(Calendar.from_ical(out.read_bytes()).walk("VEVENT")) == len(console.does("isla-reid", "case", "due")) == 2
    )
    renewal = console.case("isla-reid", "renew", case_id, "--id", "renewed")["events"][1]["case_id"]
    assert console.case("isla-reid", "show", renewal)["case"]["renews"] == case_id
    decision = tmp_path / "decision.json"
    console.does("morag-bell", "case", "export-decision", case_id, "--out", str(decision))
    assert b'"signature"' in decision.read_bytes()
    assert console.case("niamh-doyle", "revoke", case_id, "--reasons", "It ended.")["status"] == "revoked"

    history = console.run("ruth-levy", "case", "history", case_id)
    assert history.code == 0
    assert "Ailsa Grant (invented), approver by delegation for Morag Bell (invented), approved" in history.out
    assert "Share less." in history.out
    export = console.run("ruth-levy", "case", "export", case_id)
    assert len(export.json["events"]) == shown["version"] + 3
    assert console.does("ruth-levy", "ledger", "verify")["ok"]


def test_nobody_acts_without_signing_in(console: Console) -> None:
    ran = advisor(console.home, "case", "queue", "--json")
    assert (ran.code, ran.json["refused"]) == (1, True)
    assert "not signed in" in ran.err
    assert not ran.crashed


def test_a_refusal_is_exit_1_with_its_sentence_and_as_data(console: Console) -> None:
    case_id = console.opened()
    plain = console.run("isla-reid", "case", "approve", case_id, "--reasons", "Mine.", "--valid-until", "2027-01-01",
                        "--review-on", "2027-01-01")  # fmt: skip
    assert (plain.code, plain.out) == (1, "")
    assert "You wrote this case" in plain.err
    data = console.run("isla-reid", "case", "show", "nothing", "--json")
    assert (data.code, data.json["reason"]) == (1, "no such case")
    assert data.json["sentence"] in data.err


def test_a_command_sent_again_under_its_name_is_done_once(console: Console) -> None:
    case_id = console.opened("--command-id", "form-1", "--id", "one")
    assert console.opened("--command-id", "form-1", "--id", "one") == case_id == "one"
    first = console.case("isla-reid", "submit", case_id, "--command-id", "form-2")
    again = console.case("isla-reid", "submit", case_id, "--command-id", "form-2")
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert again["version"] == first["version"] == 2


def test_what_was_seen_before_somebody_else_acted_is_refused(console: Console) -> None:
    case_id = console.opened()
    console.case("isla-reid", "attach", case_id, "--text", "A note.")
    late = console.run("isla-reid", "case", "submit", case_id, "--seen", "1", "--json")
    assert (late.code, late.json["reason"]) == (1, "changed since")


@pytest.mark.parametrize(
    "arguments",
    [
        ("case", "open", "--title", "x"),
        ("case", "open", "--title", "", "--draft", "DRAFT"),
        ("case", "open", "--title", "x", "--draft", "missing.md"),
        ("case", "open", "--title", "x", "--disclosure", "DRAFT"),
        ("case", "approve", "one", "--reasons", "x", "--valid-until", "soon", "--review-on", "2027-01-01"),
        ("authority", "grant", "isla-reid", COUNCIL, "--role", "approver by delegation"),
        ("authority", "delegate", "isla-reid", COUNCIL, "--until", "tomorrow"),
    ],
)
def test_what_is_written_wrong_is_exit_2_without_a_traceback(console: Console, arguments: tuple[str, ...]) -> None:
    given = [str(console.draft) if one == "DRAFT" else one for one in arguments]
    ran = console.run("isla-reid", *given)
    assert ran.code == 2, ran.err
    assert not ran.crashed


def test_the_register_is_shown_and_changed_by_whom_it_is_for(console: Console) -> None:
    shown = console.run("isla-reid", "authority", "show")
    assert "Ailsa Grant (invented) (ailsa-grant): approver by delegation" in shown.out
    refused = console.run("isla-reid", "authority", "leave", "niamh-doyle", COUNCIL, "--json")
    assert (refused.code, refused.json["reason"]) == (1, "register")
    lent = console.does("niamh-doyle", "authority", "delegate", "isla-reid", COUNCIL, "--kind", "assessment")
    delegation = lent["change"]["delegation"]["id"]
    holders = {one["person_id"]: one for one in console.does("isla-reid", "authority", "show")["holders"]}
    assert "approver by delegation" in holders["isla-reid"]["roles"]
    console.does("niamh-doyle", "authority", "revoke", delegation)
    console.does("tom-okoro", "authority", "leave", "isla-reid", COUNCIL)
    held = console.does("tom-okoro", "authority", "person", "export", "isla-reid")
    assert held["memberships"][0]["left_at"] is not None
    assert "(isla-reid):" not in console.run("tom-okoro", "authority", "show").out


def test_a_disclosure_is_opened_from_its_form(console: Console, tmp_path: Path) -> None:
    form = tmp_path / "form.json"
    form.write_text(
        '{"asked_by": "Police", "asked_for": "An address", "about_whom": "A tenant", "purpose": "A warrant", '
        '"power": "Schedule 2"}',
        "utf-8",
    )
    held = console.does("isla-reid", "case", "open", "--title", "An address", "--disclosure", str(form))
    shown = console.case("isla-reid", "show", held["case_id"])
    assert shown["summary"]["kind"] == "one-off disclosure"
    assert len(shown["open_gaps"]) == 3
    digest = shown["draft"]["digest"]
    assert "## Who asks\n\nPolice" in console.run("isla-reid", "case", "file", held["case_id"], digest).out
