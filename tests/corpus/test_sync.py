"""The real ``advisor corpus sync`` against a server on loopback that behaves like the official ones."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.sync import feeds
from tests import console
from tests.console import Ran
from tests.corpus.official_server import OfficialServer, Reply, serving, web_page


@pytest.fixture
def server() -> Iterator[OfficialServer]:
    with serving() as running:
        yield running


def settings(server: OfficialServer, tmp_path: Path, *places: str) -> dict[str, str]:
    """Settings for a sync of these addresses."""
    listed = tmp_path / "sources.toml"
    written = ", ".join(f'"{place}"' for place in places)
    listed.write_text(f'hosts = []\n[[feed]]\npublisher = "Borsetshire"\nlicence = "OGL"\naddresses = [{written}]\n')
    return {
        "ADVISOR_SYNC__SOURCES_FILE": str(listed),
        "ADVISOR_SYNC__TRUSTED_HOSTS": server.host,
        "ADVISOR_SYNC__PAUSE_SECONDS": "0",
        "ADVISOR_SYNC__TIMEOUT_SECONDS": "2",
        "ADVISOR_SYNC__CONTACT": "dpo@borsetshire.example",
    }


def sync(home: Path, chosen: dict[str, str]) -> tuple[Ran, dict[str, dict[str, Any]]]:
    """Run a sync; its reports by the last step of the address."""
    ran = console.advisor(home, "corpus", "sync", "--json", settings=chosen)
    assert ran.code == 0, ran.err
    return ran, {one["address"].rsplit("/", 1)[-1]: one for one in ran.json["sources"]}


def test_each_address_is_reported_and_changes_are_followed(home: Path, server: OfficialServer, tmp_path: Path) -> None:
    """One server over four syncs: what is new, unchanged, changed, missing once, missing twice and gone."""
    tagged = Reply(body=web_page("Quokkas in care homes are counted weekly."), headers={"ETag": '"1"'})
    gone = Reply(410)
    places = [
        server.page("/tagged", tagged),
        server.page("/changed", "Old zorbing rule: ask twice.", "New zorbing rule: ask three times."),
        server.page("/fades", "Numbats are listed.", Reply(404)),
        server.page("/gone", "Bilbies are listed.", gone),
        server.page("/flickers", "Dunnarts are listed.", Reply(404), "Dunnarts are listed."),
        server.page("/never", Reply(404)),
        server.page("/away", Reply(302, headers={"Location": "https://example.com/"})),
        server.page("/broken", Reply(302, headers={"Location": "https://www.legislation.gov.uk:x/"})),
        server.page("/slow", Reply(wait_seconds=4)),
        server.page("/unreadable", Reply(body=b"\0" * 2000)),
        "https://example.com/foreign",
        "http://www.legislation.gov.uk/plain",
        server.page("/last", "Wombats are listed."),
    ]
    chosen = settings(server, tmp_path, *places)
    ran, first = sync(home, chosen)
    assert [one["address"] for one in ran.json["sources"]] == places
    assert {name: one["status"] for name, one in first.items()} == {
        "tagged": "added", "changed": "added", "fades": "added", "gone": "added", "flickers": "added",
        "never": "missing", "away": "refused", "broken": "unreachable", "slow": "unreachable", "unreadable": "rejected",
        "foreign": "refused", "plain": "refused", "last": "added",
    }  # fmt: skip
    assert all(one["reason"] for one in first.values() if one["status"] != "added")
    agents = {headers["user-agent"] for _, headers in server.asked}
    assert len(agents) == 1
    assert "dpo@borsetshire.example" in agents.pop()

    server.pages["/slow"] = [Reply(404)]
    _, second = sync(home, chosen)
    statuses = {name: one["status"] for name, one in second.items()}
    assert (statuses["tagged"], statuses["last"]) == ("unchanged", "unchanged")
    assert (statuses["changed"], statuses["fades"], statuses["gone"]) == ("updated", "missing", "withdrawn")
    assert statuses["flickers"] == "missing"
    assert any(headers.get("if-none-match") == '"1"' for path, headers in server.asked if path == "/tagged")
    changed = console.advisor(home, "corpus", "show", second["changed"]["source_id"], "--json").json
    assert "three times" in changed["text"]

    _, third = sync(home, chosen)
    statuses = {name: one["status"] for name, one in third.items()}
    assert (statuses["fades"], statuses["flickers"]) == ("withdrawn", "unchanged")
    withdrawn = console.advisor(home, "corpus", "show", first["fades"]["source_id"], "--json").json
    assert withdrawn["in_force_to"] is not None
    assert any("Withdrawn" in warning for warning in withdrawn["warnings"])
    verified = console.advisor(home, "corpus", "verify", "--json")
    assert verified.json == {"ok": True, "faults": []}


def test_a_page_that_comes_back_is_held_again(home: Path, server: OfficialServer, tmp_path: Path) -> None:
    text = "Numbats are listed."
    chosen = settings(server, tmp_path, server.page("/page", text, Reply(410), text))
    statuses = [sync(home, chosen)[1]["page"]["status"] for _ in range(3)]
    assert statuses[:2] == ["added", "withdrawn"]
    shown = console.advisor(home, "corpus", "status", "--json", settings=chosen).json["sources"]
    (held,) = [one for one in shown if one["origin"] == "synced"]
    found = console.advisor(home, "corpus", "show", held["id"], "--json").json
    assert found["in_force_to"] is None, "a page that is back is still given as withdrawn"


def test_missing_means_withdrawn_only_twice_in_a_row(home: Path, server: OfficialServer, tmp_path: Path) -> None:
    tagged = Reply(body=web_page("Numbats are listed."), headers={"ETag": '"1"'})
    chosen = settings(server, tmp_path, server.page("/page", tagged, Reply(404), tagged, Reply(404)))
    statuses = [sync(home, chosen)[1]["page"]["status"] for _ in range(5)]
    assert statuses == ["added", "missing", "unchanged", "missing", "withdrawn"]


def test_a_killed_sync_is_completed_by_the_next(home: Path, server: OfficialServer, tmp_path: Path) -> None:
    places = [server.page(f"/p{number}", f"Animal number {number} is listed.") for number in range(6)]
    chosen = settings(server, tmp_path, *places)
    server.pages["/p3"] = [Reply(wait_seconds=20), Reply(body=web_page("Animal number 3 is listed."))]
    child = subprocess.Popen(
        console.command("corpus", "sync", "--json"),
        env=console.environment(home, {**chosen, "ADVISOR_SYNC__TIMEOUT_SECONDS": "60"}),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(400):
        if server.times("/p3"):
            break
        time.sleep(0.1)
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    assert server.times("/p3") == 1
    _, reports = sync(home, chosen)
    assert [one["status"] for one in reports.values()] == ["unchanged"] * 3 + ["added"] * 3
    assert console.advisor(home, "corpus", "verify", "--json").json == {"ok": True, "faults": []}


def test_the_shipped_list_names_official_pages_only() -> None:
    from corpus import address

    listed = [place for feed in feeds() for place in feed.addresses]
    assert len(listed) > 10
    assert [place for place in listed if not address.is_official(place)] == []
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize(
    "text", ["[[feed]\n", "[[feed]]\npublisher = 'x'\n", "[[feed]]\nwrong = 1\n", "feed = 3", "\xff"]
)
def test_a_list_that_breaks_the_form_is_said_to(tmp_path: Path, text: str) -> None:
    (tmp_path / "mine.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(CorpusError, match=r"mine\.toml"):
        feeds(tmp_path / "mine.toml")
    with pytest.raises(CorpusError):
        feeds(tmp_path / "none.toml")
