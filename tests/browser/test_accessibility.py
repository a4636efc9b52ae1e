"""WCAG 2.2 AA: axe on every page and state, and what axe cannot see."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

ALLOWANCES = tomllib.loads(Path(__file__).with_name("axe_allowances.toml").read_text("utf-8"))["allowance"]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def _first(visit: Visit) -> None:
    visit.open("/")


def _dated(visit: Visit) -> None:
    visit.open("/")
    visit.page.get_by_text("Ask about the law on another date").click()
    visit.page.get_by_role("textbox", name="Day").wait_for()


def _answer(visit: Visit) -> None:
    visit.open("/")
    visit.ask("May I use the kettle?")
    for summary in visit.page.locator(".stMain details > summary").all():
        summary.click()
    visit.page.wait_for_timeout(400)


def _correction(visit: Visit) -> None:
    visit.open("/")
    visit.ask("Does a visitor need consent?")


def _refusal(visit: Visit) -> None:
    visit.open("/")
    visit.ask("What will the weather be?")
    visit.page.get_by_role("button", name="Ask the DPO").click()
    visit.page.get_by_role("button", name="Send to the DPO").wait_for()
    visit.settled()


def _passed_on(visit: Visit) -> None:
    _refusal(visit)
    visit.page.get_by_role("button", name="Send to the DPO").click()
    visit.page.locator(".ga-panel").wait_for()
    visit.settled()


def _error(visit: Visit) -> None:
    visit.open("/")
    visit.ask("the index is broken")


def _deleting(visit: Visit) -> None:
    visit.open("/")
    visit.ask("May I use the kettle?")
    if visit.page.get_by_test_id("stExpandSidebarButton").count():
        visit.page.get_by_test_id("stExpandSidebarButton").click()
    visit.page.get_by_role("button", name="Delete this conversation").click()
    visit.page.get_by_role("button", name="Yes, delete it").wait_for()
    visit.settled()


def _sources(visit: Visit) -> None:
    visit.open("/sources")


def _upload(visit: Visit) -> None:
    visit.open("/sources")
    visit.page.get_by_text("Add a document of your own").click()
    visit.page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(
        [{"name": "axe.txt", "mimeType": "text/plain", "buffer": b"A policy for axe."}]
    )
    visit.settled()
    visit.page.get_by_label("Publisher", exact=True).fill("Borsetshire Council")
    visit.page.get_by_role("button", name="Add to the library").click()
    visit.page.locator(".ga-files").wait_for()
    visit.settled()


def _card(visit: Visit) -> None:
    visit.open("/sources?id=card/kettles-in-offices")


def _document(visit: Visit) -> None:
    visit.open("/sources?id=own/hostile")


def _missing(visit: Visit) -> None:
    visit.open("/sources?id=nothing")


def _quality(visit: Visit) -> None:
    visit.open("/quality")
    for summary in visit.page.locator(".stMain details > summary").all():
        summary.click()


STATES: dict[str, Callable[[Visit], None]] = {
    "first screen": _first,
    "date fields": _dated,
    "answer, all opened": _answer,
    "correction": _correction,
    "passing on": _refusal,
    "passed on": _passed_on,
    "error": _error,
    "deleting": _deleting,
    "sources": _sources,
    "upload": _upload,
    "card": _card,
    "document": _document,
    "missing": _missing,
    "quality": _quality,
}
_USED: set[int] = set()
_SEEN: set[str] = set()


def violations(visit: Visit) -> list[str]:
    """What axe finds and no allowance covers, one line for each element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the browser extra is not installed")
    found: dict[str, Any] = axe.Axe().run(visit.page, options=RULES).response
    lines = []
    for violation in found["violations"]:
        for node in violation["nodes"]:
            target = " ".join(str(step) for step in node["target"])
            if not _allowed(visit, violation["id"], target):
                lines.append(f"{violation['id']} ({violation['impact']}): {target} {node['html'][:160]}")
    return lines


def _allowed(visit: Visit, rule: str, target: str) -> bool:
    for number, allowance in enumerate(ALLOWANCES):
        if allowance["rule"] == rule and visit.page.locator(target).first.evaluate(
            "(element, selector) => element.matches(selector)", allowance["selector"]
        ):
            _USED.add(number)
            return True
    return False


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_at_desktop_width(visit: Visit, state: str) -> None:
    STATES[state](visit)
    _SEEN.add(state)
    assert violations(visit) == []


@pytest.mark.parametrize("state", STATES)
def test_a_narrow_screen_has_no_violation_and_never_scrolls_sideways(narrow_visit: Visit, state: str) -> None:
    STATES[state](narrow_visit)
    for selector in ("html", ".stMain", ".stAppViewContainer"):
        place = narrow_visit.page.locator(selector).first
        assert place.evaluate("element => element.scrollWidth - element.clientWidth") <= 0, selector
    assert violations(narrow_visit) == []


