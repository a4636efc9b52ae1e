"""Settings: the environment lies above the file, and everything unknown or wrong is refused by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import SettingsFault
from advisor.settings import Settings, load
from corpus.source import Jurisdiction


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def written(home: Path, text: str) -> Path:
    home.mkdir(exist_ok=True)
    path = home / "settings.toml"
    path.write_text(text, "utf-8")
    return path


def read(home: Path, **environment: str) -> Settings:
    return load({"ADVISOR_HOME": str(home), **environment})


def refused(home: Path, **environment: str) -> str:
    with pytest.raises(SettingsFault) as fault:
        read(home, **environment)
    assert fault.value.what_to_do
    return fault.value.sentence


def test_without_anything_the_defaults_hold(home: Path) -> None:
    found = read(home)
    assert found == Settings(home=home)
    assert (found.embedding.model, found.serve.host, found.model.base_url) == ("packaged", "127.0.0.1", None)
    assert not home.exists()


def test_the_environment_lies_above_the_file(home: Path) -> None:
    written(home, '[answer]\nfloor = 0.4\njurisdiction = "wales"\n[serve]\nport = 9000\n')
    found = read(home, ADVISOR_ANSWER__JURISDICTION="england")
    assert found.answer.jurisdiction is Jurisdiction.ENGLAND
    assert (found.answer.floor, found.serve.port) == (0.4, 9000)


def test_a_file_may_be_named(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[serve]\nport = 9001\n")
    written(home, "[serve]\nport = 9000\n")
    assert read(home, ADVISOR_SETTINGS=str(other)).serve.port == 9001
    assert str(tmp_path / "none.toml") in refused(home, ADVISOR_SETTINGS=str(tmp_path / "none.toml"))


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("ADVISOR_ANSWER__FLOR", "0.5", "answer.flor"),
        ("ADVISOR_ANSWERS__FLOOR", "0.5", "answers"),
        ("ADVISOR_ANSWER__FLOOR", "high", "answer.floor"),
        ("ADVISOR_ANSWER__FLOOR", "1.5", "answer.floor"),
        ("ADVISOR_ANSWER__JURISDICTION", "france", "answer.jurisdiction"),
        ("ADVISOR_SERVE__PORT", "0", "serve.port"),
        ("ADVISOR_SERVE__PORT", "", "serve.port"),
        ("ADVISOR_FLOOR", "0.5", "ADVISOR_FLOOR"),
        ("ADVISOR_ANSWER__", "x", "answer"),
        ("ADVISOR___X", "x", "x"),
        ("ADVISOR_HOME__X", "x", "home"),
        ("ADVISOR_SERVE__PORT__DEEP", "1", "serve.port__deep"),
    ],
)
def test_what_is_unknown_or_wrong_in_the_environment_is_named(home: Path, name: str, value: str, key: str) -> None:
    assert key in refused(home, **{name: value})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[answer]\nflor = 1\n", "answer.flor"),
        ("[nothing]\nx = 1\n", "nothing"),
        ("[answer\n", "not valid TOML"),
        ("answer = 3\n", "answer"),
        ('home = "elsewhere"\n', "home"),
        ("[serve]\nport = 1\nport = 2\n", "not valid TOML"),
    ],
)
def test_what_is_unknown_or_wrong_in_the_file_is_named(home: Path, text: str, said: str) -> None:
    written(home, text)
    assert said in refused(home)
    assert said in refused(home, ADVISOR_ANSWER__FLOOR="0.5")


def test_a_file_that_is_not_text_is_said_to_be_none(home: Path) -> None:
    written(home, "")
    (home / "settings.toml").write_bytes(b"\xff\xfe\x00")
    assert "not valid TOML" in refused(home)


def test_a_file_that_is_a_folder_cannot_be_read(home: Path) -> None:
    (home / "settings.toml").mkdir(parents=True)
    assert "cannot be read" in refused(home)


def test_lists_of_hosts_are_written_with_commas(home: Path) -> None:
    found = read(home, ADVISOR_MODEL__LOCAL_HOSTS="one.example, two.example:8000", ADVISOR_SYNC__TRUSTED_HOSTS="")
    assert found.model.local_hosts == ("one.example", "two.example:8000")
    assert found.sync.trusted_hosts == ()


def test_a_key_is_never_shown(home: Path) -> None:
    found = read(home, ADVISOR_MODEL__API_KEY="very-secret")
    assert "very-secret" not in repr(found) + str(found) + found.model_dump_json()
    assert "very-secret" not in refused(
        home, ADVISOR_MODEL__API_KEY="very-secret", ADVISOR_MODEL__API_KEYS="very-secret"
    )


def test_other_variables_are_let_be(home: Path) -> None:
    assert read(home, ADVISOR_SHARED="x", ADVISORY_BOARD="y", PATH="z") == Settings(home=home)


def test_settings_are_frozen(home: Path) -> None:
    with pytest.raises(Exception, match="frozen"):
        read(home).answer.floor = 0.1  # type: ignore[misc]
