"""Administration in a browser: roles, lent authority with each use in view, organisations, a legal hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browser.casework import Desk
from tests.browser.test_accessibility import violations
from tests.browser.test_review import approve, check_no_sideways

if TYPE_CHECKING:
    pass

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SECTIONS = ("", "organisations", "delegations", "retention", "changes")


def choose(desk: Desk, field: str, option: str) -> None:
    """Choose from a list by typing, as one does by keyboard: the list itself shows only what there is room for."""
    box = desk.visit.page.get_by_role("combobox", name=field, exact=True)
    box.click()
    box.press_sequentially(option)
    desk.visit.page.get_by_role("option").first.wait_for()
    desk.visit.page.keyboard.press("Enter")
    desk.visit.page.wait_for_timeout(200)


def row(desk: Desk, words: str) -> str:
    """The row of a table that has the words in it."""
    return " ".join(desk.visit.page.locator("tr", has_text=words).first.inner_text().split())


def test_a_role_is_given_and_ended_and_both_stand_among_the_changes(desk: Desk) -> None:
    desk.open("/administration", "tom-okoro")
    assert row(desk, "ailsa-grant").count("1 January 2026") == 1
    desk.pick("Give a person a role")
    choose(desk, "Person", "Ailsa Grant (invented), ailsa-grant")
    choose(desk, "Role", "author")
    desk.press("Give the role")
    desk.done()
    assert "author, " in row(desk, "ailsa-grant")
    desk.pick("End a role")
    choose(desk, "Role", "Ailsa Grant (invented), author")
    desk.press("End the role")
    desk.done()
    assert "author, " not in row(desk, "ailsa-grant")
    desk.open("/administration?show=changes", "tom-okoro")
    assert "made Ailsa Grant (invented) author of Borsetshire Council (invented)" in desk.words
    assert "ended the role of Ailsa Grant (invented) as author" in desk.words


def test_what_a_rule_forbids_is_refused_with_its_sentence(desk: Desk) -> None:
    desk.open("/administration", "tom-okoro")
    desk.pick("Give a person a role")
    choose(desk, "Person", "Morag Bell")
    choose(desk, "Role", "data protection officer")
    desk.press("Give the role")
    assert "One person cannot be data protection officer and approver in one organisation." in desk.refused()
    desk.press("Give the role")
    assert "There is a problem" in desk.refused()


def test_nobody_is_offered_what_is_not_theirs(desk: Desk) -> None:
    desk.open("/administration", "isla-reid")
    assert "You hold: author in Borsetshire Council (invented)." in desk.words
    assert desk.visit.page.get_by_role("radio").count() == 0
    desk.open("/administration?show=retention", "isla-reid")
    assert "This takes an administrator of the organisation." in desk.words
    desk.open("/administration?show=changes", "isla-reid")
    assert "This takes an administrator or an auditor." in desk.words


def test_authority_is_lent_its_use_is_seen_and_it_ends_at_once_when_it_is_taken_back(desk: Desk) -> None:
    desk.open("/administration?show=delegations", "morag-bell")
    assert "0" in row(desk, "Morag Bell (invented) to Ailsa Grant (invented)")[-2:]
    desk.open("/review?show=start", "isla-reid")
    case_id = desk.start("Home visits")
    desk.does("Submit it for decision", "Submit")
    desk.play("Fiona Mackay")
    desk.pick("Give advice as data protection officer")
    desk.pick("I support it")
    desk.fill("Your advice", "Sound.")
    desk.press("Give this advice")
    desk.done()
    desk.play("Ailsa Grant")
    approve(desk)
    desk.open("/administration?show=delegations", "morag-bell")
    assert row(desk, "Morag Bell (invented) to Ailsa Grant (invented)").endswith("1")
    used = row(desk, "Home visits")
    assert "Ailsa Grant (invented) for Morag Bell (invented)" in used
    link = desk.visit.page.get_by_role("link", name="Home visits")
    assert case_id in str(link.get_attribute("href"))
    desk.pick("Take lent authority back")
    choose(desk, "Delegation", "Morag Bell (invented) to Ailsa Grant")
    desk.press("Take it back")
    desk.done()
    assert "Revoked" in row(desk, "Morag Bell (invented) to Ailsa Grant (invented)")
    desk.open(f"/review?case={case_id}", "ailsa-grant")
    assert "There is no such case." in desk.words
    desk.open("/administration?show=delegations", "morag-bell")
    desk.pick("Lend authority of yours to a person")
    choose(desk, "To whom?", "Ailsa Grant")
    desk.press("Lend it")
    desk.done()
    assert desk.visit.page.locator("tr", has_text="Lent").count() == 1


def test_an_organisation_is_put_in_and_changed(desk: Desk) -> None:
    desk.open("/administration?show=organisations", "tom-okoro")
    desk.pick("Add or change an organisation")
    desk.press("Put it into the register")
    assert "Identifier: write it down." in desk.refused()
    desk.fill("Identifier, short and without spaces", "felpersham")
    desk.fill("Name", "Felpersham <b>Police</b>")
    desk.fill("Codes that it has signed up to, one on each line (optional)", "Code of fair use")
    desk.press("Put it into the register")
    desk.done()
    assert "Felpersham <b>Police</b>" in row(desk, "felpersham")
    assert "Code of fair use" in row(desk, "felpersham")
    desk.pick("Add or change an organisation")
    choose(desk, "Which organisation?", "Felpersham <b>Police</b>")
    desk.visit.settled()
    assert desk.visit.page.get_by_role("textbox", name="Name", exact=True).input_value() == "Felpersham <b>Police</b>"
    desk.fill("Name", "Felpersham Police")
    desk.press("Put it into the register")
    desk.done()
    assert "Felpersham Police" in row(desk, "felpersham")
    assert desk.visit.page.locator("tr", has_text="felpersham").count() == 1


def test_a_case_is_held_and_the_hold_is_lifted(desk: Desk) -> None:
    desk.open("/review?show=start", "isla-reid")
    case_id = desk.start("Archive")
    desk.open("/administration?show=retention", "tom-okoro")
    desk.pick("Put a case under a legal hold")
    desk.fill("Identifier of the case", case_id)
    desk.press("Hold it")
    assert "Reasons: write it down." in desk.refused()
    desk.fill("Reasons", "A court has asked for it.")
    desk.press("Hold it")
    desk.done()
    desk.pick("Erase the texts and files of a case")
    desk.fill("Identifier of the case", case_id)
    desk.press("Erase them for good")
    assert "This case is under a legal hold." in desk.refused()
    desk.pick("Lift a legal hold")
    desk.fill("Identifier of the case", case_id)
    desk.press("Lift it")
    desk.done()


def test_what_is_held_about_oneself_can_be_taken_away(desk: Desk) -> None:
    desk.open("/administration", "isla-reid")
    with desk.visit.page.expect_download() as download:
        desk.visit.page.get_by_role("button", name="Download it as JSON").click()
    held = json.loads(download.value.path().read_bytes())
    assert held["person"]["name"] == "Isla Reid (invented)"
    assert [one["role"] for one in held["roles"]] == ["author"]


@pytest.mark.parametrize("show", SECTIONS)
def test_every_section_is_accessible_at_both_widths(desk: Desk, narrow_desk: Desk, show: str) -> None:
    titles = set()
    for one in (desk, narrow_desk):
        one.open(f"/administration?show={show}", "tom-okoro")
        titles.add(one.visit.page.title())
        assert violations(one.visit) == []
        check_no_sideways(one.visit)
        if one.visit.page.get_by_role("radio").count():
            one.visit.page.locator("[data-testid=stRadio] label").nth(1).click()
            one.visit.settled()
            one.visit.page.locator("[data-testid=stFormSubmitButton] button").click()
            one.visit.settled()
            assert "There is a problem" in one.refused()
            assert violations(one.visit) == []
            check_no_sideways(one.visit)
    assert len(titles) == 1
    assert titles.pop().endswith("– Administration – Governance advisor")
