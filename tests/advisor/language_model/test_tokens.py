"""Tokens are counted with tables where they are, and never fetched."""

from __future__ import annotations

import hashlib
import importlib.util
import socket
from pathlib import Path

import pytest

from advisor.language_model import tokens

TEXT = "A controller must notify the Commissioner of a personal data breach without undue delay. " * 20


@pytest.fixture(autouse=True)
def forgotten() -> None:
    tokens.counter.cache_clear()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    tried: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        tried.append(arguments)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tried


def test_without_any_table_tokens_are_estimated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_network: list[object]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    how, count = tokens.counter(str(tmp_path))
    assert how.startswith("estimated")
    assert 250 < count(TEXT) < 800
    assert no_network == []


def test_a_damaged_table_of_tiktoken_is_never_replaced_from_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_network: list[object]
) -> None:
    name = hashlib.sha1(tokens._TABLE.encode()).hexdigest()
    (tmp_path / name).write_bytes(b"not a table")
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    how, count = tokens.counter(str(tmp_path))
    assert not how.startswith("tiktoken")
    assert count(TEXT) > 100
    assert no_network == []
    assert (tmp_path / name).exists()


@pytest.mark.skipif(importlib.util.find_spec("bpe_openai") is None, reason="bpe-openai is not installed")
def test_the_tables_of_bpe_openai_are_used_where_they_are(tmp_path: Path, no_network: list[object]) -> None:
    how, count = tokens.counter(str(tmp_path))
    assert how.startswith("bpe-openai")
    assert count("A controller must notify.") == 5
    assert no_network == []


def test_the_estimate_errs_on_the_high_side(tmp_path: Path) -> None:
    if importlib.util.find_spec("bpe_openai") is None:
        pytest.skip("bpe-openai is not installed")
    _, count = tokens.counter(str(tmp_path))
    assert tokens.estimated(TEXT) >= count(TEXT)
