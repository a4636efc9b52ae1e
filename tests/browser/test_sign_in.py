"""Signing in to the pages through a provider on loopback, in a real browser; and the banner where nobody signs in."""

from __future__ import annotations

import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import identity_server
from tests.browser.conftest import Served, Visit, free_port, fresh_profile
from tests.browser.test_accessibility import violations
from tests.identity_server import CLIENT_ID, CLIENT_SECRET

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

COOKIE_SECRET = "thirty-two-characters-or-more-of-it"


@dataclass
class Signing:
    """A served app that needs sign-in, its provider, and one browser profile."""

    served: Served
    provider: identity_server.Provider
    page: Page

    def open(self, path: str = "/") -> None:
        """Go to a page of the app and wait until it is drawn."""
        self.page.goto(self.served.base + path)
        self.drawn()

    def drawn(self) -> None:
        """Wait until a page of the app is drawn."""
        self.page.wait_for_url(self.served.base + "/**", timeout=20_000)
        Visit(self.page, self.served.base).settled()
        self.page.locator("[data-testid=stMainBlockContainer] h1").first.wait_for(state="attached", timeout=30_000)

    def sign_in(self, who: str = "ailsa") -> None:
        """Go to the provider, sign in there and come back."""
        self.page.get_by_role("button", name="Sign in with your organisation").click()
        self.page.wait_for_url(self.provider.issuer + "/**", timeout=20_000)
        self.page.get_by_role("button", name=who, exact=True).click()
        self.drawn()

    @property
    def words(self) -> str:
        """Everything that the page says."""
        return Visit(self.page, self.served.base).words


class Unmoved(urllib.request.HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_: object) -> None:
        return None


def served_with(folder: Path, provider: identity_server.Provider, **settings: str) -> Served:
    """An app whose people sign in with the provider."""
    port = free_port()
    folder.mkdir(exist_ok=True)
    return Served(
        folder,
        port,
        settings={
            "ADVISOR_IDENTITY__ISSUER": provider.issuer,
            "ADVISOR_IDENTITY__CLIENT_ID": CLIENT_ID,
            "ADVISOR_IDENTITY__CLIENT_SECRET": CLIENT_SECRET,
            "ADVISOR_IDENTITY__COOKIE_SECRET": COOKIE_SECRET,
            "ADVISOR_IDENTITY__REDIRECT_URI": f"http://localhost:{port}/oauth2callback",
            **settings,
        },
    )


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[identity_server.Provider]:
    with identity_server.running(tmp_path_factory.mktemp("provider")) as one:
        yield one


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, provider: identity_server.Provider) -> Iterator[Served]:
    served = served_with(tmp_path_factory.mktemp("home"), provider)
    served.start()
    yield served
    served.stop()


@contextmanager
def profile(browser: Browser, served: Served, provider: identity_server.Provider) -> Iterator[Signing]:
    """A fresh browser profile; the provider is truthful at its beginning."""
    provider.spoil("")
    provider.last_for(3600)
    context = fresh_profile(browser, 1280)
    yield Signing(served, provider, context.new_page())
    context.close()


@pytest.fixture
def signing(browser: Browser, app: Served, provider: identity_server.Provider) -> Iterator[Signing]:
    with profile(browser, app, provider) as one:
        yield one


def test_nothing_is_shown_before_somebody_has_signed_in(signing: Signing) -> None:
    for path in ("/", "/review", "/sources", "/quality", "/administration"):
        signing.open(path)
        assert signing.page.locator("h1").all_inner_texts() == ["Sign in"], path
        assert signing.page.get_by_label("Your question").count() == 0, path
        assert "Local mode" not in signing.words, path
        assert "kettle" not in signing.words.lower(), path


def test_a_person_signs_in_is_named_asks_and_signs_out(signing: Signing) -> None:
    signing.open()
    signing.sign_in()
    assert "Signed in as Ailsa Grant (invented)" in signing.words
    Visit(signing.page, signing.served.base).ask("May I use the kettle?")
    assert "before noon" in signing.words
    signing.page.reload()
    signing.drawn()
    assert "Signed in as Ailsa Grant (invented)" in signing.words
    cookies = {one["name"]: one["value"] for one in signing.page.context.cookies()}
    signing.page.get_by_role("button", name="Sign out").click()
    signing.page.wait_for_url(signing.provider.issuer + "/oauth2/end_session**", timeout=20_000)
    signing.open()
    assert signing.page.locator("h1").all_inner_texts() == ["Sign in"]
    # A copy of the cookie that was kept from before opens nothing either.
    for name, value in cookies.items():
        signing.page.context.add_cookies([{"name": name, "value": value, "url": signing.served.base}])
    signing.open()
    assert "You have signed out" in signing.words
    assert "kettle" not in signing.words.lower()


def test_one_person_does_not_see_the_conversations_of_another(
    signing: Signing, browser: Browser, app: Served, provider: identity_server.Provider
) -> None:
    signing.open()
    signing.sign_in("ailsa")
    Visit(signing.page, signing.served.base).ask("What is a teapot to me?")
    address = signing.page.url
    assert "conversation=" in address
    with profile(browser, app, provider) as other:
        other.open()
        other.sign_in("morag")
        assert "Signed in as Morag Bell (invented)" in other.words
        assert "What is a teapot to me?" not in other.words
        other.page.goto(address)
        other.drawn()
        assert "What is a teapot to me?" not in other.words


