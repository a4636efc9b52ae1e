"""The settings of sign-in. ``advisor.settings`` reads them, like all others."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

SHORTEST_COOKIE_SECRET = 32
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class IdentitySettings(BaseModel):
    """Who people are. Without an issuer one local person works on trial cases only."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: str | None = Field(None, description="address of your OpenID Connect provider, as it names itself")
    client_id: str = Field("", description="the advisor's name at that provider")
    client_secret: SecretStr | None = Field(None, description="the advisor's secret there; never shown or logged")
    redirect_uri: str = Field(
        "", description="the web app's own address, ending in /oauth2callback, as registered there"
    )
    cookie_secret: SecretStr | None = Field(
        None, description="at least 32 random characters that sign the cookie of a sign-in; never shown or logged"
    )
    session_minutes: int = Field(480, ge=1, le=1440, description="longest time that a sign-in lasts")
    idle_minutes: int = Field(30, ge=1, le=1440, description="time without activity after which a person is signed out")

    @field_validator("issuer")
    @classmethod
    def _issuer_is_safe(cls, value: str | None) -> str | None:
        if value is None or not value.strip():
            return None
        return _safe_address(value)

    @field_validator("redirect_uri")
    @classmethod
    def _redirect_is_safe(cls, value: str) -> str:
        if not value.strip():
            return ""
        if not value.strip().endswith("/oauth2callback"):
            raise ValueError("it ends in /oauth2callback")
        return _safe_address(value)

    @field_validator("cookie_secret")
    @classmethod
    def _is_long(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SHORTEST_COOKIE_SECRET:
            raise ValueError(f"it has at least {SHORTEST_COOKIE_SECRET} characters")
        return value

    @model_validator(mode="after")
    def _is_whole(self) -> IdentitySettings:
        if self.issuer is not None and not self.client_id:
            raise ValueError("an issuer needs client_id beside it")
        return self


def is_safe_address(value: str) -> bool:
    """Whether nobody on the way can read what goes to an address: https, or http on this computer alone."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    )


def _safe_address(value: str) -> str:
    address = value.strip()
    if not is_safe_address(address):
        raise ValueError("it begins with https:// (http:// only on this computer)")
    parts = urlsplit(address)
    if parts.username or parts.password or parts.query or parts.fragment or not parts.hostname:
        raise ValueError("it is an address without a name, a password or a question mark in it")
    return address
