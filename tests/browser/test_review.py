"""Review: a case from its draft to its end, played by the invented people in a browser; refusals; accessibility."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.browser.casework import PROPOSAL, Desk
from tests.browser.conftest import Served, Visit, visiting
from tests.browser.test_accessibility import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

TODAY = datetime.now(UTC).date()
UNTIL, REVIEW = TODAY + timedelta(days=300), TODAY + timedelta(days=200)


def approved(desk: Desk, title: str) -> str:
    """An assessment that was approved, step by step through the pages."""
    desk.open("/review?show=start", "isla-reid")
    case_id = desk.start(title)
    desk.does("Submit it for decision", "Submit")
    desk.play("Fiona Mackay")
    desk.pick("Give advice as data protection officer")
    desk.pick("I support it")
    desk.fill("Your advice", "Sound.")
    desk.press("Give this advice")
    desk.done()
    desk.play("Morag Bell")
    approve(desk)
    return case_id


def approve(desk: Desk, **more: str) -> None:
    """Fill in the form of an approval and send it."""
    desk.pick("Approve it")
    desk.fill("Reasons", "It helps people and leaves little risk.")
    for label, words in more.items():
        desk.fill(label.replace("_", " "), words)
    desk.day("Last day of the approval", UNTIL)
    desk.day("Day of the first review", REVIEW)
    desk.press("Approve")
    desk.done()


def test_an_agreement_lives_from_its_draft_to_its_revocation(desk: Desk) -> None:
    desk.open("/review?show=start")
    desk.play("Isla Reid")
    case_id = desk.start("Home visits after discharge", "Borsetshire Health Board")
    assert desk.status == "Draft"
    assert "Trial case: for practice only, of no effect" in desk.words
    desk.does("Submit it for decision", "Submit")
    assert desk.status == "Submitted"

    desk.play("Fiona Mackay")
    desk.pick("Give advice as data protection officer")
    desk.pick("I support it on conditions")
    desk.fill("Your advice", "Only the address and the day.")
    desk.press("Give this advice")
    desk.done()
    assert desk.status == "Under review"
    desk.play("Morag Bell")
    desk.pick("Return it to its author")
    desk.fill("What has to change?", "Say who tells the people concerned.")
    desk.press("Return it")
    desk.done()
    assert desk.status == "Returned"

    desk.play("Isla Reid")
    desk.pick("Change it")
    text = PROPOSAL.decode() + "\n## Telling people\n\nThe ward tells them.\n"
    desk.fill("The text", text)
    desk.press("Save as a new version")
    desk.done()
    desk.does("Submit it for decision", "Submit")

    desk.play("Fiona Mackay")
    assert "What changed since last time" in desk.words
    desk.visit.page.get_by_text("The lines that changed").click()
    assert "The ward tells them." in desk.visit.page.locator(".ga-changes ins").all_inner_texts()
    assert "on an earlier version, so it does not count" in desk.words
    for name, view in (("Fiona Mackay", "I support it on conditions"), ("Hamish Stewart", "I support it")):
        desk.play(name)
        desk.pick("Give advice as data protection officer")
        desk.pick(view)
        desk.fill("Your advice", "As before.")
        desk.press("Give this advice")
        desk.done()

    desk.play("Ailsa Grant")
    desk.pick("Approve it")
    desk.press("Add a condition")
    desk.fill("Condition 1: what must be so", "The leaflet is printed.")
    desk.day("Condition 1: due on", TODAY + timedelta(days=30))
    desk.fill("Reasons", "It helps people.")
    desk.day("Last day of the approval", UNTIL)
    desk.day("Day of the first review", REVIEW)
    desk.press("Approve")
    desk.done()
    assert "Ailsa Grant (invented) by delegation from Morag Bell (invented)" in desk.words
    assert "Not every party has approved" in desk.words or "under review" in desk.words

    desk.play("Grace Adeyemi")
    approve(desk)
    assert desk.status == "Approved with conditions"
    assert "In force" not in desk.words

    desk.play("Morag Bell")
    desk.pick("Record that a condition is met")
    desk.pick("The leaflet is printed", exact=False)
    desk.bring("leaflet.txt", b"The leaflet.")
    desk.press("Record it as met")
    desk.done()
    assert "Met recorded by Morag Bell (invented)" in " ".join(desk.words.split())

    desk.play("Isla Reid")
    desk.does("Renew it", "Begin the renewal")
    renewal = desk.case_id
    assert renewal != case_id
    assert desk.status == "Draft"
    assert "opened the case as a renewal of case" in desk.words

    desk.open(f"/review?case={case_id}", "morag-bell")
    desk.does("Revoke it for good", "Revoke", Reasons="The ward closes.")
    assert desk.status == "Revoked"
    assert "There is nothing for you to do on this case now." in desk.words
    history = desk.visit.page.locator(".ga-timeline > li").all_inner_texts()
    assert "revoked it for Borsetshire Council" in history[0]
    assert "opened the case" in history[-1]


def test_an_author_is_told_why_somebody_else_decides(desk: Desk) -> None:
    desk.open("/review?show=start", "isla-reid")
    desk.start("Library lending")
    desk.does("Submit it for decision", "Submit")
    assert "You wrote this case, so you cannot decide, advise on or confirm it." in desk.words
    assert desk.visit.page.get_by_role("radio", name="Approve it").count() == 0


def test_what_is_missing_is_said_with_a_link_to_the_field_and_nothing_written_is_lost(desk: Desk) -> None:
    desk.open("/review?show=start", "isla-reid")
    desk.start("School meals")
    desk.does("Submit it for decision", "Submit")
    desk.play("Fiona Mackay")
    desk.pick("Give advice as data protection officer")
    desk.fill("Your advice", "Words that took an hour.")
    desk.press("Give this advice")
    assert "Choose what you think of it." in desk.refused()
    page = desk.visit.page
    page.wait_for_timeout(300)
    assert page.locator(".ga-problem").evaluate("one => document.activeElement === one")
    assert page.get_by_role("textbox", name="Your advice").input_value() == "Words that took an hour."
    desk.pick("I advise against it")
    desk.press("Give this advice")
    desk.done()
    desk.play("Morag Bell")
    desk.pick("Approve it")
    desk.fill("Reasons", "It helps.")
    desk.day("Last day of the approval", UNTIL)
    desk.press("Approve")
    assert "Day of the first review: enter a date." in desk.refused()
    page.locator(".ga-problem a").click()
    assert page.locator("input:focus").get_attribute("aria-label") == "Day"
    desk.day("Day of the first review", REVIEW)
    desk.press("Approve")
    assert "the reasons for departing from it must be written down" in desk.refused()
    assert page.get_by_role("textbox", name="Reasons", exact=True).input_value() == "It helps."
    desk.fill("Why you depart from the advice (needed if you do)", "The risk named is met by the second measure.")
    desk.press("Approve")
    desk.done()
    assert "The risk named is met by the second measure." in desk.words


def test_of_two_who_decide_on_one_version_the_second_is_refused_and_keeps_their_words(
    desk: Desk, browser: Browser, office: Served
) -> None:
    desk.open("/review?show=start", "isla-reid")
    case_id = desk.start("Bus passes")
    desk.does("Submit it for decision", "Submit")
    desk.play("Fiona Mackay")
    desk.pick("Give advice as data protection officer")
    desk.pick("I support it")
    desk.fill("Your advice", "Sound.")
    desk.press("Give this advice")
    desk.done()
    desk.play("Niamh Doyle")
    desk.pick("Reject it")
    desk.fill("Reasons", "Reasons of the slower one.")
    with visiting(browser, office, 1280) as visit:
        other = Desk(visit)
        other.open(f"/review?case={case_id}", "morag-bell")
        approve(other)
    desk.press("Reject")
    assert "Somebody else changed this case after you opened it, so nothing was done." in desk.refused()
    assert desk.status == "Approved"
    assert "Reasons of the slower one." in desk.visit.page.locator(".ga-inset .ga-read").inner_text()


def test_a_reload_keeps_the_case_and_the_person(desk: Desk) -> None:
    case_id = approved(desk, "Parking permits")
    desk.visit.open(desk.visit.page.url.removeprefix(desk.visit.base))
    assert desk.case_id == case_id
    assert "Acting as Morag Bell (invented)" in desk.words
    assert desk.visit.page.title() == "Parking permits – Review – Governance advisor"
    desk.visit.page.get_by_role("link", name="Back to what waits for you").click()
    desk.visit.settled()
    assert "Acting as Morag Bell (invented)" in desk.words


def test_what_waits_is_listed_with_links_and_what_falls_due_can_be_taken_away(desk: Desk) -> None:
    case_id = approved(desk, "Carers’ cards")
    desk.open("/review?show=due", "morag-bell")
    assert "Carers’ cards" in desk.visit.page.locator("table").inner_text()
    with desk.visit.page.expect_download() as download:
        desk.visit.page.get_by_role("button", name="Download as a calendar file").click()
    assert b"TRIAL: Approval ends: Carers" in download.value.path().read_bytes().replace(b"\r\n ", b"")
    desk.open("/review?show=cases", "morag-bell")
    link = desk.visit.page.get_by_role("link", name="Carers’ cards")
    assert case_id in str(link.get_attribute("href"))
    assert "as=morag-bell" in str(link.get_attribute("href"))
    desk.open("/review?show=start", "isla-reid")
    desk.start("Street lights")
    desk.open("/review", "isla-reid")
    card = desk.visit.page.locator(".ga-cards > li", has_text="Street lights")
    assert "Finish the draft and submit it" in card.inner_text()
    desk.open("/review", "owen-price")
    assert "Nothing waits for you." in desk.words


def test_cases_can_be_narrowed_by_status(desk: Desk) -> None:
    approved(desk, "Library cards for children")
    desk.open("/review?show=cases&status=Draft", "morag-bell")
    assert "Library cards for children" not in desk.words
    desk.visit.page.get_by_role("combobox", name="Which cases?").click()
    desk.visit.page.get_by_role("option", name="Approved", exact=True).click()
    desk.visit.settled()
    assert "Library cards for children" in desk.words
    assert "status=Approved" in desk.visit.page.url


def test_a_question_is_passed_on_answered_and_read_under_the_answer(desk: Desk) -> None:
    visit = desk.visit
    desk.open("/review", "isla-reid")
    visit.page.get_by_role("link", name="Ask", exact=True).click()
    visit.settled()
    visit.ask("What will the weather be for the fair?")
    visit.page.get_by_role("button", name="Ask the DPO").click()
    visit.page.get_by_role("button", name="Send to the DPO").click()
    visit.page.locator(".ga-panel").wait_for()
    address = visit.page.url.removeprefix(visit.base)
    visit.page.get_by_role("link", name="Review", exact=True).click()
    visit.settled()
    desk.play("Fiona Mackay")
    visit.page.get_by_role("link", name="What will the weather be for the fair?").first.click()
    visit.page.locator(".ga-paper").wait_for(timeout=20_000)
    visit.settled()
    desk.pick("Answer the question")
    desk.fill("Your answer", "Ask the Met Office.\nNobody here knows.")
    visit.page.get_by_role("checkbox", name="Propose this answer as a card").locator("xpath=ancestor::label").click()
    desk.press("Send the answer")
    desk.done()
    assert desk.status == "Answered"
    desk.open(address, "isla-reid")
    said = visit.page.locator(".ga-inset--outcome", has_text="Met Office").inner_text()
    assert "Nobody here knows." in said
    assert "Fiona Mackay (invented), data protection officer" in said


def test_hostile_words_in_a_case_are_shown_and_do_nothing(desk: Desk) -> None:
    hostile = "<img src=x onerror=alert(1)> **bold** ![p](https://tracker.invalid/p.png) :red[x]"
    desk.open("/review?show=start", "isla-reid")
    desk.start(hostile, body=f"# {hostile}\n\n- {hostile}\n\n<script>alert(2)</script>\n".encode())
    page = desk.visit.page
    assert page.locator("h1").inner_text() == hostile
    assert page.locator(".ga-paper :is(img, script, a)").count() == 0
    assert "<script>alert(2)</script>" in page.locator(".ga-paper").inner_text()
    desk.does("Submit it for decision", "Submit")
    desk.play("Fiona Mackay")
    desk.does("Attach a note", "Attach it", Your_note=hostile)
    assert page.locator(".stMain .stHtml img").count() == 0
    assert hostile in page.locator(".ga-timeline").inner_text()
    desk.open("/review", "fiona-mackay")
    assert page.locator(".ga-cards img").count() == 0


def test_a_one_off_disclosure_says_what_it_lacks(desk: Desk) -> None:
    desk.open("/review?show=start", "isla-reid")
    desk.pick("Ask for a one-off disclosure")
    desk.fill("Title", "Address of a witness")
    desk.press("Start the case")
    assert "Who asks?" in desk.refused()
    for label in ("Who asks?", "What information do they ask for?", "About whom is it?", "What is it for?"):
        desk.fill(label, f"Said of: {label}")
    desk.fill("By which power or duty do they ask, and may you answer?", "A court order.")
    desk.press("Start the case")
    assert "The risk that is left is not chosen" in desk.refused()
    desk.pick("Low")
    desk.press("Start the case")
    desk.done()
    assert "Questions still open" in desk.words
    assert "By when is it needed?" in desk.words
    assert "A court order." in desk.words


@pytest.mark.parametrize("path", ["/review", "/review?show=due", "/review?show=cases", "/review?show=start"])
def test_the_lists_are_accessible_at_both_widths(desk: Desk, narrow_desk: Desk, path: str) -> None:
    for one in (desk, narrow_desk):
        one.open(path, "isla-reid")
        assert violations(one.visit) == []
        check_no_sideways(one.visit)


def test_a_case_its_form_and_its_error_are_accessible_at_both_widths(desk: Desk, narrow_desk: Desk) -> None:
    case_id = approved(desk, "Allotments")
    for one in (desk, narrow_desk):
        one.open(f"/review?case={case_id}", "morag-bell")
        assert violations(one.visit) == []
        check_no_sideways(one.visit)
        one.pick("Record that it was reviewed and stands")
        assert violations(one.visit) == []
        one.press("Record the review")
        assert "Reasons: write it down." in one.refused()
        assert violations(one.visit) == []
        check_no_sideways(one.visit)
        one.open("/review?case=nothing", "morag-bell")
        assert "There is no such case." in one.words
        assert violations(one.visit) == []


def test_the_form_of_an_approval_is_accessible_and_can_be_filled_in_by_keyboard(desk: Desk) -> None:
    desk.open("/review?show=start", "isla-reid")
    desk.start("Keyboard")
    desk.does("Submit it for decision", "Submit")
    desk.play("Fiona Mackay")
    page = desk.visit.page
    page.get_by_role("radio", name="Take up the review").focus()
    page.keyboard.press("Space")
    desk.visit.settled()
    page.get_by_role("button", name="Take up the review").focus()
    page.keyboard.press("Enter")
    desk.visit.settled()
    desk.done()
    desk.play("Morag Bell")
    assert "has not advised" in desk.words
    desk.pick("Return it to its author")
    assert violations(desk.visit) == []


def check_no_sideways(visit: Visit) -> None:
    """The page never scrolls sideways."""
    for selector in ("html", ".stMain", ".stAppViewContainer"):
        place = visit.page.locator(selector).first
        assert place.evaluate("element => element.scrollWidth - element.clientWidth") <= 0, selector
