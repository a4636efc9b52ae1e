"""Fetching one page from a server that behaves well or badly: only where it may, politely, never too much."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest

from corpus import fetching
from corpus.errors import FetchRefused
from corpus.fetching import Fetched, Fetcher
from tests.corpus.official_server import OfficialServer, Reply, serving


@pytest.fixture
def server() -> Iterator[OfficialServer]:
    with serving() as running:
        yield running


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def fetcher(server: OfficialServer, slept: list[float]) -> Iterator[Fetcher]:
    opened = Fetcher(
        agent="governance-advisor/1 (dpo@borsetshire.example)", trusted_hosts=[server.host], pause_seconds=0.5,
        timeout_seconds=1.0, largest_bytes=100_000, sleep=slept.append, now=time.time,
    )  # fmt: skip
    yield opened
    opened.close()


def to(path: str, status: int = 302) -> Reply:
    return Reply(status, headers={"Location": path})


def test_a_page_comes_whole_with_its_marks(server: OfficialServer, fetcher: Fetcher) -> None:
    place = server.page(
        "/a", Reply(body=b"words", headers={"ETag": '"1"', "Last-Modified": "Sat, 01 Aug 2026 00:00:00 GMT"})
    )
    found = fetcher.fetch(place)
    assert (found.found, found.data, found.etag) == ("fresh", b"words", '"1"')
    assert found.last_modified == "Sat, 01 Aug 2026 00:00:00 GMT"
    assert server.asked[-1][1]["user-agent"] == "governance-advisor/1 (dpo@borsetshire.example)"


def test_marks_are_sent_and_an_unchanged_page_is_said_to_be_so(server: OfficialServer, fetcher: Fetcher) -> None:
    place = server.page("/a", Reply(body=b"words", headers={"ETag": '"1"'}))
    found = fetcher.fetch(place, etag='"1"', last_modified="Sat, 01 Aug 2026 00:00:00 GMT")
    assert (found.found, found.data) == ("unchanged", b"")
    assert server.asked[-1][1]["if-modified-since"] == "Sat, 01 Aug 2026 00:00:00 GMT"


def test_a_redirect_within_the_host_is_followed(server: OfficialServer, fetcher: Fetcher) -> None:
    server.page("/b", Reply(body=b"moved words"))
    found = fetcher.fetch(server.page("/a", to("/b", 301)))
    assert (found.data, found.address) == (b"moved words", server.at("/b"))


@pytest.mark.parametrize(
    "away",
    [
        "https://example.com/", "http://www.legislation.gov.uk/ukpga/2018/12", "https://www.legislation.gov.uk.evil.example/",
        "https://user@www.legislation.gov.uk/", "https://www.legislation.gov.uk:8443/", "http://127.0.0.1:1/",
        "http://localhost/", "http://169.254.169.254/latest", "http://[::1]/", "//example.com/x", "file:///etc/passwd",
        "ftp://www.legislation.gov.uk/", "https://www.legislation.gov.uk:99999/", "https://www.legislation.gov.uk:x/",
        "https://[bad/", "https://", "javascript:alert(1)", "https://www.legislation.gov.uk\\@example.com/",
    ],
)  # fmt: skip
def test_a_redirect_to_anywhere_else_is_not_followed(server: OfficialServer, fetcher: Fetcher, away: str) -> None:
    place = server.page("/a", to(away))
    with suppress(FetchRefused):
        found = fetcher.fetch(place)
        assert (found.found, found.data) == ("unreachable", b"")
        assert "location" in found.reason.lower()


@pytest.mark.parametrize(
    "place",
    ["http://ico.org.uk/x", "https://ico.org.uk.example/", "https://lco.org.uk/", "https://10.0.0.1/", "https://localhost/",
     "http://127.0.0.1:1/", "", "ico.org.uk", "https://[bad/", "https://ico.org.uk:0x50/"],
)  # fmt: skip
def test_only_official_hosts_are_asked_at_all(fetcher: Fetcher, place: str) -> None:
    with pytest.raises(FetchRefused):
        fetcher.fetch(place)


@pytest.mark.parametrize("peer", [("10.0.0.5", 443), ("127.0.0.1", 443), ("169.254.1.1", 443), ("::1", 443), None])
def test_an_official_name_that_leads_to_a_private_machine_is_not_read(
    monkeypatch: pytest.MonkeyPatch, peer: tuple[str, int] | None
) -> None:
    class Stream(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            raise AssertionError("the answer was read")

    class Network:
        def get_extra_info(self, name: str) -> Any:
            return peer

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=Stream(), extensions={"network_stream": Network()})

    fetcher = Fetcher(agent="x", sleep=lambda _: None, now=lambda: 0.0)
    monkeypatch.setattr(fetcher, "_client", httpx.Client(transport=httpx.MockTransport(answer)))
    with pytest.raises(FetchRefused, match="private machine"):
        fetcher.fetch("https://ico.org.uk/page")


def test_redirects_that_go_round_come_to_an_end(server: OfficialServer, fetcher: Fetcher) -> None:
    server.page("/b", to("/a"))
    found = fetcher.fetch(server.page("/a", to("/b")))
    assert (found.found, found.reason) == ("unreachable", "too many redirects")
    assert server.times("/a") + server.times("/b") <= 8


@pytest.mark.parametrize("status", [202, 429, 503])
def test_a_server_that_asks_to_wait_is_asked_again(
    server: OfficialServer, fetcher: Fetcher, slept: list[float], status: int
) -> None:
    place = server.page("/a", Reply(status, headers={"Retry-After": "3"}), Reply(body=b"ready"))
    assert fetcher.fetch(place).data == b"ready"
    assert 3.0 in slept


def test_a_server_that_is_never_ready_is_left(server: OfficialServer, fetcher: Fetcher) -> None:
    found = fetcher.fetch(server.page("/a", Reply(202)))
    assert found.found == "unreachable"
    assert "not ready" in found.reason
    assert server.times("/a") == 3


@pytest.mark.parametrize("value", ["86400", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_a_long_wait_stops_the_host_for_this_run(server: OfficialServer, fetcher: Fetcher, value: str) -> None:
    place = server.page("/a", Reply(429, headers={"Retry-After": value}))
    other = server.page("/b", Reply(body=b"x"))
    assert fetcher.fetch(place).found == "unreachable"
    found = fetcher.fetch(other)
    assert (found.found, server.times("/b")) == ("unreachable", 0)
    assert "later" in found.reason


@pytest.mark.parametrize("value", ["soon", "", "-5", "\xb2", "1e9", "Fri, 99 Jan 2100 00:00:00 GMT"])
def test_a_wait_that_cannot_be_read_is_a_short_one(server: OfficialServer, fetcher: Fetcher, value: str) -> None:
    place = server.page("/a", Reply(429, headers={"Retry-After": value}), Reply(body=b"ready"))
    assert fetcher.fetch(place).data == b"ready"


@pytest.mark.parametrize(
    ("status", "found"), [(404, "missing"), (410, "gone"), (500, "unreachable"), (418, "unreachable")]
)
def test_each_way_of_not_answering_has_its_name(
    server: OfficialServer, fetcher: Fetcher, status: int, found: str
) -> None:
    ended = fetcher.fetch(server.page("/a", Reply(status, b"an error page")))
    assert (ended.found, ended.data) == (found, b"")
    assert ended.reason


def test_a_refusal_stops_the_host_for_this_run(server: OfficialServer, fetcher: Fetcher) -> None:
    assert fetcher.fetch(server.page("/a", Reply(403))).found == "unreachable"
    assert fetcher.fetch(server.page("/b", Reply(body=b"x"))).found == "unreachable"
    assert server.times("/b") == 0


def test_an_answer_that_is_too_large_is_not_kept(server: OfficialServer, fetcher: Fetcher) -> None:
    found = fetcher.fetch(server.page("/a", Reply(body=b"x" * 3_000_000)))
    assert (found.found, found.data) == ("unreachable", b"")
    assert "larger" in found.reason


def test_a_server_that_says_nothing_is_left_in_time(server: OfficialServer, fetcher: Fetcher) -> None:
    found = fetcher.fetch(server.page("/a", Reply(body=b"late", wait_seconds=3.0)))
    assert found.found == "unreachable"
    assert "Timeout" in found.reason


def test_a_server_that_drips_is_left_in_time(
    server: OfficialServer, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_LONGEST_ANSWER_SECONDS", 1.5)
    found = fetcher.fetch(server.page("/a", Reply(body=b"x" * 100, drip_seconds=0.3)))
    assert found.found == "unreachable"
    assert "too long" in found.reason


def test_a_host_that_is_not_there_is_unreachable(slept: list[float]) -> None:
    fetcher = Fetcher(agent="x", trusted_hosts=["127.0.0.1:1"], timeout_seconds=1.0, sleep=slept.append, now=time.time)
    assert fetcher.fetch("http://127.0.0.1:1/").found == "unreachable"


def test_there_is_a_pause_between_two_requests(server: OfficialServer, fetcher: Fetcher, slept: list[float]) -> None:
    fetcher.fetch(server.page("/a", "x"))
    fetcher.fetch(server.page("/b", "x"))
    assert slept == [0.5, 0.5]


def robots(text: str, status: int = 200) -> Reply:
    return Reply(status, text.encode())


def test_robots_txt_is_obeyed_and_asked_for_once(server: OfficialServer, fetcher: Fetcher, slept: list[float]) -> None:
    server.page("/robots.txt", robots("User-agent: *\nDisallow: /private\nCrawl-delay: 7\n"))
    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        fetcher.fetch(server.page("/private/a", "x"))
    assert fetcher.fetch(server.page("/open", "x")).found == "fresh"
    assert (server.times("/robots.txt"), server.times("/private/a")) == (1, 0)
    assert slept[-1] == 7.0


def test_robots_txt_that_names_this_program_is_obeyed(server: OfficialServer, fetcher: Fetcher) -> None:
    server.page("/robots.txt", robots("User-agent: governance-advisor\nDisallow: /\n\nUser-agent: *\nDisallow:\n"))
    with pytest.raises(FetchRefused):
        fetcher.fetch(server.page("/a", "x"))


@pytest.mark.parametrize("reply", [Reply(404), Reply(500), to("/elsewhere"), Reply(200, b"\xff\xfe rubbish")])
def test_without_a_readable_robots_txt_pages_may_be_fetched(
    server: OfficialServer, fetcher: Fetcher, reply: Reply
) -> None:
    server.page("/robots.txt", reply)
    places = [server.page("/a", "x"), server.page("/b", "x")]
    assert [fetcher.fetch(place).found for place in places] == ["fresh", "fresh"]


def test_a_robots_txt_that_hangs_refuses_nothing_for_good(server: OfficialServer, fetcher: Fetcher) -> None:
    server.page("/robots.txt", Reply(wait_seconds=3.0), robots("User-agent: *\nDisallow: /private\n"))
    first = fetcher.fetch(server.page("/a", "x"))
    assert first.found == "unreachable"
    second: Fetched = fetcher.fetch(server.page("/b", "x"))
    assert second.found == "fresh"
