"""A guarded connection: it goes to the address that was looked at, follows nothing, and ends when its time is over.

A name is looked up here and the connection made to the address found, so that what was checked is what is reached. No
proxy of the environment is used and no redirect is followed: the request and its key go to one host only.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator

import httpx

from advisor.language_model.endpoint import Endpoint, Resolver

LARGEST_REPLY_BYTES = 4_000_000
_SENT_HEADERS = {"host", "authorization", "content-type", "content-length", "transfer-encoding", "accept", "user-agent"}
"""What a request needs. The library would add facts on this machine, and names of accounts from the environment."""


class LedElsewhere(httpx.TransportError):
    """The request, or where its host leads, is not the endpoint that may be spoken to."""


class TimeOver(httpx.ReadTimeout):
    """The reply took longer than it may in all."""


class GuardedTransport(httpx.BaseTransport):
    """Sends requests to one endpoint."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        resolve: Resolver,
        deadline: Callable[[], float],
        clock: Callable[[], float],
    ) -> None:
        """``deadline`` gives the moment on ``clock`` at which the request under way must be over."""
        self._endpoint = endpoint
        self._resolve = resolve
        self._deadline = deadline
        self._clock = clock
        self._inner = httpx.HTTPTransport(verify=ssl.create_default_context(), trust_env=False, retries=0)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the address that its host was found at.

        Raises:
            LedElsewhere: the host is another than the endpoint's, or a local name leads to a machine that is not ours.
            TimeOver: the time was over before anything was sent.
        """
        host = request.url.host.rstrip(".").lower().strip("[]")
        if host != self._endpoint.host:
            raise LedElsewhere("another host than the endpoint's", request=request)
        if self._clock() >= self._deadline():
            raise TimeOver("no time left", request=request)
        try:
            addresses = self._resolve(host, request.url.port or (443 if request.url.scheme == "https" else 80))
        except OSError as error:
            raise httpx.ConnectError("the host is not known", request=request) from error
        if not addresses:
            raise httpx.ConnectError("the host has no address", request=request)
        if self._endpoint.local and not all(self._endpoint.is_ours(address) for address in addresses):
            raise LedElsewhere("a local name leads to a machine that is not ours", request=request)
        response = self._first_that_answers(request, host, addresses)
        response.stream = _Bounded(response.stream, self._deadline, self._clock, request)
        return response

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()

    def _first_that_answers(self, request: httpx.Request, host: str, addresses: list[str]) -> httpx.Response:
        for number, address in enumerate(addresses, start=1):
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=[
                    (name, value) for name, value in request.headers.raw if name.lower().decode() in _SENT_HEADERS
                ],
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": host},
            )
            try:
                return self._inner.handle_request(pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise AssertionError("there was an address")


class _Bounded(httpx.SyncByteStream):
    """A reply that may take so long and be so large, and no more, however slowly it drips."""

    def __init__(
        self, stream: object, deadline: Callable[[], float], clock: Callable[[], float], request: httpx.Request
    ) -> None:
        assert isinstance(stream, httpx.SyncByteStream)
        self._stream = stream
        self._deadline = deadline
        self._clock = clock
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        received = 0
        for piece in self._stream:
            received += len(piece)
            if self._clock() >= self._deadline():
                raise TimeOver("the reply took too long", request=self._request)
            if received > LARGEST_REPLY_BYTES:
                raise httpx.ReadError("the reply is too large", request=self._request)
            yield piece

    def close(self) -> None:
        self._stream.close()
