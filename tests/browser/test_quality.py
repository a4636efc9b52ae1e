"""Quality: the page of figures, in a browser, with runs of one's own and without any."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_accessibility import violations

if TYPE_CHECKING:
    from tests.browser.conftest import Served, Visit

pytestmark = pytest.mark.browser


def test_the_plots_are_drawn_and_told_in_words(visit: Visit) -> None:
    visit.open("/quality")
    assert visit.page.title() == "Quality – Governance advisor"
    plot = visit.page.get_by_role("img", name="Plot of every share")
    assert plot.locator(".ga-plot__dot").count() == 5
    assert plot.locator(".ga-plot__before").count() == 5
    pictures = visit.page.locator(".ga-trends img")
    assert pictures.count() == 4
    assert all(picture.evaluate("one => one.complete && one.naturalWidth > 0") for picture in pictures.all())
    assert visit.refused == []


def test_dots_stand_where_their_figures_are(visit: Visit) -> None:
    visit.open("/quality")
    row = visit.page.locator(".ga-plot__row", has_text="A right source among the first five found")
    track, dot = (row.locator(name).bounding_box() for name in (".ga-plot__track", ".ga-plot__dot"))
    assert track is not None
    assert dot is not None
    assert (dot["x"] + dot["width"] / 2 - track["x"]) / track["width"] == pytest.approx(0.84, abs=0.01)


def test_an_answer_to_read_opens_and_fetches_nothing(visit: Visit) -> None:
    visit.open("/quality")
    first = visit.page.locator(".stMain details", has_text="May I fill it?")
    first.locator("summary").click()
    assert "Missing: <b>to the line</b>" in first.inner_text()
    assert first.locator("img, a").count() == 0


def test_without_a_run_the_page_is_accessible_and_says_how_to_make_one(own_server: Served, visit_own: Visit) -> None:
    own_server.start()
    visit_own.open("/quality")
    shutil.rmtree(own_server.home / "evaluations")
    visit_own.open("/quality")
    assert "Nothing was measured on this computer yet." in visit_own.page.locator(".stMain").inner_text()
    assert violations(visit_own) == []
