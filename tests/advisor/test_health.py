"""The examination of this machine: each check says what it found and, where something is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor import health
from advisor.composition import Advisor
from advisor.errors import ModelFilesChanged
from advisor.settings import EmbeddingSettings, ModelSettings, Settings
from retrieval.embedding import PackagedMiniLM


@pytest.fixture
def advisor(read_home: Path) -> Iterator[Advisor]:
    opened = Advisor(Settings(home=read_home))
    yield opened
    opened.indexing.index.close()


def of(checks: list[health.Check], what: str) -> health.Check:
    return next(check for check in checks if check.what == what)


def test_a_prepared_machine_is_well(advisor: Advisor) -> None:
    checks = health.examine(advisor)
    assert [check.what for check in checks if check.state == "wrong"] == []
    assert {"Python", "Home folder", "Disk space", "Embedding model", "Corpus", "Vector index"} <= {
        check.what for check in checks if check.state == "well"
    }
    assert "passages" in of(checks, "Corpus").found


def test_one_failing_check_never_hides_the_others(advisor: Advisor, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(self: PackagedMiniLM, texts: list[str]) -> None:
        raise ModelFilesChanged("The weights are not the tested ones.", "Install again.")

    monkeypatch.setattr(PackagedMiniLM, "embed", changed)
    checks = health.examine(advisor)
    wrong = of(checks, "Embedding")
    assert (wrong.state, wrong.found, wrong.what_to_do) == (
        "wrong",
        "The weights are not the tested ones.",
        "Install again.",
    )
    assert of(checks, "Disk space").state == "well"


def test_too_little_room_is_wrong(advisor: Advisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_LEAST_FREE_MEGABYTES", 10**12)
    check = of(health.examine(advisor), "Disk space")
    assert check.state == "wrong"
    assert "Free at least" in check.what_to_do


def test_a_home_that_is_a_file_is_wrong_and_told_without_a_crash(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    checks = health.examine(Advisor(Settings(home=tmp_path / "file")))
    assert of(checks, "Home folder").state == "wrong"
    assert "ADVISOR_HOME" in of(checks, "Home folder").what_to_do
    assert of(checks, "Corpus" if any(check.what == "Corpus" for check in checks) else "Holdings").state == "wrong"


def test_libraries_are_kept_offline_unless_a_download_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Advisor(Settings(home=tmp_path))
    assert health._network(kept).state == "well"
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    assert health._network(kept).state == "wrong"
    allowed = Advisor(Settings(home=tmp_path, embedding=EmbeddingSettings(allow_download=True)))
    assert "allowed" in health._network(allowed).found
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    chosen = ModelSettings.model_validate({"base_url": "http://127.0.0.1:1", "name": "m", "api_key": "very-secret"})
    check = health._language_model(Advisor(Settings(home=tmp_path, model=chosen)))
    assert "very-secret" not in check.model_dump_json()
