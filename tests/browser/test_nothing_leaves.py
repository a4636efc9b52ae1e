"""Whatever a document, a card, a question or an answer says, the browser asks only this app for anything."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Served, Visit

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
HOSTILE_QUESTION = (
    "hostile ![q](https://tracker.invalid/q.png) <img src=https://tracker.invalid/i.png> [l](https://tracker.invalid) "
    ":material/delete: :red[x] $\\href{https://tracker.invalid}{x}$ https://tracker.invalid/bare"
)


def links_of(visit: Visit) -> set[str]:
    found = visit.page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    return {url for url in found if not url.startswith(visit.base)}


@pytest.mark.parametrize(
    "path", ["/sources", "/sources?id=own/hostile", "/sources?passage=own/hostile/1", "/sources?id=card/teapots"]
)
def test_hostile_documents_stay_words_on_every_page_of_sources(visit: Visit, path: str) -> None:
    visit.open(path)
    for summary in visit.page.locator("details > summary").all():
        summary.click()
    visit.page.wait_for_timeout(700)
    assert visit.foreign == []
    assert visit.refused == [], "a policy had to stop what escaping should have"
    assert visit.page.locator("[data-testid=stMain] img, .stMain img, .stMain script, .stMain iframe").count() == 0
    assert all(url.startswith("https://www.legislation.gov.uk/") for url in links_of(visit))


def test_a_hostile_answer_to_a_hostile_question_stays_words(visit: Visit) -> None:
    visit.open("/")
    visit.ask(HOSTILE_QUESTION)
    for summary in visit.page.locator("details > summary").all():
        summary.click()
    visit.page.wait_for_timeout(700)
    assert "![pixel](https://tracker.invalid/md.png)" in visit.page.locator(".ga-answer").inner_text()
    assert HOSTILE_QUESTION.split(" ", 1)[1][:30] in visit.page.locator(".ga-asked").inner_text()
    side = visit.page.locator(".st-key-conversations a").first
    assert "![q](" in side.inner_text().replace("\u2060", "")
    assert side.locator("img, span[style*=color], .katex").count() == 0
    assert visit.foreign == []
    assert visit.refused == []
    assert visit.page.locator(".stMain img, .stMain script, .stMain iframe").count() == 0
    assert links_of(visit) == set()


def test_the_policy_stops_what_escaping_would_miss(visit: Visit) -> None:
    visit.open("/")
    stopped = visit.page.evaluate(
        """async () => {
            const seen = [];
            document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
            const add = (name, change) => {
                const made = document.createElement(name); change(made); document.body.append(made);
            };
            add("img", (image) => { image.src = "https://tracker.invalid/probe.png"; });
            add("iframe", (frame) => { frame.src = "https://tracker.invalid/"; });
            add("script", (script) => { script.textContent = "window.ran = true"; });
            try { await fetch("https://tracker.invalid/probe"); } catch (error) { seen.push("fetch refused"); }
            await new Promise((done) => setTimeout(done, 300));
            return [...new Set(seen), String(window.ran)].sort();
        }"""
    )
    assert stopped == ["connect-src", "fetch refused", "frame-src", "img-src", "script-src-elem", "undefined"]
    # What the policy stops is never sent; Chromium names the frame it refused all the same.
    visit.requests.clear()
    visit.refused.clear()


def test_every_page_carries_the_policy_and_names_no_other_host(served: Served) -> None:
    for path in ("/", "/sources", "/quality", "/nothing", "/_stcore/health", "/static/nothing", "/healthz", "/page.js"):
        try:
            response = urllib.request.urlopen(served.base + path, timeout=10)
        except urllib.error.HTTPError as refused:
            response = refused
        policy = response.headers["Content-Security-Policy"]
        response.close()
        assert "default-src 'self'" in policy, path
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "http:" not in policy
        assert "https:" not in policy


def test_another_host_name_gets_nothing(served: Served) -> None:
    request = urllib.request.Request(served.base + "/", headers={"Host": "evil.invalid"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code == 400
    refused.value.close()


def test_the_agent_api_is_off(served: Served) -> None:
    request = urllib.request.Request(
        served.base + "/_stcore/agent/interact", data=b"{}", headers={"Content-Type": "application/json"}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code in {403, 404, 405, 501, 503}
    refused.value.close()


def test_health_is_json_under_streamlit_run(tmp_path: Path) -> None:
    from socket import socket

    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "ADVISOR_HOME": str(tmp_path), "HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            try:
                response = urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
                break
            except OSError:
                running.poll()
                assert running.returncode is None, "streamlit run ended"
                import time

                time.sleep(0.2)
        with response:
            assert response.headers["Content-Type"] == "application/json"
            assert json.load(response) == {"status": "ok"}
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    finally:
        running.terminate()
        running.wait(timeout=20)
