"""Sources: what is held, each card in full, and documents that people add."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def upload(visit: Visit, *files: tuple[str, bytes], publisher: str = "Borsetshire Council") -> None:
    visit.open("/sources")
    visit.page.get_by_text("Add a document of your own").click()
    visit.page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files]
    )
    visit.settled()
    visit.page.get_by_label("Publisher", exact=True).fill(publisher)
    visit.page.get_by_role("button", name="Add to the library").click()
    visit.settled()


def test_what_is_held_is_counted_and_every_bar_has_its_figure(visit: Visit) -> None:
    visit.open("/sources")
    assert visit.page.title() == "Sources – Governance advisor"
    table = visit.page.get_by_role("table", name="How the sources were checked, and as at which day")
    row = table.get_by_role("row").filter(has_text="Not verified")
    assert row.get_by_role("cell").first.inner_text() == "1"
    assert "1 October 2026" in row.inner_text()
    held = visit.page.get_by_role("table", name="Sources by publisher and kind")
    assert held.get_by_role("row").filter(has_text="Governance advisor digest").count() == 1


def test_words_filter_the_list(visit: Visit) -> None:
    visit.open("/sources")
    visit.page.get_by_label("Words in its title, publisher, kind or address").fill("teapot card")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text("1 source with").wait_for()
    visit.settled()
    assert visit.page.locator(".ga-results a").all_inner_texts() == ["What counts as a teapot"]


def test_a_card_shows_its_statements_corrections_and_how_it_was_checked(visit: Visit) -> None:
    visit.open("/sources?id=card/kettles-in-offices")
    assert visit.page.title() == "Who may use the office kettle – Sources – Governance advisor"
    main = visit.page.locator("[data-testid=stMainBlockContainer]").inner_text()
    for words in ("5 February 2020", "Checked against the text", "Short answer", "People say: Visitors need consent"):
        assert words in main
    links = visit.page.get_by_role("link", name="DPA 2018 section 212")
    assert links.get_attribute("href") == "https://www.legislation.gov.uk/ukpga/2018/12/section/212"


def test_a_card_that_nobody_verified_says_so_and_names_what_rests_on_it(visit: Visit) -> None:
    visit.open("/sources?passage=card/teapots")
    main = visit.page.locator("[data-testid=stMainBlockContainer]").inner_text()
    assert "Nobody has re-read this since the kitchen moved." in main
    assert "Not verified: check before relying on it" in main
    assert visit.page.get_by_role("heading", name="Cited by").count() == 1
    visit.page.get_by_role("link", name="Who may use the office kettle").click()
    visit.page.get_by_role("heading", name="Who may use the office kettle", level=1).wait_for()


def test_each_file_of_an_upload_has_its_own_report(visit: Visit) -> None:
    upload(visit, ("policy.txt", b"The kitchen policy."), ("scan.txt", b"\xff\xfe\x00broken"))
    report = visit.page.locator(".ga-files li")
    assert "Added: policy.txt" in report.nth(0).inner_text()
    assert "Tracked changes" in report.nth(0).inner_text()
    assert "Not added: scan.txt" in report.nth(1).inner_text()
    report.nth(0).get_by_role("link", name="Open it").click()
    visit.page.get_by_role("heading", name="policy.txt", level=1).wait_for()


def test_an_upload_without_a_publisher_is_refused_and_its_link_goes_to_the_field(visit: Visit) -> None:
    upload(visit, ("other.txt", b"Another policy."), publisher="")
    visit.page.get_by_role("link", name="Say who published the document.").click()
    assert visit.page.locator("input:focus").get_attribute("aria-label") == "Publisher"


def test_an_uploaded_name_never_becomes_a_path_or_markup(visit: Visit) -> None:
    upload(visit, ("<img src=x onerror=alert(1)>.txt", b"A third policy."))
    assert visit.page.locator(".ga-files img").count() == 0
    assert "<img src=x" in visit.page.locator(".ga-files").inner_text()


def test_a_file_over_the_limit_is_refused(visit: Visit) -> None:
    upload(visit, ("huge.txt", b"x" * (21 * 1024 * 1024)))
    assert visit.page.locator("[data-testid=stMainBlockContainer]").get_by_text("20").count() > 0
    assert visit.page.locator(".ga-files li").filter(has_text="Added").count() == 0
