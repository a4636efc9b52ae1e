"""The advisor's embedding model behind the OpenAI protocol on loopback, so that a peer can have the same vectors."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from retrieval.embedding import Embedder

_MOST_BYTES = 20_000_000


@contextmanager
def serving(embedder: Embedder) -> Iterator[str]:
    """Serve ``/v1/embeddings`` on a free port of loopback; gives the base address."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        """Answers one request for embeddings."""

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if self.path.rstrip("/") != "/v1/embeddings" or length > _MOST_BYTES:
                self.send_error(404 if length <= _MOST_BYTES else 413)
                return
            asked = json.loads(self.rfile.read(length))
            texts = [asked["input"]] if isinstance(asked["input"], str) else list(asked["input"])
            with lock:
                vectors = embedder.embed(texts)
            self._send(
                {
                    "object": "list",
                    "model": asked.get("model", embedder.name),
                    "data": [
                        {"object": "embedding", "index": place, "embedding": [float(value) for value in vector]}
                        for place, vector in enumerate(vectors)
                    ],
                    "usage": {"prompt_tokens": 0, "total_tokens": 0},
                }
            )

        def _send(self, value: dict[str, Any]) -> None:
            body = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing on standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
