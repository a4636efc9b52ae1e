"""What a language model writes is seen claim by claim while it arrives, and the whole answer then takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_claims_are_seen_before_the_answer_is_whole(visit: Visit) -> None:
    visit.open("/")
    visit.page.get_by_label("Your question").fill("May I slowly use the kettle?")
    visit.page.keyboard.press("Enter")
    arriving = visit.page.locator(".ga-answer--arriving")
    arriving.get_by_text("before noon").wait_for(timeout=20_000)
    assert visit.page.locator(".ga-asked").count() == 0
    arriving.locator("li").nth(2).wait_for(timeout=20_000)
    visit.page.locator(".ga-asked h2").wait_for(timeout=20_000)
    visit.settled()
    assert arriving.count() == 0
    assert visit.page.locator(".ga-lead").get_by_text("before noon").count() == 1
    assert visit.foreign == []
