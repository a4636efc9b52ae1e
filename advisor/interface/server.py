"""Starting the web app, with every setting that matters for safety pinned here rather than left to a file.

A Streamlit settings file does not travel in a wheel, so ``serve`` hands the settings over itself; they win over any
file or variable on the machine.
"""

from __future__ import annotations

import ipaddress
from pathlib import Path

from advisor.errors import SettingsFault
from advisor.settings import Settings

FRAME = Path(__file__).with_name("frame.py")
"""The script that Streamlit runs for each visitor."""

SAFETY: dict[str, bool | int | str] = {
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.headless": True,
    "server.showEmailPrompt": False,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.xsrfCookieSameSite": "strict",
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.maxUploadSize": 20,
    "server.maxMessageSize": 50,
    "runner.magicEnabled": False,
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
}

THEME: dict[str, bool | int | str] = {
    "theme.base": "light",
    "theme.primaryColor": "#00703c",
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f3f2f1",
    "theme.textColor": "#0b0c0c",
    "theme.linkColor": "#1d70b8",
    "theme.font": "Arial, Helvetica, sans-serif",
    "theme.headingFont": "Arial, Helvetica, sans-serif",
    "theme.baseFontSize": 16,
    "theme.baseRadius": "none",
    "theme.buttonRadius": "none",
    "theme.borderColor": "#b1b4b6",
    "theme.showWidgetBorder": True,
}

PINNED = {**SAFETY, **THEME}
"""Every Streamlit setting that the app fixes."""

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
"""Names by which the app answers; a page elsewhere that points its own name here gets nothing."""


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach an address to listen on."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def options(settings: Settings) -> dict[str, bool | int | str | list[str]]:
    """What Streamlit is started with: the pinned settings, and where to listen.

    Raises:
        SettingsFault: the host is not this computer's own.
    """
    host = settings.serve.host
    if not is_loopback(host):
        raise SettingsFault(
            f"The web app does not listen on {host}: it has no sign-in yet, so anyone who can reach it could use it.",
            "Use 127.0.0.1 (the default), and an SSH tunnel to reach it from another computer.",
        )
    return {
        **PINNED,
        "server.address": host,
        "server.port": settings.serve.port,
        "server.allowedHosts": ["localhost", "127.0.0.1", "::1"],
        "browser.serverAddress": "localhost",
    }


def serve(settings: Settings) -> None:
    """Run the web app until it is stopped.

    Raises:
        SettingsFault: the host is not this computer's own.
    """
    chosen = options(settings)
    from app import app

    app.run(config=chosen)
