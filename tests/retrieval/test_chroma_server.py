"""The vector index on a Chroma server of its own, started here on loopback, through the real command."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import free_port
from tests.console import advisor, environment

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]
QUESTION = "How long do we have to answer a subject access request?"
WELL = {"ok": True, "faults": []}


class ChromaServer:
    """A server process and where its data lie."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        program = Path(sys.executable).with_name("chroma")
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [program, "run", "--path", self.folder / "data", "--host", "127.0.0.1", "--port", str(self.port)],
                stdout=log, stderr=log, cwd=self.folder,
                env=environment(self.folder, {"ANONYMIZED_TELEMETRY": "False"}),
            )  # fmt: skip
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.url}/api/v2/heartbeat", timeout=2).close()
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
            else:
                return
        raise RuntimeError((self.folder / "server.log").read_text("utf-8", "replace"))

    def stop(self) -> None:
        """Stop it."""
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            self.process = None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    folder = tmp_path / "chroma"
    folder.mkdir()
    running = ChromaServer(folder)
    running.start()
    yield running
    running.stop()


def test_asking_adding_removing_and_rebuilding_on_a_server(home: Path, server: ChromaServer, tmp_path: Path) -> None:
    chosen = {"ADVISOR_INDEX__CHROMA_URL": server.url}
    embedded = advisor(home, "ask", QUESTION, "--json").json
    asked = advisor(home, "ask", QUESTION, "--json", seconds=300, settings=chosen)
    assert asked.code == 0, asked.err
    assert [one["text"] for one in asked.json["claims"]] == [one["text"] for one in embedded["claims"]]
    assert advisor(home, "corpus", "verify", "--json", settings=chosen).json == WELL

    paper = tmp_path / "zorbing.md"
    paper.write_text("# Zorbing policy\n\nZorbing staff of Borsetshire lock the sphere at night and write it down.\n")
    added = advisor(home, "corpus", "add", str(paper), "--json", settings=chosen).json["files"][0]
    assert added["status"] == "added"
    found = advisor(home, "ask", "Do zorbing staff lock the sphere?", "--json", settings=chosen).json
    assert any(one["passage_id"].startswith(added["source_id"]) for one in found["retrieved"])
    assert advisor(home, "corpus", "remove", added["source_id"], "--json", settings=chosen).code == 0
    assert advisor(home, "corpus", "verify", "--json", settings=chosen).json == WELL
    assert advisor(home, "corpus", "verify", "--rebuild", "--json", seconds=300, settings=chosen).json == WELL

    server.stop()
    away = advisor(home, "ask", QUESTION, "--json", settings=chosen)
    assert (away.code, away.out, away.crashed) == (1, "", False)
    assert str(server.port) in away.err
    server.start()
    assert advisor(home, "ask", QUESTION, "--json", settings=chosen).json["outcome"] == "answered"
