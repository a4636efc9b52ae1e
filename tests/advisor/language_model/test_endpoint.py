"""What counts as local: loopback and what is listed, by name and in truth."""

from __future__ import annotations

import pytest

from advisor.errors import SettingsFault
from advisor.language_model.endpoint import Endpoint, plain_host
from advisor.settings import ModelSettings, load


def endpoint(url: str, *local_hosts: str) -> Endpoint:
    found = Endpoint.of(ModelSettings(base_url=url, local_hosts=local_hosts))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("url", "listed", "local"),
    [
        ("http://127.0.0.1:8080/v1", (), True),
        ("http://localhost:11434/v1", (), True),
        ("http://LOCALHOST./v1", (), True),
        ("http://[::1]:8080/v1", (), True),
        ("http://127.9.9.9/v1", (), True),
        ("https://api.openai.com/v1", (), False),
        ("http://192.168.1.9/v1", (), False),
        ("http://localhost.example.org/v1", (), False),
        ("http://127.0.0.1.example.org/v1", (), False),
        ("http://0.0.0.0:8080/v1", (), False),
        ("http://gpu.council.internal/v1", ("gpu.council.internal",), True),
        ("http://gpu.council.internal:8000/v1", ("GPU.council.internal:8000",), True),
        ("http://other.council.internal/v1", ("gpu.council.internal",), False),
        ("http://evil-gpu.council.internal/v1", ("gpu.council.internal",), False),
    ],
)
def test_an_endpoint_is_local_by_loopback_or_by_the_list(url: str, listed: tuple[str, ...], local: bool) -> None:
    assert endpoint(url, *listed).local is local


@pytest.mark.parametrize(
    ("url", "listed", "address", "ours"),
    [
        ("http://localhost/v1", (), "127.0.0.1", True),
        ("http://localhost/v1", (), "::1", True),
        ("http://localhost/v1", (), "10.0.0.5", False),
        ("http://localhost/v1", (), "203.0.113.7", False),
        ("http://gpu.internal/v1", ("gpu.internal",), "10.0.0.5", True),
        ("http://gpu.internal/v1", ("gpu.internal",), "8.8.8.8", False),
        ("http://gpu.internal/v1", ("gpu.internal", "8.8.8.8"), "8.8.8.8", True),
    ],
)
def test_a_name_is_not_taken_at_its_word(url: str, listed: tuple[str, ...], address: str, ours: bool) -> None:
    assert endpoint(url, *listed).is_ours(address) is ours


@pytest.mark.parametrize(
    "url", ["ftp://host/v1", "host:8080", "http://", "https://user:password@host/v1", "file:///etc/passwd"]
)
def test_an_address_that_is_none_is_refused_by_its_setting(url: str, tmp_path: object) -> None:
    with pytest.raises(SettingsFault, match=r"model\.base_url"):
        load({"ADVISOR_HOME": str(tmp_path), "ADVISOR_MODEL__BASE_URL": url})


def test_settings_come_from_the_environment(tmp_path: object) -> None:
    found = load(
        {
            "ADVISOR_HOME": str(tmp_path),
            "ADVISOR_MODEL__BASE_URL": "http://gpu.internal/v1/",
            "ADVISOR_MODEL__LOCAL_HOSTS": "gpu.internal, other",
            "ADVISOR_MODEL__PERSON_TOKENS_PER_DAY": "0",
        }
    ).model
    assert (found.base_url, found.local_hosts) == ("http://gpu.internal/v1", ("gpu.internal", "other"))
    assert found.person_tokens_per_day == 0
    assert Endpoint.of(ModelSettings()) is None


def test_hosts_are_compared_plainly() -> None:
    assert [plain_host(one) for one in ("GPU:80", "[::1]:80", "::1", "a.b.")] == ["gpu", "::1", "::1", "a.b"]
