"""Settings: the only reader of the environment and of the settings file.

A TOML file (``settings.toml`` in the home folder, or the file named by ``ADVISOR_SETTINGS``) lies below environment
variables named ``ADVISOR_SECTION__KEY``. Unknown keys are refused. The home folder is ``ADVISOR_HOME`` or the
platform's user data folder.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from advisor.errors import SettingsFault
from advisor.identity_settings import IdentitySettings
from corpus.source import Jurisdiction

_PREFIX = "ADVISOR_"
_NOT_SECTIONS = {"ADVISOR_HOME", "ADVISOR_SETTINGS", "ADVISOR_SHARED", "ADVISOR_CHROMIUM"}


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ModelSettings(_Section):
    """A language model that may word answers; none by default."""

    base_url: str | None = Field(
        None, description="address of an OpenAI-compatible endpoint, for example a local server"
    )
    name: str | None = Field(None, description="the model's name at that endpoint")
    api_key: SecretStr | None = Field(None, description="key for the endpoint; never shown or logged")
    local_hosts: tuple[str, ...] = Field((), description="hosts that count as local, beside loopback")
    temperature: float | None = Field(0.0, ge=0, le=2, description="how freely the model words; less is plainer")
    passage_tokens: int = Field(3000, ge=200, description="most tokens of passages that a request carries")
    answer_tokens: int = Field(1200, ge=100, description="most tokens that a reply may have; a longer one is cut off")
    timeout_seconds: float = Field(60.0, gt=0, le=600, description="longest time that one request may take in all")
    silence_seconds: float = Field(20.0, gt=0, le=600, description="longest wait for the next piece of a reply")
    retries: int = Field(2, ge=0, le=5, description="how often a request is tried again after a busy or failing server")
    longest_wait_seconds: float = Field(
        10.0, ge=0, le=120, description="longest wait that a server may ask for before it is tried again"
    )
    failures_before_rest: int = Field(3, ge=1, description="failures in a row after which the model is left alone")
    rest_seconds: float = Field(60.0, ge=0, description="how long it is then left alone")
    person_tokens_per_day: int = Field(200_000, ge=0, description="tokens that one person may use in a day")
    tokens_per_day: int = Field(2_000_000, ge=0, description="tokens that all may use in a day")
    rewrite_follow_ups: bool = Field(True, description="let the model make a follow-up into a whole question")

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        if value is None or not value.strip():
            return None
        parts = urlsplit(value.strip())
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("an address begins with http:// or https:// and names a host")
        if parts.username or parts.password:
            raise ValueError("a key stands in model.api_key, not in the address")
        return value.strip().rstrip("/")


class EmbeddingSettings(_Section):
    """How passages and questions become vectors."""

    model: str = Field("packaged", description="'packaged', or a folder or name for sentence-transformers")
    allow_download: bool = Field(False, description="let sentence-transformers fetch a named model over the network")
    threads: int = Field(2, ge=1, le=64, description="processor threads for embedding")


class IndexSettings(_Section):
    """Where vectors are kept."""

    chroma_url: str | None = Field(
        None, description="address of a Chroma server; empty means embedded in the home folder"
    )


class AnswerSettings(_Section):
    """How questions are taken and answered."""

    jurisdiction: Jurisdiction = Field(
        Jurisdiction.SCOTLAND, description="where the asker works unless they say otherwise"
    )
    longest_question_characters: int = Field(4000, ge=200, description="longer questions are refused, not cut")
    floor: float = Field(0.1, ge=0, le=1, description="confidence below which the advisor stays silent")


class ReadingSettings(_Section):
    """Limits on documents that people bring; each is read in a child process held to them."""

    largest_file_mb: int = Field(50, ge=1, description="larger files are refused before they are opened")
    memory_mb: int = Field(1500, ge=256, description="memory that reading one document may take")
    seconds: int = Field(120, ge=5, description="time that reading one document may take")
    output_mb: int = Field(64, ge=1, description="text that one document may give")
    passages: int = Field(
        10_000, ge=1, description="passages that one document may be cut into; more take long to index"
    )


class SyncSettings(_Section):
    """How official texts are fetched, when a person runs the sync."""

    contact: str = Field("", description="e-mail address sent in the User-Agent, as fair use asks")
    pause_seconds: float = Field(1.0, ge=0, description="pause between two requests to one host")
    timeout_seconds: float = Field(30.0, gt=0, description="time-out of one request")
    largest_mb: int = Field(30, ge=1, description="larger answers are refused")
    trusted_hosts: tuple[str, ...] = Field((), description="further hosts (name or name:port) that may be fetched from")
    sources_file: Path | None = Field(None, description="your own list of sources, in the form of corpus/sources.toml")


class GroundingSettings(_Section):
    """How claims are checked against their passages."""

    entailment_model: Path | None = Field(
        None, description="folder with an entailment model (ONNX) that has a say beside the built-in check"
    )


class ServeSettings(_Section):
    """The web app."""

    host: str = Field("127.0.0.1", description="address to listen on; anything but loopback needs sign-in")
    port: int = Field(8501, ge=1, le=65535, description="port to listen on")
    allowed_hosts: tuple[str, ...] = Field(
        (), description="further names by which browsers may reach it, beside loopback and identity.redirect_uri's host"
    )


class LedgerSettings(_Section):
    """Where cases, conversations and people are kept."""

    url: SecretStr | None = Field(
        None, description="address of a PostgreSQL database; empty means a file in the home folder; never shown"
    )
    signing_key: Path | None = Field(
        None, description="file with the Ed25519 key that signs checkpoints and decisions; empty: in the home folder"
    )

    @field_validator("url")
    @classmethod
    def _is_postgresql(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value().strip():
            return None
        if not value.get_secret_value().strip().startswith(("postgresql://", "postgresql+")):
            raise ValueError("the address of a ledger begins with postgresql://")
        return SecretStr(value.get_secret_value().strip())


class ApprovalSettings(_Section):
    """How long approvals last."""

    longest_days: int = Field(3 * 366, ge=1, description="most days that an approval may last")
    longest_to_review_days: int = Field(366, ge=1, description="most days before an approval is looked at again")


class DraftingSettings(_Section):
    """Drafts of assessments and agreements."""

    risk_scale: Literal[3, 5] = Field(3, description="steps of likelihood and severity: 3 or 5")
    templates: Path | None = Field(None, description="a folder of your own templates, beside those that ship")

    @field_validator("risk_scale", mode="before")
    @classmethod
    def _number(cls, value: object) -> object:
        return int(value) if isinstance(value, str) and value.isdigit() else value


class RetentionSettings(_Section):
    """How long things are kept."""

    cases_days: int = Field(
        7 * 366, ge=1, description="days that the texts of a case are kept after it came to rest; events always stay"
    )


class NameSettings(_Section):
    """Names of bodies that change with governments, kept in one place."""

    regulator: str = Field("Information Commission", description="the data protection regulator")
    regulator_short: str = Field("ICO", description="what the regulator is still called in use")
    sponsor: str = Field(
        "Department for Digital, Culture, Media and Sport", description="sponsoring department (checked: secondary)"
    )
    scottish_regulator: str = Field(
        "Scottish Information Commissioner", description="freedom of information in Scotland"
    )
    organisation: str = Field("Borsetshire Council (invented)", description="your organisation, as shown on pages")


class Settings(_Section):
    """All settings, frozen."""

    home: Path
    model: ModelSettings = ModelSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    index: IndexSettings = IndexSettings()
    answer: AnswerSettings = AnswerSettings()
    reading: ReadingSettings = ReadingSettings()
    sync: SyncSettings = SyncSettings()
    grounding: GroundingSettings = GroundingSettings()
    serve: ServeSettings = ServeSettings()
    identity: IdentitySettings = IdentitySettings()
    ledger: LedgerSettings = LedgerSettings()
    approval: ApprovalSettings = ApprovalSettings()
    drafting: DraftingSettings = DraftingSettings()
    retention: RetentionSettings = RetentionSettings()
    names: NameSettings = NameSettings()


def load(environment: dict[str, str] | None = None) -> Settings:
    """Read settings from the file and the environment.

    Raises:
        SettingsFault: for an unknown key, a wrong type, or a file that is not TOML; it names the key.
    """
    env = dict(os.environ) if environment is None else environment
    home = Path(
        env.get("ADVISOR_HOME") or platformdirs.user_data_dir("governance-advisor", appauthor=False)
    ).expanduser()
    named = env.get("ADVISOR_SETTINGS")
    path = Path(named) if named else home / "settings.toml"
    values = _from_file(path, must_exist=bool(named))
    if "home" in values:
        raise SettingsFault(f"Setting home: it cannot stand in {path}.", "Set ADVISOR_HOME instead.")
    for key, value in env.items():
        if not key.startswith(_PREFIX) or key in _NOT_SECTIONS:
            continue
        section, mark, name = key.removeprefix(_PREFIX).lower().partition("__")
        if not mark:
            raise SettingsFault(
                f"{key} is not a setting.", "Settings are named ADVISOR_SECTION__KEY; see docs/reference/settings.md."
            )
        held = values.setdefault(section, {})
        if isinstance(held, dict):  # anything else is refused below, by its name
            held[name] = _list(value) if name.endswith("_hosts") else value
    try:
        return Settings.model_validate({"home": home, **values})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"])
        raise SettingsFault(f"Setting {key}: {first['msg']}.", "See docs/reference/settings.md.") from error


@cache
def current() -> Settings:
    """The settings of this process, read once."""
    return load()


def _list(value: str) -> list[str]:
    return [item.strip() for item in value.split(",") if item.strip()]


def _from_file(path: Path, *, must_exist: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        if must_exist:
            raise SettingsFault(
                f"The settings file {path} does not exist.", "Correct ADVISOR_SETTINGS or create it."
            ) from None
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsFault(f"The settings file {path} is not valid TOML: {error}.", "Mend that line.") from error
    except OSError as error:
        raise SettingsFault(
            f"The settings file {path} cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
