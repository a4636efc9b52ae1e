"""The life of a case through the journey, on the real ledger: what is done, what is refused, and what is then read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from advisor.approval import command as ask
from advisor.approval.actor import Actor, ActorKind, SignIn
from advisor.approval.authority import Organisation, Register
from advisor.approval.casefile import Status
from advisor.approval.change import RevokeDelegation
from advisor.approval.event import Event
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.approval.record import Nature, Term, View
from advisor.approval.refusal import Reason, Refusal
from advisor.connecting.invented import BOARD, CHARITY, COUNCIL, invented_register
from advisor.errors import NotHeld
from advisor.journeys.casework_opening import Disclosure, Draft, Facts
from advisor.journeys.casework_view import CaseView
from advisor.ledger.verification import verify
from tests.advisor.journeys.office import (
    ADMINISTRATOR,
    APPROVER,
    AUDITOR,
    AUTHOR,
    BOARD_APPROVER,
    BOARD_AUTHOR,
    BOARD_OFFICER,
    DELEGATE,
    OFFICER,
    OWNER,
    REVIEW_ON,
    SIRO,
    TITLE,
    Desk,
    actor,
)

TRAINED = Term(nature=Nature.PRECEDENT, text="Every reader of the file has been trained.")
REPORT = Term(nature=Nature.CONTINUING, text="A yearly report is made.")


def status(desk: Desk, case_id: str) -> Status:
    return desk.casework.case(actor(AUTHOR), case_id).status(desk.now)


def view(desk: Desk, who: str, case_id: str) -> CaseView:
    return desk.casework.view(actor(who), case_id)


def test_a_case_lives_from_draft_to_renewal_and_its_history_can_be_read(desk: Desk) -> None:
    case_id = desk.agreement()
    desk.does(AUTHOR, case_id, ask.Submit)
    desk.does(OFFICER, case_id, ask.Advise, view=View.OPPOSES, text="Too much is shared.")
    desk.does(APPROVER, case_id, ask.Return, reasons="Share less.")
    assert status(desk, case_id) is Status.RETURNED
    facts = desk.casework.facts(actor(AUTHOR), case_id)
    seen = desk.casework.case(actor(AUTHOR), case_id).version
    less = Draft(body=b"# Draft\n\nLess.\n")
    desk.casework.revise(actor(AUTHOR), COUNCIL, case_id, seen, facts, less)
    desk.advised(case_id)
    desk.does(DELEGATE, case_id, ask.Approve, terms=(TRAINED, REPORT))
    desk.does(BOARD_APPROVER, case_id, ask.Approve, BOARD)
    assert status(desk, case_id) is Status.APPROVED_WITH_CONDITIONS
    assert "still open" in view(desk, AUTHOR, case_id).not_in_force_because

    evidence = desk.casework.keep_file(actor(APPROVER), case_id, b"a list of names", name="trained.txt")
    condition = view(desk, APPROVER, case_id).conditions[0]
    desk.does(APPROVER, case_id, ask.MeetCondition, condition_id=condition.id, evidence_digest=evidence)
    assert "trial" in view(desk, AUTHOR, case_id).not_in_force_because
    desk.does(AUTHOR, case_id, ask.Renew, new_case_id="renewal")
    desk.does(OWNER, case_id, ask.Revoke)
    assert status(desk, case_id) is Status.REVOKED
    assert desk.casework.case(actor(AUTHOR), "renewal").renews == case_id

    sentences = [one.sentence for one in view(desk, AUDITOR, case_id).history]
    assert sentences[0] == "23 November 2026, 10:00: Isla Reid (invented), author, opened the case"
    decided = next(one for one in view(desk, AUDITOR, case_id).history if "Ailsa Grant" in one.sentence)
    assert decided.sentence == (
        "23 November 2026, 10:00: Ailsa Grant (invented), approver by delegation for Morag Bell (invented), approved "
        "for Borsetshire Council (invented) with 2 conditions, 1 to be met before anything starts"
    )
    assert decided.texts == ("These are the reasons.", TRAINED.text, REPORT.text)
    assert verify(desk.store).ok


def test_both_names_of_a_delegated_decision_stand_on_the_page(desk: Desk) -> None:
    case_id = desk.advised(desk.opened())
    desk.does(DELEGATE, case_id, ask.Approve)
    shown = view(desk, AUTHOR, case_id).parties[0].decision
    assert shown is not None
    assert shown.by == "Ailsa Grant (invented) by delegation from Morag Bell (invented)"
    assert (shown.reasons, shown.attested) == (("These are the reasons.",), False)


def test_an_author_who_may_approve_is_refused_on_the_own_case_with_a_sentence(desk: Desk) -> None:
    case_id = desk.opened()
    facts = desk.casework.facts(actor(AUTHOR), case_id)
    changed = facts.model_copy(update={"title": "Another title"})
    desk.office.authority.change(_role_of_author(APPROVER), actor(ADMINISTRATOR))
    desk.casework.revise(actor(APPROVER), COUNCIL, case_id, 1, changed)
    desk.advised(case_id)
    refusal = desk.refused(APPROVER, case_id, ask.Approve)
    assert refusal.reason is Reason.OWN_CASE
    offer = next(one for one in view(desk, APPROVER, case_id).offers if one.do is ask.CommandKind.APPROVE)
    assert (offer.allowed, offer.sentence) == (False, refusal.sentence)
    desk.refused(DELEGATE, case_id, ask.Approve)  # by the author's own authority


def _role_of_author(person_id: str) -> Any:
    from advisor.approval.actor import Role
    from advisor.approval.authority import Grant
    from advisor.approval.change import GrantRole

    scope = invented_register().grants[0].scope
    return GrantRole(grant=Grant(id="new", person_id=person_id, organisation_id=COUNCIL, role=Role.AUTHOR, scope=scope))


def test_a_command_sent_twice_gives_the_first_result_and_is_done_once(desk: Desk) -> None:
    case_id = desk.opened()
    command = desk.command(case_id, ask.Submit)
    first = desk.casework.do(command, actor(AUTHOR))
    again = desk.casework.do(command, actor(AUTHOR))
    assert (first.repeated, again.repeated) == (False, True)
    assert again.events == first.events
    assert len(desk.office.records.history(case_id)) == 2


def test_a_command_of_somebody_else_under_the_same_identifier_is_refused(desk: Desk) -> None:
    case_id = desk.opened()
    command = desk.command(case_id, ask.Submit)
    desk.casework.do(command, actor(AUTHOR))
    with pytest.raises(Refusal, match="another one"):
        desk.casework.do(command, actor(OFFICER))


def test_opening_twice_under_one_command_makes_one_case(desk: Desk) -> None:
    facts = Facts(kind=CaseKind.ASSESSMENT, title=TITLE, party_ids=(COUNCIL,))
    for _ in range(2):
        desk.casework.open(actor(AUTHOR), COUNCIL, facts, Draft(body=b"x"), command_id="form", case_id="one")
    assert [one.case_id for one in desk.casework.cases(actor(AUTHOR))] == ["one"]


def test_of_two_who_act_on_one_version_the_second_is_told(desk: Desk) -> None:
    case_id = desk.advised(desk.opened())
    seen = desk.casework.case(actor(APPROVER), case_id).version
    desk.does(OWNER, case_id, ask.Approve)
    refusal = desk.refused(APPROVER, case_id, ask.Approve, seen_version=seen)
    assert refusal.reason in {Reason.CHANGED_SINCE, Reason.WRONG_STATUS}
    assert desk.refused(AUTHOR, case_id, ask.Attach, seen_version=seen).reason is Reason.CHANGED_SINCE


def test_authority_taken_back_while_a_command_is_under_way_counts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = desk.advised(desk.opened())
    real = desk.office.records.append

    def revoked_meanwhile(events: Any, texts: Any, **more: Any) -> None:
        monkeypatch.setattr(desk.office.records, "append", real)
        lent = desk.office.authority.register().delegations[0]
        desk.office.authority.change(RevokeDelegation(delegation_id=lent.id), actor(APPROVER))
        real(events, texts, **more)

    monkeypatch.setattr(desk.office.records, "append", revoked_meanwhile)
    assert desk.refused(DELEGATE, case_id, ask.Approve).reason is Reason.CHANGED_SINCE
    assert desk.refused(DELEGATE, case_id, ask.Approve).reason in {Reason.NO_AUTHORITY, Reason.NOT_PERMITTED}


def test_in_local_mode_every_case_is_a_trial_and_says_so(desk: Desk) -> None:
    case_id = desk.approved(desk.opened())
    shown = view(desk, AUTHOR, case_id)
    assert shown.case.proposal.trial
    assert shown.watermark == shown.summary.watermark == "Trial case: for practice only, of no effect"
    assert not shown.in_force
    assert b"TRIAL: " in desk.casework.calendar(actor(AUTHOR))


def test_a_local_sign_in_neither_reads_nor_lists_a_real_case(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    real = actor(AUTHOR, SignIn.PROVIDER)
    facts = Facts(kind=CaseKind.ASSESSMENT, title=TITLE, party_ids=(COUNCIL,))
    case_id = desk.casework.open(real, COUNCIL, facts, Draft(body=b"x")).case.id
    assert [one.case_id for one in desk.casework.cases(real)] == [case_id]
    assert desk.casework.cases(actor(AUTHOR)) == ()
    with pytest.raises(Refusal) as caught:
        desk.casework.case(actor(AUTHOR), case_id)
    assert caught.value.reason is Reason.TRIAL_ONLY


@pytest.mark.parametrize("who", [BOARD_AUTHOR, "local", "a stranger"])
def test_people_of_no_party_are_told_of_no_such_case(desk: Desk, who: str) -> None:
    case_id = desk.opened()
    for look in (desk.casework.view, desk.casework.history, desk.casework.export_case):
        with pytest.raises(Refusal) as caught:
            look(actor(who), case_id)
        assert caught.value.reason is Reason.NO_SUCH_CASE
    assert desk.casework.cases(actor(who)) == ()


def test_a_script_attaches_and_does_nothing_else(desk: Desk) -> None:
    case_id = desk.opened()
    script = Actor(id="nightly", kind=ActorKind.SCRIPT)
    desk.casework.do(desk.command(case_id, ask.Attach, text="A thought."), script)
    note = view(desk, AUTHOR, case_id).notes[0]
    assert (note.text, note.machine, note.role) == ("A thought.", True, None)
    with pytest.raises(Refusal) as caught:
        desk.casework.do(desk.command(case_id, ask.Submit), script)
    assert caught.value.reason is Reason.MACHINE
    with pytest.raises(Refusal):
        desk.casework.case(script, case_id)


def test_a_refused_opening_keeps_nothing_of_the_draft(desk: Desk) -> None:
    draft = Draft(body=b"words of somebody without a role")
    facts = Facts(kind=CaseKind.ASSESSMENT, title=TITLE, party_ids=(COUNCIL,))
    with pytest.raises(Refusal):
        desk.casework.open(actor(SIRO), COUNCIL, facts, draft)
    with pytest.raises(NotHeld):
        desk.office.records.artefact(draft.digest)


def test_a_condition_is_met_only_on_evidence_that_is_held(desk: Desk) -> None:
    case_id = desk.approved(desk.opened(), terms=(TRAINED,))
    condition = view(desk, APPROVER, case_id).conditions[0].id
    refusal = desk.refused(APPROVER, case_id, ask.MeetCondition, condition_id=condition, evidence_digest="0" * 64)
    assert refusal.sentence == "The evidence is not held here."


def test_the_queue_goes_from_person_to_person_as_the_case_does(desk: Desk) -> None:
    def tasks(who: str) -> list[str]:
        return [task.do.value for item in desk.casework.queue(actor(who)) for task in item.tasks]

    case_id = desk.opened(residual_risk=RiskLevel.HIGH)
    assert tasks(AUTHOR) == ["submit"]
    desk.does(AUTHOR, case_id, ask.Submit)
    assert (tasks(AUTHOR), tasks(APPROVER)) == ([], [])
    assert tasks(OFFICER) == ["advise", "open consultation"]
    assert tasks(SIRO) == ["accept risk", "waive consultation"]
    desk.does(OFFICER, case_id, ask.Advise)
    desk.does(SIRO, case_id, ask.AcceptRisk)
    assert tasks(APPROVER) == []
    desk.does(SIRO, case_id, ask.WaiveConsultation)
    assert tasks(APPROVER) == ["approve"]
    assert tasks(DELEGATE) == []  # the delegation reaches medium risk
    desk.does(APPROVER, case_id, ask.Approve, terms=(TRAINED,))
    assert tasks(OWNER) == ["meet condition"]
    assert tasks(ADMINISTRATOR) == tasks(AUDITOR) == []


def test_what_is_overdue_comes_first_in_the_queue_and_returned_work_since_its_return(desk: Desk) -> None:
    old = desk.approved(desk.opened(), terms=(TRAINED.model_copy(update={"due_on": REVIEW_ON}),))
    desk.now = desk.now.replace(year=2027, month=4)
    young = desk.opened(who=AUTHOR, title="Another")
    desk.advised(young)
    desk.does(APPROVER, young, ask.Return)
    queue = desk.casework.queue(actor(APPROVER))
    assert [(one.summary.case_id, one.overdue) for one in queue] == [(old, True)]
    assert {task.do for task in queue[0].tasks} == {ask.CommandKind.MEET_CONDITION, ask.CommandKind.RECORD_REVIEW}
    mine = desk.casework.queue(actor(AUTHOR))
    assert [(one.summary.case_id, one.since) for one in mine] == [(young, desk.now)]


def test_the_calendar_opens_in_another_program_and_names_each_date_once(desk: Desk) -> None:
    case_id = desk.approved(desk.opened(), terms=(TRAINED.model_copy(update={"due_on": REVIEW_ON}),))
    entries = Calendar.from_ical(desk.casework.calendar(actor(AUTHOR))).walk("VEVENT")
    due = desk.casework.due(actor(AUTHOR))
    assert [(str(one["SUMMARY"]), one.decoded("DTSTART")) for one in entries] == [
        (f"TRIAL: {item.words}: {TITLE}", item.on) for item in due
    ]
    assert len({str(one["UID"]) for one in entries}) == len(due) == 3
    assert all(case_id in str(one["UID"]) for one in entries)


def test_a_reviewer_does_not_learn_the_other_view_from_any_reading(desk: Desk) -> None:
    from advisor.approval.change import RegisterOrganisation

    careful = Organisation(id=COUNCIL, name="Borsetshire Council (invented)", stages="two reviewers")
    desk.office.authority.change(RegisterOrganisation(organisation=careful), actor(ADMINISTRATOR))
    case_id = desk.advised(desk.opened())
    desk.does(APPROVER, case_id, ask.Approve, reasons="My secret view.")
    for who in (OWNER, AUTHOR, AUDITOR):
        shown = view(desk, who, case_id)
        assert all(not party.views for party in shown.parties)
        assert "secret view" not in shown.model_dump_json()
        assert "secret view" not in json.dumps(desk.casework.export_case(actor(who), case_id))
    assert "secret view" in view(desk, APPROVER, case_id).model_dump_json()
    desk.does(OWNER, case_id, ask.Approve)
    assert "secret view" in view(desk, AUTHOR, case_id).model_dump_json()


def test_what_changed_since_the_version_that_was_submitted_before_is_shown(desk: Desk) -> None:
    case_id = desk.opened(open_gaps=("Who reads it?",))
    desk.advised(case_id)
    desk.does(APPROVER, case_id, ask.Return)
    facts = desk.casework.facts(actor(AUTHOR), case_id)
    changed = facts.model_copy(update={"open_gaps": (), "residual_risk": RiskLevel.MEDIUM})
    version = desk.casework.case(actor(AUTHOR), case_id).version
    desk.casework.revise(actor(AUTHOR), COUNCIL, case_id, version, changed, Draft(body=b"# Draft\n\nThe second.\n"))
    shown = view(desk, OFFICER, case_id)
    assert shown.changes == (
        "The draft changed.",
        "The residual risk was low and is now medium.",
        "Answered: Who reads it?",
    )
    assert "-The first." in shown.text_changes
    assert "+The second." in shown.text_changes
    assert [one.number for one in shown.versions] == [1, 2]
    assert [one.on_this_version for one in shown.advice] == [False]


def test_a_renewal_shows_what_differs_from_the_approved_text(desk: Desk) -> None:
    case_id = desk.approved(desk.opened())
    desk.does(AUTHOR, case_id, ask.Renew, new_case_id="renewal")
    assert view(desk, AUTHOR, "renewal").changes == ()
    facts = desk.casework.facts(actor(AUTHOR), "renewal")
    desk.casework.revise(actor(AUTHOR), COUNCIL, "renewal", 1, facts, Draft(body=b"# Draft\n\nNewer.\n"))
    assert view(desk, AUTHOR, "renewal").changes == ("The draft changed.",)


def test_a_file_of_another_case_is_not_given_out(desk: Desk) -> None:
    mine, other = desk.opened(), desk.opened(draft="# Another\n")
    digest = desk.casework.case(actor(AUTHOR), other).draft_digest
    with pytest.raises(NotHeld):
        desk.casework.file(actor(AUTHOR), mine, digest)
    assert desk.casework.file(actor(AUTHOR), other, digest).body == b"# Another\n"


def test_the_form_for_a_disclosure_is_the_draft_with_its_gaps(desk: Desk) -> None:
    form = Disclosure(
        asked_by="Police", asked_for="An address", about_whom="A tenant", purpose="A warrant", power="Schedule 2"
    )
    facts = Facts(kind=CaseKind.DISCLOSURE, title="A tenant's address", party_ids=(COUNCIL,), open_gaps=form.gaps)
    case_id = desk.casework.open(actor(AUTHOR), COUNCIL, facts, form.draft).case.id
    shown = view(desk, AUTHOR, case_id)
    assert shown.draft.text is not None
    assert "## By which power or duty\n\nSchedule 2" in shown.draft.text
    assert "[not provided]" in shown.draft.text
    assert shown.open_gaps == form.gaps
    assert len(form.gaps) == 3


def test_all_that_is_held_about_a_case_comes_as_data(desk: Desk) -> None:
    case_id = desk.approved(desk.opened())
    held = json.loads(json.dumps(desk.casework.export_case(actor(AUDITOR), case_id)))
    assert held["status"] == "approved"
    assert [Event.model_validate(one).version for one in held["events"]] == list(range(1, len(held["events"]) + 1))
    assert set(held["people"].values()) >= {"Isla Reid (invented)", "Fiona Mackay (invented)"}
    assert TITLE in held["texts"].values()
    assert held["files"][0] | {"digest": ""} == {
        "digest": "", "held": True, "media_type": "text/markdown", "name": "draft.md", "bytes": 20,
    }  # fmt: skip


class Elsewhere:
    """Two installations that hold the same agreement: the council's and the board's."""

    def __init__(self, tmp_path: Path) -> None:
        self.council, self.board = Desk(tmp_path / "council"), Desk(tmp_path / "board", provider=True)
        _make_outside(self.board, invented_register(), COUNCIL, (self.council.office.signing_key_id,))
        facts = Facts(kind=CaseKind.AGREEMENT, title=TITLE, party_ids=(COUNCIL, BOARD))
        draft = Draft(body=b"# The agreement\n")
        for desk, who, body in ((self.council, AUTHOR, COUNCIL), (self.board, BOARD_AUTHOR, BOARD)):
            sign_in = SignIn.PROVIDER
            opened = desk.casework.open(actor(who, sign_in), body, facts, draft, case_id="shared")
            command = desk.command("shared", ask.Submit, body)
            desk.casework.do(command, actor(who, sign_in))
            assert not opened.case.proposal.trial
        command = self.council.command("shared", ask.Advise)
        self.council.casework.do(command, actor(OFFICER, SignIn.PROVIDER))
        command = self.council.command("shared", ask.Approve, terms=(TRAINED,))
        self.council.casework.do(command, actor(APPROVER, SignIn.PROVIDER))

    def file(self) -> bytes:
        return self.council.casework.export_decision(actor(AUDITOR, SignIn.PROVIDER), "shared", COUNCIL)

    def attest(self, file: bytes) -> None:
        who = actor("helen-marsh", SignIn.PROVIDER)
        seen = self.board.casework.case(who, "shared").version
        self.board.casework.attest(who, BOARD, "shared", seen, file, "They rang to confirm it.")


def _make_outside(desk: Desk, register: Register, body_id: str, keys: tuple[str, ...]) -> None:
    bodies = tuple(
        one.model_copy(update={"outside": True, "signing_keys": keys}) if one.id == body_id else one
        for one in register.organisations
    )
    desk.office.register.found(register.model_copy(update={"organisations": bodies}), desk.now)


def test_a_decision_exported_here_counts_in_the_other_installation(tmp_path: Path) -> None:
    both = Elsewhere(tmp_path)
    file = both.file()
    both.attest(file)
    shown = both.board.casework.view(actor("helen-marsh", SignIn.PROVIDER), "shared")
    decision = shown.parties[0].decision
    assert decision is not None
    assert decision.attested
    assert [one.text for one in decision.conditions] == [TRAINED.text]
    kept = both.board.casework.file(actor("helen-marsh", SignIn.PROVIDER), "shared", decision.file_digest or "")
    assert kept.body == file
    assert verify(both.board.store).ok


@pytest.mark.parametrize(
    "tamper",
    [
        lambda file: file.replace(b'"outcome":"approved"', b'"outcome":"rejected"'),
        lambda file: json.dumps({"decision": json.loads(file)["decision"]}).encode(),
        lambda file: b"%PDF-1.7 not a decision",
        lambda file: file.replace(TRAINED.text.encode(), b"Nothing."),
    ],
    ids=["another outcome", "signature taken off", "no such file", "another condition"],
)
def test_a_tampered_decision_is_refused_and_nothing_of_it_is_kept(tmp_path: Path, tamper: Any) -> None:
    both = Elsewhere(tmp_path)
    file = tamper(both.file())
    with pytest.raises(Refusal) as caught:
        both.attest(file)
    assert caught.value.reason is Reason.OUTSIDE_DECISION
    assert all(one.decision is None for one in both.board.casework.view(
        actor("helen-marsh", SignIn.PROVIDER), "shared").parties)  # fmt: skip
    with pytest.raises(NotHeld):
        both.board.office.records.artefact(Draft(body=file).digest)


def test_a_body_sends_its_own_decision_only(desk: Desk) -> None:
    case_id = desk.approved(desk.agreement())
    with pytest.raises(Refusal, match="your own organisation"):
        desk.casework.export_decision(actor(APPROVER), case_id, BOARD)
    with pytest.raises(Refusal):
        desk.casework.export_decision(actor(APPROVER), case_id, CHARITY)
    assert desk.casework.export_decision(actor(BOARD_OFFICER), case_id, BOARD)
