"""A real server on loopback and a real browser, for tests marked ``browser``."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.casework import Desk

ROOT = Path(__file__).parents[2]
CHROMIUM = Path(os.environ.get("ADVISOR_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@dataclass
class Served:
    """A running server, its home, and how to stop and start it again."""

    home: Path
    port: int
    seconds_to_prepare: float = 0.0
    process: subprocess.Popen[bytes] | None = None
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers: questions too, unless it is to be seen preparing itself."""
        awaited = "healthz" if self.seconds_to_prepare else "readyz"
        errors = (self.home / "server.err").open("ab")
        self.process = subprocess.Popen(
            [
                sys.executable,
                str(ROOT / "tests/browser/invented_server.py"),
                str(self.port),
                str(self.seconds_to_prepare),
            ],
            cwd=self.home,
            env={**os.environ, "ADVISOR_HOME": str(self.home), "PYTHONPATH": str(ROOT), **self.settings},
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        errors.close()
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.base}/{awaited}", timeout=2).close()
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("the server did not start")

    @contextmanager
    def ahead(self, seconds: float) -> Iterator[None]:
        """Put its clock ahead for the length of the block."""
        file = self.home / "clock-ahead"
        file.write_text(str(seconds), "utf-8")
        try:
            yield
        finally:
            file.unlink()

    def stop(self) -> None:
        """Stop it."""
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None


@dataclass
class Visit:
    """A person at a browser: one page, and every address that it asked for."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to an address of the app and wait until the page is drawn."""
        self.page.goto(self.base + path)
        self.page.locator("[data-testid=stMainBlockContainer] h1").first.wait_for(state="attached", timeout=30_000)
        self.settled()

    def ask(self, question: str) -> None:
        """Type a question and wait for what comes of it."""
        self.page.get_by_label("Your question").fill(question)
        self.page.keyboard.press("Enter")
        self.page.locator(".ga-asked h2, .ga-problem").get_by_text(question[:20]).or_(
            self.page.locator(".ga-problem")
        ).last.wait_for(timeout=20_000)
        self.settled()

    def settled(self) -> None:
        """Wait until the script of the page has ended and the page is at rest; see quiet.js."""
        sync_api = pytest.importorskip("playwright.sync_api")
        until = time.monotonic() + 30
        while time.monotonic() < until:
            self.page.wait_for_timeout(50)
            # A page that is just being left has nothing to ask.
            with suppress(sync_api.Error):
                if self.page.evaluate("() => window.quietFor && window.quietFor(200)"):
                    return
        raise TimeoutError("the page did not come to rest within 30 seconds")

    @property
    def words(self) -> str:
        """Everything that the page says once it is at rest, so that nothing of what went before is left in it."""
        self.settled()
        return self.page.locator("body").inner_text()

    @property
    def foreign(self) -> list[str]:
        """Addresses that were asked for anywhere but of this app."""
        own = (self.base, self.base.replace("http", "ws", 1), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="the browser extra is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; set ADVISOR_CHROMIUM")
    with sync_api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("home"), free_port())
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Served]:
    """A server that the test may stop and start; not yet started."""
    server = Served(tmp_path, free_port())
    yield server
    server.stop()


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    with visiting(browser, served, 1280) as one:
        yield one


@pytest.fixture
def narrow_visit(browser: Browser, served: Served) -> Iterator[Visit]:
    with visiting(browser, served, 320) as one:
        yield one


@pytest.fixture
def visit_own(browser: Browser, own_server: Served) -> Iterator[Visit]:
    """A visit to the server that the test starts."""
    with visiting(browser, own_server, 1280) as one:
        yield one


def fresh_profile(browser: Browser, width: int) -> BrowserContext:
    """A browser profile that nobody has used, whose pages know when they are at rest."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(path=Path(__file__).with_name("quiet.js"))
    return context


@contextmanager
def visiting(browser: Browser, served: Served, width: int) -> Iterator[Visit]:
    """A visit in a fresh browser profile; every request is noted."""
    context = fresh_profile(browser, width)
    visit = Visit(context.new_page(), served.base)
    visit.page.on("request", lambda request: visit.requests.append(request.url))
    visit.page.on("websocket", lambda socket: visit.requests.append(socket.url))
    visit.page.on(
        "console", lambda said: visit.refused.append(said.text) if "Content Security Policy" in said.text else None
    )
    yield visit
    context.close()
    assert visit.foreign == [], "the page asked for something outside this app"


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Served]]:
    """The servers of one file of tests, each with a ledger of its own; the last is the one in use."""
    servers: list[Served] = []
    yield servers
    for one in servers:
        one.stop()


@pytest.fixture
def office(offices: list[Served], request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A server with a ledger of its own: one for all tests of a file, and a fresh one for a test that is run again.

    What the first run left behind, such as an exercise under way, would make the second fail for another reason. With
    FRESH_OFFICES=1 in the environment every test gets a fresh one, which shows whether any leans on another's traces.
    """
    if not offices or getattr(request.node, "execution_count", 1) > 1 or os.environ.get("FRESH_OFFICES"):
        offices.append(Served(tmp_path_factory.mktemp("office"), free_port()))
        offices[-1].start()
    return offices[-1]


@pytest.fixture
def desk(browser: Browser, office: Served) -> Iterator[Desk]:
    from tests.browser.casework import Desk

    with visiting(browser, office, 1280) as visit:
        yield Desk(visit)


@pytest.fixture
def narrow_desk(browser: Browser, office: Served) -> Iterator[Desk]:
    from tests.browser.casework import Desk

    with visiting(browser, office, 320) as visit:
        yield Desk(visit)
