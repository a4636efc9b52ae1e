"""The address on this computer to which a browser comes back from the provider, open for one sign-in.

Source: RFC 8252 sections 7.3 and 8.3.
"""

from __future__ import annotations

import time
from html import escape
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from advisor.errors import SignInRefused

_PATH = "/signed-in"


class SignInRedirect:
    """Listens on loopback, at a port that the system chooses, until the browser has come back."""

    def __init__(self) -> None:
        self._back: dict[str, str] | None = None
        redirect = self

        class _Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = urlsplit(self.path)
                if asked.path != _PATH:
                    self.send_error(404)
                    return
                redirect._back = {name: values[0] for name, values in parse_qs(asked.query).items()}
                words = "You can close this window and go back to the command line."
                page = f"<!doctype html><html lang=en-GB><title>Governance advisor</title><p>{escape(words)}</p></html>"
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", "default-src 'none'")
                self.send_header("Referrer-Policy", "no-referrer")
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(page.encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
                """Say nothing: the address carries the code."""

        self._server = HTTPServer(("127.0.0.1", 0), _Handler)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.server_close()

    @property
    def address(self) -> str:
        """Where the provider is to send the browser."""
        return f"http://127.0.0.1:{self._server.server_port}{_PATH}"

    def wait(self, seconds: float) -> dict[str, str]:
        """What the browser brought back: ``code`` and ``state``.

        Raises:
            SignInRefused: it did not come back in time, or the provider or the person said no.
        """
        until = time.monotonic() + seconds
        while self._back is None:
            left = until - time.monotonic()
            if left <= 0:
                raise SignInRefused(
                    "The sign-in was not finished in time.", "Run `advisor sign-in` again and open the new address."
                )
            self._server.timeout = left
            self._server.handle_request()
        if "code" not in self._back or "state" not in self._back:
            reason = self._back.get("error", "")
            said = f" ({reason})" if reason.replace("_", "").isalnum() else ""
            raise SignInRefused(f"The identity provider did not sign you in{said}.", "Run `advisor sign-in` again.")
        return self._back
