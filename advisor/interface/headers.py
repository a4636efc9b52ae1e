"""Security headers on every response: a browser may load this app and nothing else."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOST = re.compile(r"^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$")

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
        "xr-spatial-tracking=(), clipboard-read=()"
    ),
}


def content_policy(host: str) -> str:
    """The Content-Security-Policy for a page served from ``host``.

    Streamlit styles its components from script, so styles may stand inline; scripts may not. Its WebSocket is named
    beside ``'self'`` because older browsers do not take ``'self'`` to cover it.
    """
    socket = f" ws://{host} wss://{host}" if _HOST.match(host) else ""
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{socket}",
            "media-src 'none'",
            "object-src 'none'",
            "frame-src 'none'",
            "worker-src 'self' blob:",
            "form-action 'self'",
            "base-uri 'self'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """ASGI middleware that sets the headers on every HTTP response.

    With ``tls_only``, browsers are told to come back by https alone, and to send no cookie otherwise; Streamlit itself
    never marks the cookie of a sign-in so.
    """

    def __init__(self, app: ASGIApp, *, tls_only: bool = False) -> None:
        self._app = app
        self._tls_only = tls_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, with the headers on its response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = content_policy(Headers(scope=scope).get("host", ""))

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                for name, value in FIXED.items():
                    headers[name] = value
                if self._tls_only:
                    headers["Strict-Transport-Security"] = "max-age=31536000"
                    message["headers"] = [_kept_to_tls(name, value) for name, value in message["headers"]]
            await send(message)

        await self._app(scope, receive, with_headers)


def _kept_to_tls(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header as it is; a cookie marked to travel by https alone."""
    if name.lower() != b"set-cookie" or b"; secure" in value.lower():
        return name, value
    return name, value + b"; Secure"
