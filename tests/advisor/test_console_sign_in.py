"""Signing in on the command line: through a provider on loopback, and as an invented person in local mode."""

from __future__ import annotations

import json
import stat
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from advisor.governance.person import Person
from advisor.ledger.people import People
from advisor.ledger.store import Store
from tests import identity_server
from tests.console import Ran, advisor, command, environment
from tests.identity_server import CLIENT_ID, CLIENT_SECRET


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[identity_server.Provider]:
    with identity_server.running(tmp_path_factory.mktemp("provider")) as one:
        yield one


@pytest.fixture
def provider(server: identity_server.Provider) -> Iterator[identity_server.Provider]:
    server.spoil("")
    yield server
    server.spoil("")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def settings(provider: identity_server.Provider) -> dict[str, str]:
    return {
        "ADVISOR_IDENTITY__ISSUER": provider.issuer,
        "ADVISOR_IDENTITY__CLIENT_ID": CLIENT_ID,
        "ADVISOR_IDENTITY__CLIENT_SECRET": CLIENT_SECRET,
    }


def sign_in(home: Path, provider: identity_server.Provider, answer: dict[str, str], state: str | None = None) -> Ran:
    """Run ``advisor sign-in`` and do in the browser's place what a person does there. ``state`` forges what returns."""
    process = subprocess.Popen(
        command("sign-in", "--json", "--wait-seconds", "30"), cwd=home, env=environment(home, settings(provider)),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if line.startswith("http"):
            break
    back = httpx.post(line.strip(), data=answer).headers["location"]
    if state is not None:
        address = httpx.URL(back)
        back = str(address.copy_set_param("state", state))
    page = httpx.get(back)
    assert page.status_code == 200
    assert "close this window" in page.text
    assert page.headers["content-security-policy"] == "default-src 'none'"
    out, err = process.communicate(timeout=60)
    return Ran(process.returncode, out, said + err)


def test_a_person_signs_in_through_the_provider_and_out_again(home: Path, provider: identity_server.Provider) -> None:
    ran = sign_in(home, provider, {"sub": "ailsa"})
    assert ran.code == 0, ran.err
    assert ran.json["name"] == "Ailsa Grant (invented)"
    assert ran.json["trial_cases_only"] is False
    kept = home / "sign-in.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert CLIENT_SECRET not in kept.read_text("utf-8")
    who = advisor(home, "whoami", "--json", settings=settings(provider))
    assert (who.code, who.json["person_id"]) == (0, ran.json["person_id"])
    assert advisor(home, "sign-out", "--json", settings=settings(provider)).json == {"signed_out": True}
    after = advisor(home, "whoami", "--json", settings=settings(provider))
    assert (after.code, after.json) == (1, {"signed_in": False})


def test_what_comes_back_with_another_state_or_a_no_signs_nobody_in(
    home: Path, provider: identity_server.Provider
) -> None:
    forged = sign_in(home, provider, {"sub": "ailsa"}, state="guessed")
    assert (forged.code, forged.out) == (1, "")
    assert "belongs to another sign-in" in forged.err
    denied = sign_in(home, provider, {"action": "deny"})
    assert denied.code == 1
    assert "access_denied" in denied.err
    assert not (home / "sign-in.json").exists()


def test_a_spoilt_token_leaves_no_sign_in_behind(home: Path, provider: identity_server.Provider) -> None:
    provider.spoil("altered")
    ran = sign_in(home, provider, {"sub": "ailsa"})
    assert ran.code == 1
    assert "not signed by the identity provider" in ran.err
    assert not ran.crashed
    assert not (home / "sign-in.json").exists()


def test_an_edited_file_names_nobody(home: Path, provider: identity_server.Provider) -> None:
    assert sign_in(home, provider, {"sub": "ailsa"}).code == 0
    file = home / "sign-in.json"
    kept = json.loads(file.read_text("utf-8"))
    head, body, signature = kept["token"].split(".")
    file.write_text(json.dumps({**kept, "token": f"{head}.{body[:-4]}AAAA.{signature}"}), "utf-8")
    edited = advisor(home, "whoami", settings=settings(provider))
    assert edited.code == 1
    assert "not signed by the identity provider" in edited.err
    now = datetime.now(UTC)
    session = {
        "person_id": "the-chief-executive", "how": "local", "begun_at": now.isoformat(),
        "last_seen_at": now.isoformat(), "expires_at": (now + timedelta(hours=1)).isoformat(),
    }  # fmt: skip
    file.write_text(json.dumps({"how": "local", "session": session}), "utf-8")
    local = advisor(home, "whoami", settings=settings(provider))
    assert local.code == 1
    assert "your organisation has a provider" in local.err


def test_a_sign_in_ends_with_its_token(home: Path, provider: identity_server.Provider) -> None:
    provider.last_for(3)
    try:
        assert sign_in(home, provider, {"sub": "ailsa"}).code == 0
        time.sleep(3)
        over = advisor(home, "whoami", settings=settings(provider))
    finally:
        provider.last_for(3600)
    assert over.code == 1
    assert "run out" in over.err


def test_with_a_provider_nobody_can_be_named_on_the_command_line(
    home: Path, provider: identity_server.Provider
) -> None:
    ran = advisor(home, "sign-in", "--as", "Morag Bell", settings=settings(provider))
    assert ran.code == 2
    assert "says who you are" in ran.err


def test_a_browser_that_never_comes_back_ends_the_wait(home: Path, provider: identity_server.Provider) -> None:
    ran = advisor(home, "sign-in", "--wait-seconds", "1", settings=settings(provider))
    assert ran.code == 1
    assert "not finished in time" in ran.err


@pytest.fixture
def known(home: Path) -> None:
    now = datetime.now(UTC)
    People(Store(home / "ledger.sqlite", now=now)).know(Person(id="morag", name="Morag Bell (invented)"), now)


@pytest.mark.usefixtures("known")
def test_in_local_mode_one_acts_as_an_invented_person_on_trial_cases_only(home: Path) -> None:
    ran = advisor(home, "sign-in", "--as", "morag bell (invented)", "--json")
    assert ran.code == 0, ran.err
    assert (ran.json["person_id"], ran.json["how"], ran.json["trial_cases_only"]) == ("morag", "local", True)
    assert stat.S_IMODE((home / "sign-in.json").stat().st_mode) == 0o600
    assert "trial cases only" in advisor(home, "whoami").out
    unknown = advisor(home, "sign-in", "--as", "Nobody")
    assert unknown.code == 1
    assert "no invented person" in unknown.err


@pytest.mark.usefixtures("known")
def test_a_local_sign_in_ends_after_idling_and_a_broken_file_is_a_sentence(home: Path) -> None:
    assert advisor(home, "sign-in", "--as", "morag").code == 0
    file = home / "sign-in.json"
    kept = json.loads(file.read_text("utf-8"))
    long_ago = (datetime.now(UTC) - timedelta(minutes=31)).isoformat()
    kept["session"].update(begun_at=long_ago, last_seen_at=long_ago)
    file.write_text(json.dumps(kept), "utf-8")
    idle = advisor(home, "whoami")
    assert idle.code == 1
    assert "nothing was done for 30 minutes" in idle.err
    file.write_text("{", "utf-8")
    broken = advisor(home, "whoami")
    assert broken.code == 1
    assert "cannot be read" in broken.err
    assert not broken.crashed
