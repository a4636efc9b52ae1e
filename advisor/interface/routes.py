"""Addresses that the app answers beside Streamlit's own: health, readiness, the page shell, its style and script."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from advisor.interface import library

PAGES = ("/", "/draft", "/review", "/precedents", "/practise", "/sources", "/quality", "/administration")
"""Addresses at which a page stands."""

_TYPES = {"page.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8"}
_HEAD = (
    '<link rel="stylesheet" href="./page.css" />\n    <script src="./page.js"></script>\n'
    '    <meta name="robots" content="noindex, nofollow" />\n  </head>'
)
_NOSCRIPT = (
    "<noscript><p>The governance advisor needs JavaScript in the browser. The same answers come from the command line: "
    "advisor ask</p></noscript>"
)


async def healthz(_request: Request) -> Response:
    """The server runs."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


async def readyz(_request: Request) -> Response:
    """The library is prepared, so that a question can be answered."""
    if library.LIBRARY.advisor is not None:
        return JSONResponse({"ready": True}, headers={"Cache-Control": "no-store"})
    reason = "failed" if library.LIBRARY.failure is not None else "preparing"
    return JSONResponse({"ready": False, "reason": reason}, status_code=503, headers={"Cache-Control": "no-store"})


async def asset(request: Request) -> Response:
    """The style sheet or the script."""
    name = request.url.path.lstrip("/")
    return Response(_asset(name), media_type=_TYPES[name], headers={"Cache-Control": "no-cache"})


async def shell(_request: Request) -> Response:
    """Streamlit's page shell with our language, title, style and script in it, and no inline script."""
    return HTMLResponse(_shell(), headers={"Cache-Control": "no-cache"})


@cache
def _asset(name: str) -> bytes:
    return files("advisor.interface").joinpath("assets", name).read_bytes()


@cache
def _shell() -> str:
    page = files("streamlit").joinpath("static", "index.html").read_text("utf-8")
    page = page.replace('<html lang="en">', '<html lang="en-GB">')
    page = page.replace("<title>Streamlit</title>", "<title>Governance advisor</title>")
    page = re.sub(r"<!--(?!\s*Copyright).*?-->", "", page, flags=re.DOTALL)
    page = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    page = re.sub(r"<noscript>.*?</noscript>", _NOSCRIPT, page, flags=re.DOTALL)
    page = re.sub(r'<link\s+rel="(?:preload|service-desc|shortcut icon)"[^>]*/>', "", page)
    return page.replace("</head>", '<link rel="icon" href="data:," />\n    ' + _HEAD, 1)


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Begin to prepare the library as the server starts, so that the first visitor waits less."""
    library.LIBRARY.start()
    yield


ROUTES: tuple[BaseRoute, ...] = (
    Route("/healthz", healthz),
    Route("/readyz", readyz),
    *(Route(f"/{name}", asset) for name in _TYPES),
    *(Route(page, shell) for page in PAGES),
)
