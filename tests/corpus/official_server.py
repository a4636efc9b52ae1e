"""A server on loopback that answers as the official ones do, well and badly."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """One answer. ``drip_seconds`` passes between two bytes of the body."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait_seconds: float = 0.0
    drip_seconds: float = 0.0


@dataclass
class OfficialServer:
    """What stands at each path: answers given one after the other, the last of them for ever."""

    port: int = 0
    pages: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    on_request: Callable[[str], None] | None = None

    @property
    def host(self) -> str:
        """Name and port, as the setting sync.trusted_hosts wants them."""
        return f"127.0.0.1:{self.port}"

    def at(self, path: str) -> str:
        """The address of a page."""
        return f"http://{self.host}{path}"

    def page(self, path: str, *replies: Reply | str) -> str:
        """Put answers at a path; a text is a web page that says it."""
        self.pages[path] = [one if isinstance(one, Reply) else Reply(body=web_page(one)) for one in replies]
        return self.at(path)

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(one == path for one, _ in self.asked)

    def next(self, path: str) -> Reply:
        """The answer to give now."""
        waiting = self.pages.get(path, [Reply(404)])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


def web_page(text: str) -> bytes:
    """A page of guidance that says the text."""
    return (
        f"<html><head><title>Invented guidance</title></head><body><main><h1>Invented guidance</h1>"
        f"<h2>What to do</h2><p>{text} Each body writes down what it did and why it did so.</p></main></body></html>"
    ).encode()


@contextmanager
def serving() -> Iterator[OfficialServer]:
    """A running server with nothing on it but leave to fetch everything."""
    official = OfficialServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            official.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            if official.on_request:
                official.on_request(self.path)
            reply = official.next(self.path)
            time.sleep(reply.wait_seconds)
            etag = reply.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                reply = Reply(304, headers={"ETag": etag})
            try:
                self.send_response(reply.status)
                for key, value in reply.headers.items():
                    self.send_header(key, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                if reply.drip_seconds:
                    for byte in reply.body:
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(reply.drip_seconds)
                else:
                    self.wfile.write(reply.body)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    official.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield official
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
