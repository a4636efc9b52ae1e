"""A server that speaks the OpenAI protocol on loopback, does what a script says, and keeps what it got.

A script is a function from what was asked to what is said. ``Said`` covers honest replies, streamed or whole, and the
ways in which servers fail: refusals, broken streams, silence, dripping, rambling, redirects, missing figures.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request as it came over the wire."""

    number: int
    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> dict[str, Any]:
        return dict(json.loads(self.raw))

    @property
    def user(self) -> str:
        return str(self.body["messages"][-1]["content"])

    @property
    def form(self) -> str:
        """How JSON was asked for: ``json_schema``, ``json_object`` or nothing."""
        return str(self.body.get("response_format", {}).get("type", ""))

    @property
    def passages(self) -> dict[str, list[str]]:
        """The passages shown, by label, a line for each statement."""
        found = re.findall(r'<passage label="(P\d+)"[^>]*>\n(.*?)\n</passage>', self.user, re.DOTALL)
        return {label: text.split("\n") for label, text in found}


@dataclass(frozen=True)
class Said:
    """What the server does."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    error: str = "it failed"
    stop_after: int | None = None  # characters after which the connection is cut
    silent_seconds: float = 0.0  # before anything, the status line included
    pause_seconds: float = 0.0  # between the pieces
    usage: bool = True
    finish: str | None = "stop"
    roles: bool = True
    streams: bool = True
    piece: int = 24
    chunked: bool = True  # without it, a cut connection looks like the end of the reply
    raw: bytes | None = None  # written instead of a stream


Script = Callable[[Asked], Said]


def claim(text: str, quotation: str, *labels: str) -> dict[str, Any]:
    return {"text": text, "passages": list(labels or ("P1",)), "quotation": quotation}


def reply(*claims: Any, outcome: str | None = "answered") -> str:
    return json.dumps({"claims": list(claims), "outcome": outcome}, ensure_ascii=False)


class OpenAIServer:
    """Serves a script on a port of its own."""

    def __init__(self, script: Script, host: str = "127.0.0.1") -> None:
        self.script = script
        self.asked: list[Asked] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            _chunked = False

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                self.do_POST()

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers.get("content-length", 0)))
                asked = Asked(len(server.asked) + 1, self.path, {k.lower(): v for k, v in self.headers.items()}, raw)
                server.asked.append(asked)
                self.close_connection = True
                with contextlib.suppress(OSError):
                    self._say(asked, server.script(asked))

            def _say(self, asked: Asked, said: Said) -> None:
                if said.silent_seconds:
                    server.stopping.wait(said.silent_seconds)
                streamed = said.streams and bool(asked.raw) and bool(asked.body.get("stream"))
                if said.status != 200:
                    body = json.dumps({"error": {"message": said.error, "type": "error", "code": None}}).encode()
                    self._head(said, "application/json", len(body))
                    self.wfile.write(body)
                elif said.raw is not None:
                    self._head(said, "text/event-stream", None)
                    self.wfile.write(said.raw)
                elif streamed:
                    self._chunked = said.chunked
                    self._head(said, "text/event-stream", None)
                    self._stream(said)
                else:
                    body = json.dumps(whole(said)).encode()
                    self._head(said, "application/json", len(body))
                    self.wfile.write(body)

            def _head(self, said: Said, kind: str, length: int | None) -> None:
                self.send_response(said.status)
                self.send_header("content-type", kind)
                self.send_header("connection", "close")
                if length is not None:
                    self.send_header("content-length", str(length))
                elif self._chunked:
                    self.send_header("transfer-encoding", "chunked")
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def _stream(self, said: Said) -> None:
                sent = 0
                for piece in pieces(said):
                    if said.stop_after is not None and sent >= said.stop_after:
                        self.connection.close()
                        return
                    self._event(chunk({"content": piece, **({"role": "assistant"} if said.roles else {})}, None))
                    sent += len(piece)
                    if said.pause_seconds:
                        server.stopping.wait(said.pause_seconds)
                if said.finish is not None:
                    self._event(chunk({}, said.finish))
                if said.usage:
                    self._event({**chunk({}, None), "choices": [], "usage": usage(said)})
                self._write(b"data: [DONE]\n\n")
                if self._chunked:
                    self.wfile.write(b"0\r\n\r\n")

            def _event(self, value: dict[str, Any]) -> None:
                self._write(b"data: " + json.dumps(value).encode() + b"\n\n")

            def _write(self, data: bytes) -> None:
                self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n" if self._chunked else data)
                self.wfile.flush()

        self.stopping = threading.Event()
        self._server = ThreadingHTTPServer((host, 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self.url = f"http://{host}:{self.port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def wire(self) -> str:
        """Everything that came, headers and paths included."""
        return "\n".join(
            "\n".join([one.path, json.dumps(one.headers), one.raw.decode("utf-8", "replace"), json.dumps(_read(one))])
            for one in self.asked
        )

    def close(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


def _read(asked: Asked) -> object:
    try:
        return asked.body
    except ValueError:
        return None


def usage(said: Said) -> dict[str, int]:
    return {"prompt_tokens": 900, "completion_tokens": max(1, len(said.text) // 4), "total_tokens": 0}


def pieces(said: Said) -> Iterator[str]:
    for start in range(0, len(said.text), said.piece):
        yield said.text[start : start + said.piece]


def chunk(delta: dict[str, Any], finish: str | None) -> dict[str, Any]:
    return {
        "id": "chat-1",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def whole(said: Said) -> dict[str, Any]:
    message = {"role": "assistant", "content": said.text}
    made = {
        "id": "chat-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": said.finish}],
    }
    return {**made, "usage": usage(said)} if said.usage else made


@contextlib.contextmanager
def serving(script: Script, host: str = "127.0.0.1") -> Iterator[OpenAIServer]:
    server = OpenAIServer(script, host)
    try:
        yield server
    finally:
        server.close()