def test_a_spoilt_token_opens_no_page(signing: Signing) -> None:
    signing.open()
    for twist in identity_server.TWISTS:
        signing.provider.spoil(twist)
        signing.sign_in()
        assert "Signed in as" not in signing.words, twist
        assert signing.page.get_by_label("Your question").count() == 0, twist
        assert signing.page.locator("h1").all_inner_texts() == ["Sign in"], twist


def test_a_token_that_runs_out_ends_the_sign_in_in_mid_page_and_a_last_click_changes_nothing(signing: Signing) -> None:
    signing.provider.last_for(300)
    signing.open()
    signing.sign_in()
    Visit(signing.page, signing.served.base).ask("May I use the kettle?")
    assert "Signed in as Ailsa Grant (invented)" in signing.words
    with signing.served.ahead(301):
        signing.page.get_by_role("button", name="Yes, it was useful").click()
        signing.page.get_by_text("your sign-in has run out").wait_for(timeout=20_000)
        assert "Signed in as" not in signing.words
        assert "kettle" not in signing.words.lower()
        with closing(sqlite3.connect(signing.served.home / "ledger.sqlite")) as ledger:
            assert ledger.execute("SELECT count(*) FROM turns").fetchone()[0] > 0
            assert ledger.execute("SELECT count(*) FROM feedback").fetchone() == (0,)
        signing.provider.last_for(3600)
        signing.sign_in()
        assert "Signed in as Ailsa Grant (invented)" in signing.words


def test_after_a_time_without_activity_a_person_is_signed_out_and_a_reload_does_not_help(signing: Signing) -> None:
    signing.open()
    signing.sign_in()
    with signing.served.ahead(20 * 60):
        signing.page.reload()
        signing.drawn()
        assert "Signed in as Ailsa Grant (invented)" in signing.words
    with signing.served.ahead(51 * 60):
        for _ in range(2):
            signing.page.reload()
            signing.drawn()
            assert "nothing was done for 30 minutes." in signing.words
            assert "Signed in as" not in signing.words


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_before_after_and_when_a_sign_in_fails(signing: Signing, width: int) -> None:
    visit = Visit(signing.page, signing.served.base)
    signing.page.set_viewport_size({"width": width, "height": 800})
    signing.open()
    assert signing.page.title() == "Sign in – Governance advisor"
    assert violations(visit) == []
    signing.provider.spoil("wrong audience")
    signing.sign_in()
    signing.page.locator(".ga-problem").get_by_text("another application").wait_for()
    assert violations(visit) == []
    signing.provider.spoil("")
    signing.sign_in()
    assert violations(visit) == []
    for selector in ("html", ".stMain", ".stAppViewContainer"):
        place = signing.page.locator(selector).first
        assert place.evaluate("element => element.scrollWidth - element.clientWidth") <= 0, selector


def test_a_cookie_that_somebody_made_up_opens_no_page(signing: Signing) -> None:
    signing.page.context.add_cookies(
        [{"name": "_streamlit_user", "value": "eyJzdWIiOiJhaWxzYSJ9.forged", "url": signing.served.base}]
    )
    signing.open()
    assert signing.page.locator("h1").all_inner_texts() == ["Sign in"]


def test_the_secrets_of_a_sign_in_are_on_no_disk_and_on_no_page(signing: Signing) -> None:
    signing.open()
    signing.sign_in()
    secrets = (CLIENT_SECRET, COOKIE_SECRET)
    assert not any(secret in signing.page.content() for secret in secrets)
    for path in signing.served.home.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(secret.encode() in data for secret in secrets), path


def test_the_headers_stand_on_the_way_back_too(signing: Signing) -> None:
    with urllib.request.urlopen(f"{signing.served.base}/oauth2callback?state=x&code=y", timeout=10) as answer:
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    asked = urllib.request.Request(f"{signing.served.base}/", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="400") as refused:
        urllib.request.urlopen(asked, timeout=10)
    refused.value.close()


def test_behind_tls_the_cookies_of_a_sign_in_are_for_tls_alone(
    tmp_path: Path, provider: identity_server.Provider
) -> None:
    address = "https://advisor.council.example/oauth2callback"
    served = served_with(tmp_path / "home", provider, ADVISOR_IDENTITY__REDIRECT_URI=address)
    served.start()
    try:
        asked = urllib.request.Request(f"{served.base}/auth/logout", headers={"Host": "advisor.council.example"})
        opener = urllib.request.build_opener(Unmoved)
        with pytest.raises(urllib.error.HTTPError, match="302") as answer:
            opener.open(asked, timeout=10)
    finally:
        served.stop()
    answer.value.close()
    cookies = [one for one in answer.value.headers.get_all("Set-Cookie") if "_streamlit_user" in one]
    assert cookies
    assert all("; Secure" in one for one in cookies)


def test_where_nobody_signs_in_the_banner_says_so(visit: Visit) -> None:
    visit.open("/")
    assert "Local mode. One person, no sign-in, on this computer only." in visit.page.locator(".ga-local").inner_text()
    assert visit.page.get_by_role("button", name="Sign out").count() == 0
