"""Ask, as a person meets it in a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import console

if TYPE_CHECKING:
    from tests.browser.conftest import Served, Visit

pytestmark = pytest.mark.browser


def test_the_first_screen_says_what_it_is_and_offers_questions(visit: Visit) -> None:
    visit.open("/")
    assert visit.page.title() == "Ask – Governance advisor"
    assert visit.page.locator("h1").inner_text() == "Ask about information governance"
    assert visit.page.locator(".st-key-examples button").count() == 4
    assert "not legal advice" in visit.page.locator(".ga-phase").inner_text()
    assert "Local mode" in visit.page.locator(".ga-local").inner_text()


def test_an_example_question_is_answered_by_a_click(visit: Visit) -> None:
    visit.open("/")
    example = visit.page.locator(".st-key-examples button").first
    words = example.inner_text()
    example.click()
    visit.page.locator(".ga-asked h2").wait_for()
    visit.settled()
    assert words in visit.page.locator(".ga-asked h2").inner_text()


def test_an_answer_shows_its_parts_in_order_with_numbered_sources(visit: Visit) -> None:
    visit.open("/")
    visit.ask("May I use the kettle?")
    body = visit.page.locator(".ga-answer").inner_text()
    order = ["Anyone who works", "What to do", "Fill the kettle", "Exceptions", "Dates", "Law as at 21 November 2026"]
    places = [body.index(words) for words in order]
    assert places == sorted(places)
    assert "Applies in Scotland · 6 sources" in body
    sources = visit.page.locator(".ga-source")
    assert sources.count() == 6
    first = sources.first
    assert first.get_by_role("link", name="Open on www.legislation.gov.uk").get_attribute("href") == (
        "https://www.legislation.gov.uk/eur/2016/679/article/5"
    )
    for words in ("In force from 5 February 2020", "the whole United Kingdom", "Checked against the text"):
        assert words in first.inner_text()
    first.locator("summary").click()
    assert first.locator("mark").inner_text() == "Anyone who works in the building may use the kettle before noon."


def test_a_source_mark_leads_to_its_source(visit: Visit) -> None:
    visit.open("/")
    visit.ask("May I use the kettle?")
    visit.page.get_by_role("link", name="Source 5", exact=True).click()
    assert visit.page.locator("article:focus").inner_text().startswith("5")
    assert "#" not in visit.page.url


def test_a_wrong_premise_is_put_right_before_anything_else(visit: Visit) -> None:
    visit.open("/")
    visit.ask("Does a visitor need consent?")
    body = visit.page.locator(".ga-answer").inner_text()
    assert body.index("Often misunderstood") < body.index("without consent")
    assert body.index("without consent") < body.index("Anyone who works")


def test_a_conversation_survives_a_reload_and_a_restart(own_server: Served, visit_own: Visit) -> None:
    own_server.start()
    visit_own.open("/")
    visit_own.ask("May I use the kettle?")
    visit_own.ask("What is a teapot, and who may fill it?")
    assert visit_own.page.locator(".ga-asked").count() == 2
    address = visit_own.page.url
    assert "conversation=" in address
    visit_own.open(address.removeprefix(visit_own.base))
    assert visit_own.page.locator(".ga-asked").count() == 2
    own_server.stop()
    own_server.start()
    visit_own.open(address.removeprefix(visit_own.base))
    assert visit_own.page.locator(".ga-asked").count() == 2
    assert "May I use the kettle?" in visit_own.page.locator(".st-key-conversations a").first.inner_text()


def test_a_link_to_one_answer_opens_it_alone(visit: Visit) -> None:
    visit.open("/")
    visit.ask("May I use the kettle?")
    visit.ask("What is a teapot?")
    visit.page.get_by_text("Copy with citations").first.click()
    link = visit.page.get_by_role("link", name="Link to this answer alone").first.get_attribute("href")
    assert link is not None
    visit.open(link)
    assert visit.page.locator(".ga-asked").count() == 1
    assert "May I use the kettle?" in visit.page.locator(".ga-asked").inner_text()
    assert visit.page.title() == "May I use the kettle? – Governance advisor"


def test_an_unknown_address_is_told_in_words(visit: Visit) -> None:
    for path in ("/?answer=nothing", "/?conversation=nothing", "/sources?id=nothing", "/sources?passage=nothing"):
        visit.open(path)
        assert "There is a problem" in visit.page.locator(".ga-problem").inner_text()


def test_copy_with_citations_holds_the_text_and_the_addresses(visit: Visit) -> None:
    visit.open("/")
    visit.ask("May I use the kettle?")
    visit.page.get_by_text("Copy with citations").click()
    copied = visit.page.locator("[data-testid=stCode]").inner_text()
    assert "Anyone who works in the building may use the kettle before noon. [1]" in copied
    assert "[1] UK GDPR Article 5, https://www.legislation.gov.uk/eur/2016/679/article/5" in copied
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name="Download as text").click()
    assert "[1] UK GDPR Article 5" in waiting.value.path().read_text("utf-8")


def test_a_question_that_is_not_answered_can_be_passed_to_the_officer(visit: Visit) -> None:
    visit.open("/")
    visit.ask("What will the weather be?")
    assert "will not guess" in visit.page.locator(".ga-inset--outcome").inner_text()
    visit.page.get_by_role("button", name="Ask the DPO").click()
    visit.page.get_by_label("What should they know?").fill("We need to know by Friday.")
    visit.page.get_by_role("button", name="Send to the DPO").click()
    panel = visit.page.locator(".ga-panel")
    panel.wait_for()
    shown = re.search(r"DPO-[A-Z2-9]{4}-[A-Z2-9]{4}", panel.inner_text())
    assert shown is not None
    visit.open(visit.page.url.removeprefix(visit.base))
    assert shown.group() in visit.page.locator(".ga-panel").inner_text()


def test_the_answer_of_the_officer_reaches_whoever_asked(visit: Visit, served: Served) -> None:
    visit.open("/")
    visit.ask("What will the weather be in June?")
    visit.page.get_by_role("button", name="Ask the DPO").click()
    visit.page.get_by_role("button", name="Send to the DPO").click()
    visit.page.locator(".ga-panel").wait_for()
    shown = re.search(r"DPO-[A-Z2-9]{4}-[A-Z2-9]{4}", visit.page.locator(".ga-panel").inner_text())
    assert shown is not None
    for arguments in (("sign-in", "--as", "fiona-mackay"), ("case", "answer", shown.group(), "--text", "Take a coat.")):
        ran = console.advisor(served.home, *arguments)
        assert ran.code == 0, ran.err
    visit.open(visit.page.url.removeprefix(visit.base))
    said = visit.page.locator(".ga-inset--outcome").last.inner_text()
    assert "Take a coat." in said
    assert "Fiona Mackay (invented), data protection officer" in said


def test_feedback_is_kept_with_its_words(visit: Visit) -> None:
    visit.open("/")
    visit.ask("May I use the kettle?")
    visit.page.get_by_role("button", name="No, it was not useful").click()
    visit.page.get_by_text("You said that this answer was").wait_for()
    visit.page.get_by_label("Anything to add?").fill("It forgets the teapot.")
    visit.page.get_by_role("button", name="Send your words").click()
    visit.page.get_by_text("Your words are kept with it.").wait_for()
    visit.open(visit.page.url.removeprefix(visit.base))
    assert "not useful" in visit.page.get_by_text("You said that this answer was").inner_text()


def test_an_error_takes_focus_says_what_to_do_and_keeps_the_question(visit: Visit) -> None:
    visit.open("/")
    visit.ask("the index is broken")
    visit.page.wait_for_timeout(300)
    focused = visit.page.locator(".ga-problem:focus")
    assert "There is a problem" in focused.inner_text()
    assert "advisor corpus verify" in focused.inner_text()
    assert visit.page.get_by_text("the index is broken").is_visible()


def test_a_fault_of_ours_shows_a_reference_and_none_of_its_insides(visit: Visit, served: Served) -> None:
    visit.open("/")
    visit.ask("please crash")
    problem = visit.page.locator(".ga-problem")
    reference = re.search(r"\b[0-9a-f]{8}\b", problem.inner_text())
    assert reference is not None
    for inside in ("ZeroDivisionError", "secret-of-the-house", "Traceback"):
        assert inside not in visit.page.content()
    log = (served.home / "server.err").read_text("utf-8")
    assert reference.group() in log
    assert "secret-of-the-house" not in log
    assert "please crash" not in log


def test_a_date_that_cannot_be_is_told_and_its_link_goes_to_the_field(visit: Visit) -> None:
    visit.open("/")
    visit.page.get_by_text("Ask about the law on another date").click()
    visit.page.get_by_role("textbox", name="Day").fill("31")
    visit.page.get_by_role("textbox", name="Month").fill("2")
    visit.page.get_by_role("textbox", name="Year").fill("2025")
    visit.page.keyboard.press("Tab")
    visit.settled()
    visit.ask("May I use the kettle?")
    visit.page.get_by_role("link", name="That month does not have that day.").click()
    assert visit.page.locator("input:focus").get_attribute("aria-label") == "Day"


def test_a_date_in_the_past_is_the_date_of_the_answer(visit: Visit) -> None:
    visit.open("/")
    visit.page.get_by_text("Ask about the law on another date").click()
    for name, value in (("Day", "1"), ("Month", "March"), ("Year", "2021")):
        visit.page.get_by_role("textbox", name=name).fill(value)
    visit.page.keyboard.press("Tab")
    visit.settled()
    visit.ask("May I use the kettle?")
    assert "Law as at 1 March 2021" in visit.page.locator(".ga-foot").inner_text()


def test_a_deleted_conversation_is_gone_after_a_second_yes(visit: Visit) -> None:
    visit.open("/")
    visit.ask("May I use the kettle for a very particular purpose?")
    address = visit.page.url.removeprefix(visit.base)
    visit.page.get_by_role("button", name="Delete this conversation").click()
    keep = visit.page.get_by_role("button", name="No, keep it")
    keep.wait_for()
    visit.settled()
    keep.click()
    keep.wait_for(state="detached")
    visit.settled()
    assert visit.page.locator(".ga-asked").count() == 1
    visit.page.get_by_role("button", name="Delete this conversation").click()
    yes = visit.page.get_by_role("button", name="Yes, delete it")
    yes.wait_for()
    visit.settled()
    yes.click()
    yes.wait_for(state="detached")
    visit.settled()
    assert visit.page.get_by_text("very particular purpose").count() == 0
    visit.open(address)
    assert "no conversation" in visit.page.locator(".ga-problem").inner_text()


def test_the_first_start_shows_how_far_it_has_come(own_server: Served, visit_own: Visit) -> None:
    own_server.seconds_to_prepare = 8
    own_server.start()
    page = visit_own.page
    page.goto(visit_own.base)
    page.get_by_role("heading", name="Preparing the library").wait_for()
    page.get_by_text("Indexing passages").wait_for()
    assert page.get_by_role("progressbar").count() == 1
    page.get_by_role("heading", name="Ask about information governance").wait_for(timeout=20_000)
    visit_own.settled()
    assert page.get_by_role("heading", name="Preparing the library").count() == 0
