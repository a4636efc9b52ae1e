"""Fetching one official page: politely, only from hosts on the list, and never from a private address.

The host is checked before each request and again on the connection that was made, after every redirect, so that a
redirect or a changed name cannot lead anywhere else.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from corpus.address import official_hosts
from corpus.errors import FetchRefused

Found = Literal["fresh", "unchanged", "missing", "gone", "unreachable"]

_MOST_REDIRECTS = 5
_TRIES = 3
_LONGEST_WAIT_SECONDS = 60.0
_LONGEST_ANSWER_SECONDS = 300.0


@dataclass(frozen=True)
class Fetched:
    """What came of a fetch. ``address`` is where it ended after redirects; ``reason`` is for people."""

    found: Found
    address: str
    data: bytes = b""
    etag: str = ""
    last_modified: str = ""
    reason: str = ""


class Fetcher:
    """Fetches pages one at a time, with a pause between two requests to one host.

    Args:
        agent: the User-Agent, which names the project and, where set, a contact.
        trusted_hosts: hosts (``name`` or ``name:port``) that a person added; only these may be private or plain http.
        pause_seconds: least time between two requests to one host.
        timeout_seconds: for connecting and for each read.
        largest_bytes: larger answers are refused while they arrive.
        sleep: how to wait; tests give their own.
        now: the time as seconds since 1970, to which a server's Retry-After date is compared.
    """

    def __init__(
        self,
        *,
        agent: str,
        trusted_hosts: Collection[str] = (),
        pause_seconds: float = 1.0,
        timeout_seconds: float = 30.0,
        largest_bytes: int = 30_000_000,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float],
    ) -> None:
        self._trusted = frozenset(trusted_hosts)
        self._pause_seconds = pause_seconds
        self._largest_bytes = largest_bytes
        self._sleep = sleep
        self._now = now
        self._robots: dict[str, RobotFileParser] = {}
        self._stopped: dict[str, str] = {}
        self._asked: set[str] = set()
        self._agent = agent
        self._client = httpx.Client(
            headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
            timeout=timeout_seconds,
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        """Let go of open connections."""
        self._client.close()

    def fetch(self, address: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """Fetch a page unless it is unchanged since the marks given.

        Raises:
            FetchRefused: where the address, or one it redirects to, is not one that may be fetched.
        """
        marks = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in marks.items() if value}
        try:
            return self._follow(address, headers)
        except httpx.InvalidURL as error:
            raise _refused(f"what {address} redirects to") from error
        except httpx.HTTPError as error:
            return Fetched("unreachable", address, reason=f"{type(error).__name__}: {error}"[:200])

    def _follow(self, address: str, headers: dict[str, str]) -> Fetched:
        for _ in range(_MOST_REDIRECTS + 1):
            host = self._checked(address)
            if host in self._stopped:
                return Fetched("unreachable", address, reason=self._stopped[host])
            if not self._allowed_by_robots(address, host):
                raise FetchRefused(
                    f"{address} may not be fetched by programs (robots.txt).", "Download it by hand and add the file."
                )
            answer = self._one(address, headers, host)
            if isinstance(answer, Fetched):
                return answer
            try:
                address = urljoin(address, answer)
            except ValueError as error:
                raise _refused(answer) from error
        return Fetched("unreachable", address, reason="too many redirects")

    def _one(self, address: str, headers: dict[str, str], host: str) -> Fetched | str:
        """One address, tried again where the server asks to wait; gives a result, or the address it redirects to."""
        for attempt in range(_TRIES):
            self._wait_turn(host)
            with self._client.stream("GET", address, headers=headers) as response:
                self._check_peer(response, address)
                if response.has_redirect_location:
                    return str(response.headers.get("location", ""))
                if response.status_code not in (202, 429, 503):
                    return self._result(response, address, host)
                wait = _retry_after(response.headers.get("retry-after"), attempt, self._now)
                busy = response.status_code
            if wait > _LONGEST_WAIT_SECONDS:
                self._stopped[host] = f"{host} asks to wait {wait:.0f} seconds; run the sync again later"
                return Fetched("unreachable", address, reason=self._stopped[host])
            if attempt + 1 < _TRIES:
                self._sleep(wait)
        return Fetched("unreachable", address, reason=f"{host} was not ready after {_TRIES} tries (status {busy})")

    def _result(self, response: httpx.Response, address: str, host: str) -> Fetched:
        if response.status_code == 304:
            return Fetched("unchanged", address)
        if response.status_code == 404:
            return Fetched("missing", address, reason="no page is at this address (404)")
        if response.status_code == 410:
            return Fetched("gone", address, reason="the page was withdrawn (410)")
        if response.status_code == 403:
            self._stopped[host] = f"{host} refused (403): the rate limit may be reached; run the sync again later"
            return Fetched("unreachable", address, reason=self._stopped[host])
        if response.status_code != 200:
            return Fetched("unreachable", address, reason=f"status {response.status_code}")
        body = bytearray()
        until = time.monotonic() + _LONGEST_ANSWER_SECONDS
        for piece in response.iter_bytes():
            body += piece
            if time.monotonic() > until:
                return Fetched("unreachable", address, reason=f"{host} took too long to give the page")
            if len(body) > self._largest_bytes:
                return Fetched(
                    "unreachable", address, reason=f"larger than {self._largest_bytes // 1_000_000} MB, so not fetched"
                )
        return Fetched(
            "fresh",
            address,
            bytes(body),
            response.headers.get("etag", ""),
            response.headers.get("last-modified", ""),
        )

    def _checked(self, address: str) -> str:
        """The host of an address that may be fetched."""
        try:
            parts = urlsplit(address)
            host, port = parts.hostname or "", parts.port
        except ValueError as error:  # a bracket or a port that no address can have
            raise _refused(address) from error
        named = f"{host}:{port}" if port else host
        if named in self._trusted:
            return named
        if parts.scheme != "https" or host not in official_hosts() or port not in (None, 443) or "@" in parts.netloc:
            raise _refused(address)
        return host

    def _check_peer(self, response: httpx.Response, address: str) -> None:
        """Refuse a connection that ended at a private machine, whatever its name said."""
        parts = urlsplit(address)
        if {parts.hostname or "", f"{parts.hostname}:{parts.port}"} & self._trusted:
            return
        stream = response.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream is not None else None
        if peer is None or not ipaddress.ip_address(peer[0]).is_global:
            raise FetchRefused(
                f"{address} leads to a private machine, so nothing was read.", "Check the name service of this network."
            )

    def _allowed_by_robots(self, address: str, host: str) -> bool:
        if host not in self._robots:
            rules = RobotFileParser()
            parts = urlsplit(address)
            answer = self._one(f"{parts.scheme}://{parts.netloc}/robots.txt", {}, host)
            known = isinstance(answer, Fetched) and answer.found == "fresh"
            text = answer.data.decode("utf-8", "replace") if isinstance(answer, Fetched) and known else ""
            rules.parse(text.splitlines())
            self._robots[host] = rules
        return self._robots[host].can_fetch(self._agent, address)

    def _wait_turn(self, host: str) -> None:
        if host in self._asked:
            delay = self._robots[host].crawl_delay(self._agent) if host in self._robots else None
            self._sleep(max(self._pause_seconds, float(delay or 0)))
        self._asked.add(host)


def _refused(address: str) -> FetchRefused:
    return FetchRefused(
        f"{address} is not at an official host.",
        "Download it by hand and add the file, or list its host in sync.trusted_hosts.",
    )


def _retry_after(value: str | None, attempt: int, now: Callable[[], float]) -> float:
    """Seconds to wait: what the server says, else two, four, eight."""
    if value is None:
        return 2.0 ** (attempt + 1)
    if value.strip().isascii() and value.strip().isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return 2.0 ** (attempt + 1)
    return max(0.0, until.timestamp() - now())
