"""Sign-in is set whole and safely, or refused; and only with it does the app listen beyond this computer."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import SettingsFault
from advisor.interface import server
from advisor.settings import Settings, load

WHOLE = {
    "ADVISOR_IDENTITY__ISSUER": "https://id.council.example/realms/staff",
    "ADVISOR_IDENTITY__CLIENT_ID": "governance-advisor",
    "ADVISOR_IDENTITY__CLIENT_SECRET": "the-secret-at-the-provider",
    "ADVISOR_IDENTITY__COOKIE_SECRET": "thirty-two-characters-or-more-of-it",
    "ADVISOR_IDENTITY__REDIRECT_URI": "https://advisor.council.example/oauth2callback",
}


def read(home: Path, **changes: str | None) -> Settings:
    merged = {**WHOLE, **{f"ADVISOR_{name}": value for name, value in changes.items()}}
    return load({"ADVISOR_HOME": str(home), **{name: value for name, value in merged.items() if value is not None}})


def test_with_a_provider_the_app_may_listen_to_others(tmp_path: Path) -> None:
    settings = read(tmp_path, SERVE__HOST="0.0.0.0", SERVE__ALLOWED_HOSTS="advisor.internal, 10.0.0.7")
    chosen = server.options(settings)
    assert chosen["server.address"] == "0.0.0.0"
    assert chosen["server.allowedHosts"] == [
        "localhost", "127.0.0.1", "::1", "advisor.council.example", "advisor.internal", "10.0.0.7"
    ]  # fmt: skip
    assert "advisor.council.example" in server.names(settings)
    assert "*" not in server.names(settings)


def test_streamlit_is_given_what_its_sign_in_needs_and_nothing_more(tmp_path: Path) -> None:
    given = server.sign_in_secrets(read(tmp_path))
    assert given is not None
    assert set(given) == {"auth"}
    assert given["auth"]["server_metadata_url"] == (
        "https://id.council.example/realms/staff/.well-known/openid-configuration"
    )
    assert given["auth"]["client_kwargs"] == {"scope": "openid email profile", "code_challenge_method": "S256"}
    assert server.sign_in_secrets(Settings(home=tmp_path)) is None


def test_no_secret_is_shown(tmp_path: Path) -> None:
    shown = repr(read(tmp_path)) + str(server.options(read(tmp_path)))
    assert WHOLE["ADVISOR_IDENTITY__CLIENT_SECRET"] not in shown
    assert WHOLE["ADVISOR_IDENTITY__COOKIE_SECRET"] not in shown


@pytest.mark.parametrize("missing", ["CLIENT_SECRET", "COOKIE_SECRET", "REDIRECT_URI"])
def test_half_a_sign_in_serves_nobody(tmp_path: Path, missing: str) -> None:
    with pytest.raises(SettingsFault, match=f"identity.{missing.lower()}"):
        server.options(read(tmp_path, **{f"IDENTITY__{missing}": None}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ISSUER", "http://id.council.example"),
        ("ISSUER", "id.council.example"),
        ("ISSUER", "https://user:word@id.council.example"),
        ("ISSUER", "https://id.council.example/?tenant=1"),
        ("CLIENT_ID", ""),
        ("REDIRECT_URI", "http://advisor.council.example/oauth2callback"),
        ("REDIRECT_URI", "https://advisor.council.example/"),
        ("COOKIE_SECRET", "short"),
        ("IDLE_MINUTES", "0"),
        ("SESSION_MINUTES", "100000"),
        ("ROLES", "approver"),
    ],
)
def test_an_unsafe_or_unknown_setting_is_refused(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsFault, match="identity") as refused:
        read(tmp_path, **{f"IDENTITY__{name}": value})
    assert "word@" not in refused.value.sentence


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_on_this_computer_a_provider_may_do_without_tls(tmp_path: Path, host: str) -> None:
    assert read(tmp_path, IDENTITY__ISSUER=f"http://{host}:9000").identity.issuer == f"http://{host}:9000"