def test_every_allowance_is_still_needed() -> None:
    if set(STATES) - _SEEN:
        pytest.skip("only meaningful after every state was looked at in this process")
    assert [ALLOWANCES[number] for number in range(len(ALLOWANCES)) if number not in _USED] == []


def test_the_live_region_says_once_that_the_answer_is_ready(visit: Visit) -> None:
    visit.open("/")
    region = visit.page.locator("#ga-status")
    assert region.get_attribute("role") == "status"
    assert region.inner_text() == ""
    visit.page.evaluate(
        """() => { window.said = []; new MutationObserver(() => {
            const words = document.getElementById("ga-status").textContent; if (words) window.said.push(words);
        }).observe(document.getElementById("ga-status"), { childList: true, characterData: true, subtree: true }); }"""
    )
    visit.ask("May I use the kettle?")
    visit.page.wait_for_timeout(500)
    assert visit.page.evaluate("window.said") == ["Answer ready"]
    visit.page.get_by_role("button", name="Yes, it was useful").click()
    visit.settled()
    visit.page.wait_for_timeout(400)
    assert visit.page.evaluate("window.said") == ["Answer ready"]
    visit.ask("What is a teapot?")
    visit.page.wait_for_timeout(500)
    assert visit.page.evaluate("window.said") == ["Answer ready", "Answer ready"]


def test_a_reload_says_nothing(visit: Visit) -> None:
    visit.open("/")
    visit.ask("May I use the kettle?")
    visit.open(visit.page.url.removeprefix(visit.base))
    visit.page.wait_for_timeout(500)
    assert visit.page.locator("#ga-status").inner_text() == ""


def test_the_page_comes_to_rest_at_the_beginning_of_a_new_answer(narrow_visit: Visit) -> None:
    narrow_visit.open("/")
    narrow_visit.ask("May I use the kettle?")
    narrow_visit.ask("What is a teapot?")
    narrow_visit.page.wait_for_timeout(1200)
    box = narrow_visit.page.locator(".ga-asked").last.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 200


def test_it_is_said_who_speaks(visit: Visit) -> None:
    visit.open("/")
    visit.ask("May I use the kettle?")
    assert visit.page.get_by_role("heading", level=2, name="You asked May I use the kettle?").count() == 1
    assert visit.page.get_by_text("The advisor answered").count() == 1


@pytest.mark.parametrize("key", ["r", "c"])
def test_single_key_shortcuts_do_nothing(visit: Visit, key: str) -> None:
    visit.open("/")
    visit.page.locator(".stMain h1").click()
    visit.page.evaluate(
        """() => { window.runs = 0; new MutationObserver(() => window.runs++).observe(
            document.querySelector("[data-testid=stApp]"),
            { attributes: true, attributeFilter: ["data-test-script-state"] });
        }"""
    )
    visit.page.keyboard.press(key)
    visit.page.wait_for_timeout(800)
    assert visit.page.evaluate("window.runs") == 0
    assert visit.page.get_by_role("dialog").count() == 0


def test_letters_can_still_be_typed_into_the_question(visit: Visit) -> None:
    visit.open("/")
    visit.page.get_by_label("Your question").press_sequentially("Care records")
    assert visit.page.get_by_label("Your question").input_value() == "Care records"


def test_every_page_has_a_title_of_its_own(visit: Visit) -> None:
    titles = []
    for path in (
        "/",
        "/quality",
        "/sources",
        "/sources?id=card/teapots",
        "/sources?id=card/kettles-in-offices",
        "/sources?id=x",
    ):
        visit.open(path)
        titles.append(visit.page.title())
    assert len(set(titles)) == len(titles)


def test_headings_begin_with_one_and_skip_no_level(visit: Visit) -> None:
    for state in ("first screen", "answer, all opened", "sources", "card", "quality"):
        STATES[state](visit)
        levels = visit.page.evaluate(
            "[...document.querySelectorAll('.stMain :is(h1,h2,h3,h4,h5,h6)')].map(h => Number(h.tagName[1]))"
        )
        assert levels.count(1) == 1, state
        assert levels[0] == 1, state
        assert all(after - before <= 1 for before, after in pairwise(levels)), (state, levels)


def test_a_question_can_be_asked_and_its_source_opened_by_keyboard_alone(visit: Visit) -> None:
    visit.open("/")
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        if visit.page.locator("textarea:focus").count():
            break
    visit.page.keyboard.type("May I use the kettle?")
    visit.page.keyboard.press("Enter")
    visit.page.locator(".ga-asked").wait_for()
    visit.settled()
    summary = visit.page.locator(".ga-source summary").first
    summary.focus()
    assert summary.evaluate("element => getComputedStyle(element).backgroundColor") == "rgb(255, 221, 0)"
    visit.page.keyboard.press("Enter")
    assert visit.page.locator(".ga-source mark").first.is_visible()
