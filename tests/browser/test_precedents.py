"""Precedents in a browser: searched by keyboard, read, beside an answer, inside a decision; accessibility."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.casework import Desk
from tests.browser.conftest import Served, Visit, visiting
from tests.browser.test_accessibility import violations
from tests.browser.test_review import check_no_sideways

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

TODAY = datetime.now(UTC).date()
SHELTER = "One list of people sleeping rough, shared between the council and a shelter charity"
QUESTION = f"May we keep {SHELTER[0].lower()}{SHELTER[1:]}?"
SEARCH = f"/precedents?q={quote(SHELTER)}"
PROPOSAL = f"# Shelter\n\n{SHELTER}, with name, age and where last seen, sent by e-mail each evening.\n".encode()


def _bad_day(visit: Visit) -> None:
    visit.open("/precedents")
    visit.page.get_by_text("Another day or marking").click()
    visit.page.get_by_role("textbox", name="Day").fill("31")
    visit.page.get_by_role("button", name="Search", exact=True).click()
    visit.page.locator(".ga-problem").wait_for()
    visit.settled()


def _withdrawing(visit: Visit) -> None:
    visit.open("/precedents?id=inv-017")
    visit.page.get_by_text("Withdraw this precedent").click()
    visit.page.get_by_role("button", name="Withdraw it").click()
    visit.page.locator(".ga-problem").wait_for()
    visit.settled()


def _opened(path: str) -> Callable[[Visit], None]:
    def open_it(visit: Visit) -> None:
        visit.open(path)
        for summary in visit.page.locator(".stMain details > summary").all():
            summary.click()
        visit.page.wait_for_timeout(300)

    return open_it


STATES: dict[str, Callable[[Visit], None]] = {
    "all": _opened("/precedents"),
    "search": _opened(SEARCH),
    "as at a day": _opened(f"{SEARCH}&on=2024-06-01"),
    "nothing near": _opened("/precedents?q=How+long+do+we+have+to+answer+a+subject+access+request%3F"),
    "one": _opened("/precedents?id=inv-010"),
    "replaced law": _opened("/precedents?id=inv-001"),
    "missing": _opened("/precedents?id=nothing"),
    "insight": _opened("/precedents?show=insight"),
    "publishing": _opened("/precedents?show=publish"),
    "register": _opened("/precedents?show=register"),
    "a day that is none": _bad_day,
    "withdrawing without a reason": _withdrawing,
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible_at_both_widths(desk: Desk, narrow_desk: Desk, state: str) -> None:
    for one in (desk, narrow_desk):
        STATES[state](one.visit)
        assert violations(one.visit) == []
        check_no_sideways(one.visit)
    levels = desk.visit.page.evaluate(
        "[...document.querySelectorAll('.stMain :is(h1,h2,h3,h4,h5,h6)')].map(h => Number(h.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_every_address_has_a_title_of_its_own(desk: Desk) -> None:
    titles = []
    for path in ("", "?show=insight", "?show=publish", "?show=register", "?id=inv-010", "?id=inv-001", "?id=nothing"):
        desk.visit.open(f"/precedents{path}")
        titles.append(desk.visit.page.title())
    assert len(set(titles)) == len(titles)
    assert all(title.endswith("Governance advisor") for title in titles)


def test_a_case_is_found_by_keyboard_and_kept_over_a_reload(desk: Desk) -> None:
    desk.visit.open("/precedents")
    page = desk.visit.page
    page.get_by_role("textbox", name="What is your case about?").focus()
    page.keyboard.type(SHELTER)
    page.get_by_role("button", name="Search", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator(".ga-precedents").wait_for()
    desk.visit.settled()
    desk.visit.open(page.url.removeprefix(desk.visit.base))
    assert page.get_by_role("textbox", name="What is your case about?").input_value() == SHELTER
    first = page.locator(".ga-precedents a").first
    title = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    page.locator("h1", has_text=title).wait_for()
    assert "Every precedent shown here is invented" not in desk.words
    assert "No body decided it" in desk.words


def test_the_pack_stands_in_a_case_and_its_ticked_conditions_in_the_decision(desk: Desk, narrow_desk: Desk) -> None:
    desk.open("/review?show=start", "isla-reid")
    case_id = desk.start("Rough sleepers", body=PROPOSAL)
    desk.does("Submit it for decision", "Submit")
    desk.play("Fiona Mackay")
    desk.pick("Give advice as data protection officer")
    desk.pick("I support it")
    desk.fill("Your advice", "Sound.")
    desk.press("Give this advice")
    desk.done()
    narrow_desk.open(f"/review?case={case_id}", "morag-bell")
    assert violations(narrow_desk.visit) == []
    check_no_sideways(narrow_desk.visit)
    desk.open(f"/review?case={case_id}", "morag-bell")
    page = desk.visit.page
    pack = page.locator(".ga-precedents > li")
    assert 1 <= pack.count() <= 5
    for words in ("What is alike", "What differs", "Take care:"):
        assert words in page.locator(".ga-precedents").inner_text()
    assert "approve because" not in desk.words.lower()
    boxes = page.get_by_test_id("stForm").get_by_role("checkbox")
    boxes.first.wait_for(state="attached")
    desk.visit.settled()
    assert [one.is_checked() for one in boxes.all()] == [False] * boxes.count()
    boxes.first.locator("xpath=ancestor::label").click()
    chosen = boxes.first.locator("xpath=ancestor::label").inner_text().partition(" (near:")[0]
    desk.press("Put the ticked conditions into the form")
    desk.pick("Approve it")
    assert page.get_by_role("textbox", name="Condition 1: what must be so").input_value() == chosen
    assert violations(desk.visit) == []
    desk.fill("Reasons", "It keeps people alive.")
    desk.day("Last day of the approval", TODAY + timedelta(days=300))
    desk.day("Day of the first review", TODAY + timedelta(days=200))
    desk.press("Approve")
    desk.done()
    assert desk.status == "Approved with conditions"
    assert chosen in desk.words


def test_a_pack_is_taken_away_as_a_document(desk: Desk) -> None:
    desk.visit.open(SEARCH)
    for words, begins in (("Download this pack (PDF)", b"%PDF-1."), ("Download this pack (Markdown)", b"**OFFICIAL**")):
        with desk.visit.page.expect_download() as download:
            desk.visit.page.get_by_role("button", name=words).click()
        assert download.value.path().read_bytes().startswith(begins)


def test_precedents_stand_folded_beside_an_answer_and_are_gone_once_withdrawn(
    desk: Desk, narrow_desk: Desk, browser: Browser, office: Served
) -> None:
    for one in (desk, narrow_desk):
        one.visit.open("/")
        one.visit.ask(QUESTION)
        beside = one.visit.page.locator(".ga-beside")
        beside.wait_for()
        assert beside.get_attribute("open") is None
        assert "informs, binds nobody" in beside.inner_text()
        beside.locator("summary").click()
        assert 1 <= beside.locator("li").count() <= 3
        assert violations(one.visit) == []
        check_no_sideways(one.visit)
    titles = desk.visit.page.locator(".ga-beside a").all_inner_texts()
    with visiting(browser, office, 1280) as visit:
        other = Desk(visit)
        other.visit.open(SEARCH)
        visit.page.get_by_role("link", name=titles[0], exact=True).first.click()
        visit.page.locator("h1", has_text=titles[0]).wait_for()
        visit.settled()
        visit.page.get_by_text("Withdraw this precedent").click()
        other.fill("Why is it withdrawn?", "Somebody could be told from it.")
        other.press("Withdraw it")
        other.done()
        other.visit.open(SEARCH)
        assert titles[0] not in other.words
    desk.visit.open(desk.visit.page.url.removeprefix(desk.visit.base))
    assert titles[0] not in desk.words
