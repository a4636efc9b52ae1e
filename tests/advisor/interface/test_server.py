"""How the server is started, and what stands on every response."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import httpx
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from advisor.errors import SettingsFault
from advisor.interface import headers, library, routes, server
from advisor.settings import ServeSettings, Settings

ROOT = Path(__file__).parents[3]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(library, "LIBRARY", library.Library(lambda: pytest.fail("nobody asked for the library")))
    return TestClient(Starlette(routes=list(routes.ROUTES), middleware=[Middleware(headers.SecurityHeaders)]))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.invalid", ""])
def test_a_host_that_others_can_reach_is_refused_until_there_is_sign_in(host: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsFault, match="sign-in") as refused:
        server.options(Settings(home=tmp_path, serve=ServeSettings(host=host)))
    assert "127.0.0.1" in refused.value.what_to_do


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_computer_is_served(host: str, tmp_path: Path) -> None:
    chosen = server.options(Settings(home=tmp_path, serve=ServeSettings(host=host, port=8599)))
    assert (chosen["server.address"], chosen["server.port"]) == (host, 8599)


def test_every_pinned_setting_is_one_that_streamlit_knows() -> None:
    assert set(server.PINNED) <= set(config._config_options_template)


def test_the_settings_that_matter_for_safety_are_pinned() -> None:
    assert server.PINNED["server.fileWatcherType"] == "none"
    assert server.PINNED["runner.magicEnabled"] is False
    assert server.PINNED["browser.gatherUsageStats"] is False
    assert server.PINNED["client.showErrorDetails"] == "none"
    assert server.PINNED["client.showErrorLinks"] is False
    assert server.PINNED["server.maxUploadSize"] == 20
    assert server.PINNED["server.enableAgentApi"] is False
    assert server.PINNED["server.enableXsrfProtection"] is True
    assert server.PINNED["server.enableCORS"] is True
    assert server.PINNED["client.toolbarMode"] == "minimal"


def test_the_settings_file_for_streamlit_run_says_the_same_as_the_pinned_settings() -> None:
    file = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    flat = {f"{section}.{key}": value for section, values in file.items() for key, value in values.items()}
    assert {name: value for name, value in flat.items() if name in server.PINNED} == server.PINNED
    assert flat["server.address"] == "127.0.0.1"


def test_streamlit_can_find_the_app_by_reading_its_source() -> None:
    tree = ast.parse((ROOT / "app.py").read_text("utf-8"))
    calls = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and ast.unparse(node.targets[0]) == "app"
    ]
    assert [ast.unparse(call.func) for call in calls] == ["st.App"]
    assert isinstance(streamlit.App, type)


def test_health_and_readiness_are_json(client: TestClient) -> None:
    health = client.get("/healthz")
    assert (health.status_code, health.json()) == (200, {"status": "ok"})
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()) == (503, {"ready": False, "reason": "preparing"})
    assert ready.headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", ["/", "/sources", "/healthz", "/page.css", "/page.js", "/nothing"])
def test_every_response_carries_the_headers(client: TestClient, path: str) -> None:
    response = client.get(path)
    policy = dict(part.split(" ", 1) for part in response.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["connect-src"] == "'self' ws://testserver wss://testserver"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in response.headers["permissions-policy"]


def test_the_policy_names_no_other_host_even_if_asked_to() -> None:
    for hostile in ("evil.invalid; script-src *", "a b", "x'y", "", "a,b"):
        assert headers.content_policy(hostile) == headers.content_policy("")
    assert "http" not in headers.content_policy("localhost:8501").replace("ws://localhost", "")


def test_the_page_shell_holds_no_inline_script_and_says_its_language(client: TestClient) -> None:
    page = client.get("/").text
    assert '<html lang="en-GB">' in page
    assert "<title>Governance advisor</title>" in page
    assert "agent" not in page
    for opening in page.split("<script")[1:]:
        assert " src=" in opening.split(">", 1)[0]
    assert './page.css"' in page
    assert './page.js"' in page


def test_cookies_travel_by_tls_alone_where_browsers_come_by_it() -> None:
    def handed_out(*, tls_only: bool) -> httpx.Response:
        async def cookie(_request: Request) -> Response:
            answer = Response("")
            answer.set_cookie("one", "1", httponly=True)
            answer.set_cookie("two", "2", secure=True)
            return answer

        app = Starlette(
            routes=[Route("/", cookie)], middleware=[Middleware(headers.SecurityHeaders, tls_only=tls_only)]
        )
        return TestClient(app).get("/")

    by_tls = handed_out(tls_only=True)
    assert [one.lower().count("; secure") for one in by_tls.headers.get_list("set-cookie")] == [1, 1]
    assert "max-age" in by_tls.headers["strict-transport-security"]
    plain = handed_out(tls_only=False)
    assert [one.lower().count("; secure") for one in plain.headers.get_list("set-cookie")] == [0, 1]
    assert "strict-transport-security" not in plain.headers
