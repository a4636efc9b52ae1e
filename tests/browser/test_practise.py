"""Practise in a browser: a branching exercise by keyboard, a group with its trainer, errors, and accessibility."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pypdf
import pytest

from advisor.connecting.practising import shipped_exercises
from advisor.governance.exercises.step import Branch, BreachClock, Choose, Classify, Order
from tests.browser.casework import Desk
from tests.browser.conftest import Served, Visit, visiting
from tests.browser.test_accessibility import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

EXERCISES = {one.id: one for one in shipped_exercises()}
BUS = EXERCISES["bag-left-on-the-bus"]


def begin(desk: Desk, exercise_id: str, **asked: str) -> None:
    more = "".join(f"&{name}={value}" for name, value in asked.items())
    desk.open(f"/practise?exercise={exercise_id}{more}")
    desk.press("Begin")
    desk.done()


def choose(desk: Desk, text: str) -> None:
    desk.visit.page.get_by_role("radio", name=text[:40]).first.locator("xpath=ancestor::label").click()


def check_no_sideways(visit: Visit) -> None:
    for selector in ("html", ".stMain", ".stAppViewContainer"):
        place = visit.page.locator(selector).first
        assert place.evaluate("element => element.scrollWidth - element.clientWidth") <= 0, selector


def check_clean(desk: Desk) -> None:
    assert violations(desk.visit) == []
    check_no_sideways(desk.visit)


def open_group(desk: Desk, title: str, *exercises: str) -> str:
    """Opens a group and leaves its page open; its code."""
    desk.open("/practise?show=train")
    desk.fill("Name of the group", title)
    for one in exercises:
        box = desk.visit.page.get_by_role("checkbox", name=EXERCISES[one].title[:20])
        box.locator("xpath=ancestor::label").click()
    desk.press("Open the group")
    desk.done()
    return desk.visit.page.locator(".ga-code strong").inner_text()


def join(desk: Desk, code: str, name: str) -> None:
    desk.open("/practise?show=join")
    desk.fill("Code", code)
    desk.fill("Your name, which only the trainer sees", name)
    desk.press("Join")
    desk.done()


def test_a_branching_exercise_is_played_to_its_certificate(desk: Desk) -> None:
    page = desk.visit.page
    begin(desk, BUS.id)
    assert page.title() == f"Step 1 of up to 5 – {BUS.title} – Practise – Governance advisor"
    first = BUS.steps[0]
    assert isinstance(first, Branch)
    option = first.options[0]
    choose(desk, option.text)
    desk.press("Send answer")
    desk.done()
    page.wait_for_timeout(300)
    assert page.locator(".ga-done").evaluate("one => document.activeElement === one")
    assert page.locator(".ga-done").get_attribute("role") == "alert"
    assert option.feedback[:30] in desk.words
    assert "A good answer" in desk.words
    assert page.title().startswith("Feedback on step 1")
    address = page.url.removeprefix(desk.visit.base)
    desk.open(address)
    assert option.feedback[:30] in desk.words
    while page.get_by_role("button", name="Go on to the next step").count():
        desk.press("Go on to the next step")
        step_id = current(desk)
        step = BUS.step(step_id)
        if isinstance(step, Choose | Branch):
            choose(desk, step.options[0].text)
        elif isinstance(step, BreachClock):
            group = page.get_by_role("group", name="Day on which it is due")
            for name, value in (("Day", step.due.day), ("Month", step.due.month), ("Year", step.due.year)):
                group.get_by_role("textbox", name=name).fill(str(value))
            desk.fill("Time by which it is due, for example 16:20", f"{step.due:%H:%M}")
        else:
            desk.fill("Your answer", "Report it to the data protection officer at once, whatever is missing.")
        desk.press("Send answer")
        desk.done()
    desk.press("See your result")
    assert page.title().startswith("Result – ")
    assert BUS.lesson[:30] in desk.words
    desk.fill("Name on the certificate", "Zoë Ó Briain")
    page.keyboard.press("Tab")
    desk.visit.settled()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the certificate").click()
    told = pypdf.PdfReader(download.value.path()).pages[0].extract_text()
    assert "Zoë Ó Briain" in told
    assert BUS.title in " ".join(told.split())
    check_clean(desk)
    page.get_by_role("link", name="Step 1", exact=True).click()
    desk.visit.settled()
    assert option.feedback[:30] in desk.words


def current(desk: Desk) -> str:
    """The step whose prompt is on the page."""
    told = desk.visit.page.locator(".ga-task").inner_text()
    return next(one.id for one in BUS.steps if one.prompt == told)


def test_a_step_is_answered_by_keyboard_alone(desk: Desk) -> None:
    expect = pytest.importorskip("playwright.sync_api").expect
    exercise = EXERCISES["scanning-the-cellar"]
    order = exercise.steps[0]
    assert isinstance(order, Order)
    begin(desk, exercise.id)
    page = desk.visit.page
    page.get_by_role("combobox", name=order.items[0].text[:30]).focus()
    for item in order.items:
        number = str(order.right_order.index(item.id) + 1)
        for _ in range(3):
            if page.evaluate("document.activeElement.getAttribute('aria-label')") == item.text:
                break
            page.keyboard.press("Tab")
        # The list before this one closes a moment after its field was left, and takes with it one that is open then.
        expect(page.get_by_role("listbox")).to_have_count(0)
        desk.visit.settled()
        page.keyboard.type(number)
        page.get_by_role("option", name=number, exact=True).wait_for()
        page.keyboard.press("Enter")
        expect(page.get_by_role("combobox", name=item.text[:30])).to_have_value(number)
        expect(page.get_by_role("listbox")).to_have_count(0)
    page.get_by_role("button", name="Send answer").focus()
    page.keyboard.press("Enter")
    desk.visit.settled()
    desk.done()
    assert desk.status == "Right"


def test_every_answer_is_there_after_the_server_was_killed(own_server: Served, visit_own: Visit) -> None:
    own_server.start()
    desk = Desk(visit_own)
    begin(desk, BUS.id)
    first = BUS.steps[0]
    assert isinstance(first, Branch)
    choose(desk, first.options[0].text)
    desk.press("Send answer")
    desk.done()
    address = visit_own.page.url.removeprefix(visit_own.base)
    assert own_server.process is not None
    own_server.process.kill()
    own_server.process.wait()
    own_server.start()
    desk.open(address)
    assert first.options[0].feedback[:30] in desk.words
    desk.press("Go on to the next step")
    assert "Step 2" in desk.visit.page.locator("h1").inner_text()


def test_what_is_missing_is_linked_to_its_field_and_what_was_written_stays(desk: Desk) -> None:
    exercise = next(one for one in EXERCISES.values() if isinstance(one.steps[0], Classify))
    begin(desk, exercise.id)
    desk.press("Send answer")
    assert "is not in any class yet." in desk.refused()
    page = desk.visit.page
    page.wait_for_timeout(300)
    assert page.locator(".ga-problem").evaluate("one => document.activeElement === one")
    page.locator(".ga-problem a").click()
    assert page.locator("input:focus").get_attribute("type") == "radio"
    check_clean(desk)


def test_a_group_from_its_code_to_its_closing(desk: Desk, browser: Browser, office: Served) -> None:
    code = open_group(desk, "Autumn course", BUS.id)
    page = desk.visit.page
    with visiting(browser, office, 1280) as visit:
        learner = Desk(visit)
        join(learner, code.lower(), "Ann Lee")
        assert "learner=" in visit.page.url
        visit.page.get_by_role("link", name=BUS.title).click()
        visit.settled()
        learner.press("Begin")
        learner.done()
        first = BUS.steps[0]
        assert isinstance(first, Branch)
        choose(learner, min(first.options, key=lambda one: one.marks).text)
        learner.press("Send answer")
        learner.done()
        learner.open("/practise?show=train&" + visit.page.url.split("?")[1])
        assert "How far they are" not in learner.words
    desk.open(page.url.removeprefix(desk.visit.base))
    assert "Ann Lee" in desk.words
    pictures = page.locator(".ga-picture img")
    assert pictures.count() == 3
    assert all(one.evaluate("one => one.complete && one.naturalWidth > 0") for one in pictures.all())
    assert all(one.get_attribute("alt") for one in pictures.all())
    assert desk.visit.refused == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as a table").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert [(one["learner"], one["steps_answered"]) for one in rows] == [("Ann Lee", "1")]
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as xAPI").click()
    statements = json.loads(download.value.path().read_bytes())
    assert len(statements) == 1
    assert "Ann" not in json.dumps(statements)
    desk.fill("Your words", "Think of the seventy-two hours.")
    desk.press("Tell")
    desk.done()
    check_clean(desk)
    desk.press("Close the group")
    desk.press("Yes, close it")
    desk.done()
    assert "You closed this group" in desk.words


@pytest.mark.parametrize(
    "path",
    ["", "?show=results", "?show=join", "?show=train", "?exercise=which-document", "?exercise=none", "?group=none"],
)
def test_the_pages_are_accessible_at_both_widths(desk: Desk, narrow_desk: Desk, path: str) -> None:
    for one in (desk, narrow_desk):
        one.open(f"/practise{path}")
        check_clean(one)


def test_every_kind_of_step_and_its_feedback_are_accessible_at_320_px(narrow_desk: Desk) -> None:
    from advisor.interface.practise_words import HOW

    firsts = {one.steps[0].kind: one.id for one in EXERCISES.values()}
    for exercise_id in firsts.values():
        begin(narrow_desk, exercise_id)
        check_clean(narrow_desk)
    assert set(firsts) <= set(HOW)


def test_hostile_names_and_answers_are_shown_and_do_nothing(desk: Desk) -> None:
    hostile = "<img src=x onerror=alert(1)> ![p](https://tracker.invalid/p.png) :red[x]"
    code = open_group(desk, hostile, "a-score-that-refuses")
    group = desk.visit.page.url.removeprefix(desk.visit.base)
    join(desk, code, hostile)
    begin(desk, "a-score-that-refuses", **dict(one.split("=") for one in desk.visit.page.url.split("?")[1].split("&")))
    desk.fill("Your answer", hostile)
    desk.press("Send answer")
    desk.done()
    assert desk.visit.page.locator(".stMain .stHtml :is(img, script)").count() == 0
    assert hostile in desk.words
    desk.open(group)
    assert desk.visit.page.locator(".stMain .stHtml img:not(.ga-picture img)").count() == 0
    assert hostile in desk.words
