"""``advisor model check`` and ``advisor ask`` with a model, as a person runs them; without one none is imported."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.console import ROOT, Ran, advisor, environment
from tests.openai_server import Asked, OpenAIServer, Said, claim, reply, serving

KETTLE = "Anyone who works in the building may fill the kettle."
GOOD = reply(claim(KETTLE, KETTLE))


def settings(server: OpenAIServer, **more: str) -> dict[str, str]:
    return {
        "ADVISOR_MODEL__BASE_URL": server.url,
        "ADVISOR_MODEL__NAME": "scripted",
        "ADVISOR_MODEL__API_KEY": "very-secret",
        "ADVISOR_MODEL__RETRIES": "0",
        **{f"ADVISOR_MODEL__{name.upper()}": value for name, value in more.items()},
    }


def states(ran: Ran) -> dict[str, str]:
    return {one["what"]: one["state"] for one in ran.json["checks"]}


def check(tmp_path: Path, server: OpenAIServer, **more: str) -> Ran:
    ran = advisor(tmp_path / "home", "model", "check", "--json", settings=settings(server, **more))
    assert not ran.crashed, ran.err
    assert "very-secret" not in ran.out + ran.err
    return ran


def test_without_a_model_the_check_says_so_and_is_well(tmp_path: Path) -> None:
    ran = advisor(tmp_path / "home", "model", "check", "--json")
    assert (ran.code, ran.json["ok"], ran.json["configured"]) == (0, True, False)
    assert states(ran) == {"Language model": "absent"}


def test_a_good_server_is_well(tmp_path: Path) -> None:
    with serving(lambda _: Said(GOOD)) as server:
        ran = check(tmp_path, server)
    assert (ran.code, ran.json["ok"], ran.json["configured"]) == (0, True, True)
    assert set(states(ran).values()) == {"well"}
    assert {"Endpoint", "OFFICIAL-SENSITIVE", "JSON schema", "JSON mode", "Budget"} <= set(states(ran))
    assert [asked.form for asked in server.asked] == ["json_schema", "json_object"]
    assert "kettle" in server.wire


def test_a_server_without_schemas_is_usable_and_told(tmp_path: Path) -> None:
    def script(asked: Asked) -> Said:
        return Said(status=400) if asked.form == "json_schema" else Said(GOOD, usage=False)

    with serving(script) as server:
        ran = check(tmp_path, server)
    assert ran.code == 0
    assert (states(ran)["JSON schema"], states(ran)["JSON mode"]) == ("absent", "well")
    assert "estimated" in ran.out


@pytest.mark.parametrize(
    "said", [Said(status=500), Said(status=401), Said(GOOD, silent_seconds=20), Said("x" * 90_000)]
)
def test_a_server_that_fails_is_wrong_and_exits_with_1(tmp_path: Path, said: Said) -> None:
    with serving(lambda _: said) as server:
        ran = check(tmp_path, server, silence_seconds="1")
    assert (ran.code, ran.json["ok"]) == (1, False)
    assert states(ran)["JSON schema"] == "wrong"


def test_a_model_that_keeps_to_no_form_is_wrong(tmp_path: Path) -> None:
    with serving(lambda _: Said("Certainly! The kettle may be filled.")) as server:
        ran = check(tmp_path, server)
    assert ran.code == 1
    assert states(ran)["Form of replies"] == "wrong"


def test_a_person_reads_a_table(tmp_path: Path) -> None:
    with serving(lambda _: Said(GOOD)) as server:
        ran = advisor(tmp_path / "home", "model", "check", settings=settings(server))
    assert ran.code == 0
    assert "Endpoint" in ran.out
    assert "very-secret" not in ran.out


def test_a_question_is_worded_by_the_model_that_the_environment_names(prepared_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(prepared_home, tmp_path / "home"))

    def script(asked: Asked) -> Said:
        first = asked.passages["P1"][0]
        text = re.sub(r" \([^()]*(?:\([^()]*\)[^()]*)*\)$", "", first)
        return Said(reply(claim(text, text)))

    with serving(script) as server:
        asked: list[str] = ["ask", "How long do we have to answer a subject access request?"]
        ran = advisor(home, *asked, "--json", settings=settings(server))
        words = advisor(home, *asked, settings=settings(server))
    assert ran.code == 0
    assert (ran.json["writer"], ran.json["outcome"]) == ("model", "answered")
    assert "Worded by a language model" in words.out
    assert len(server.asked) == 2


def test_without_a_model_nothing_of_one_is_imported(prepared_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(prepared_home, tmp_path / "home"))
    program = (
        "import sys, json\n"
        "from advisor.cli import app\n"
        "try:\n    app(['ask', 'How long do we have to answer a SAR?', '--json'])\n"
        "except SystemExit:\n    pass\n"
        "sys.stderr.write('LOADED ' + json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=110, env=environment(home), cwd=ROOT,
        check=False,
    )  # fmt: skip
    assert json.loads(done.stdout)["outcome"] == "answered"
    loaded: set[Any] = set(json.loads(done.stderr.rsplit("LOADED ", 1)[1]))
    assert not loaded & {
        "langchain",
        "langchain_core",
        "langchain_openai",
        "openai",
        "tiktoken",
        "bpe_openai",
        "jinja2",
    }
    assert "advisor" in loaded
