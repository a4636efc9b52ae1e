"""Starting the web app, with every setting that matters for safety pinned here rather than left to a file.

A Streamlit settings file does not travel in a wheel, so ``serve`` hands the settings over itself; they win over any
file or variable on the machine.
"""

from __future__ import annotations

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

from advisor import settings as settings_module
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


def names(settings: Settings | None = None) -> list[str]:
    """The names by which browsers may reach the app: those of this computer, and those that the settings give."""
    chosen = settings or settings_module.current()
    redirect = urlsplit(chosen.identity.redirect_uri).hostname if chosen.identity.issuer else None
    return [*LOOPBACK_NAMES, *([redirect] if redirect else []), *chosen.serve.allowed_hosts]


def tls_only(settings: Settings | None = None) -> bool:
    """Whether browsers reach the app by https, as the address that people come back to from their provider says."""
    chosen = (settings or settings_module.current()).identity
    return chosen.issuer is not None and chosen.redirect_uri.startswith("https://")


def sign_in_secrets(settings: Settings | None = None) -> dict[str, dict[str, str | dict[str, str]]] | None:
    """What Streamlit's own sign-in needs, handed over in memory; ``None`` in local mode.

    Raises:
        SettingsFault: an issuer is set, and something that a sign-in in the browser needs is not.
    """
    chosen = (settings or settings_module.current()).identity
    if chosen.issuer is None:
        return None
    if chosen.client_secret is None or chosen.cookie_secret is None or not chosen.redirect_uri:
        raise SettingsFault(
            "Signing in to the web app needs identity.client_secret, identity.cookie_secret and identity.redirect_uri.",
            "Set all three; docs/how-to/sign-in-with-your-provider.md says how.",
        )
    return {
        "auth": {
            "client_id": chosen.client_id,
            "client_secret": chosen.client_secret.get_secret_value(),
            "cookie_secret": chosen.cookie_secret.get_secret_value(),
            "redirect_uri": chosen.redirect_uri,
            "server_metadata_url": chosen.issuer.rstrip("/") + "/.well-known/openid-configuration",
            "client_kwargs": {"scope": "openid email profile", "code_challenge_method": "S256"},
        }
    }


def options(settings: Settings) -> dict[str, bool | int | str | list[str]]:
    """What Streamlit is started with: the pinned settings, and where to listen.

    Raises:
        SettingsFault: others can reach the host, and nobody would have to sign in; or a sign-in lacks a setting.
    """
    host = settings.serve.host
    if settings.identity.issuer is None and not is_loopback(host):
        raise SettingsFault(
            f"The web app does not listen on {host} without sign-in: anyone who can reach it could use it.",
            "Use 127.0.0.1 (the default), or set identity.issuer; docs/how-to/sign-in-with-your-provider.md says how.",
        )
    sign_in_secrets(settings)
    return {
        **PINNED,
        "server.address": host,
        "server.port": settings.serve.port,
        "server.allowedHosts": [name.strip("[]") for name in names(settings)],
        "browser.serverAddress": "localhost",
    }


def serve(settings: Settings) -> None:
    """Run the web app until it is stopped.

    Raises:
        SettingsFault: others can reach the host, and nobody would have to sign in; or a sign-in lacks a setting.
    """
    chosen = options(settings)
    from app import app

    app.run(config=chosen)
