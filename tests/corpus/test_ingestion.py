"""Bringing documents in through the real command: killed at any moment, on a full disk, and by two people at once."""

from __future__ import annotations

import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest

from corpus.containment import Limits
from corpus.document import About
from corpus.holdings import Holdings
from corpus.ingestion import Ingestion
from tests import console
from tests.console import Ran
from tests.invented import TODAY

WELL = {"ok": True, "faults": []}


def paper(folder: Path, name: str = "zorbing", paragraphs: int = 40) -> Path:
    """A small paper of many passages."""
    path = folder / f"{name}.md"
    said = [
        f"## Rule {number}\n\nStaff who go {name} keep record {number} of every ride for {number} days, and the team "
        f"leader of {name} reads it before the next ride begins.\n"
        for number in range(1, paragraphs + 1)
    ]
    path.write_text(f"# The {name} policy\n\n" + "\n".join(said), "utf-8")
    return path


def add(home: Path, *paths: Path) -> Ran:
    return console.advisor(home, "corpus", "add", *map(str, paths), "--json")


def verified(home: Path) -> object:
    return console.advisor(home, "corpus", "verify", "--json").json


def killed_while_adding(home: Path, path: Path, after_seconds: float) -> None:
    """Begin to add a paper and kill the process without warning."""
    child = subprocess.Popen(
        console.command("corpus", "add", str(path), "--json"), env=console.environment(home), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    time.sleep(after_seconds)
    child.send_signal(signal.SIGKILL)
    child.wait(20)


def survives(home: Path, folder: Path, moments: list[float]) -> None:
    for number, moment in enumerate(moments):
        path = paper(folder, f"sport-{number}")
        killed_while_adding(home, path, moment)
        done = add(home, path)
        assert done.code == 0, done.err
        (report,) = done.json["files"]
        assert report["status"] in {"added", "unchanged"}, moment
        holdings = Holdings(home / "holdings.sqlite")
        assert holdings.waiting() == 0
        assert len(holdings.passages(report["source_id"])) == report["passages"] > 0
    assert verified(home) == WELL


def test_a_run_killed_at_any_moment_is_completed_by_the_next(home: Path, tmp_path: Path) -> None:
    survives(home, tmp_path, [0.8, 1.6, 2.4])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_run_killed_at_many_moments_is_completed_by_the_next(home: Path, tmp_path: Path) -> None:
    survives(home, tmp_path, [0.2 * step for step in range(1, 26)])


@pytest.mark.parametrize("most_bytes", [1_000, 30_000, 150_000])
def test_a_full_disk_is_told_and_nothing_is_lost(home: Path, tmp_path: Path, most_bytes: int) -> None:
    assert add(home, paper(tmp_path, "before", 2)).json["files"][0]["status"] == "added"
    path = paper(tmp_path, "fell-running")

    def no_more_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    full = subprocess.run(
        console.command("corpus", "add", str(path), "--json"), env=console.environment(home), capture_output=True,
        preexec_fn=no_more_room, timeout=110, check=False, text=True,
    )  # fmt: skip
    assert "Traceback" not in full.stderr, full.stderr
    assert full.returncode == 1
    assert any(word in full.stderr for word in ("full", "could not be kept", "too large")), full.stderr
    assert full.stdout == ""
    done = add(home, path)
    assert (done.code, done.json["files"][0]["status"]) in {(0, "added"), (0, "unchanged")}, done.err
    held = {one.source.title for one in Holdings(home / "holdings.sqlite").sources() if one.origin == "added"}
    assert len(held) == 2
    assert verified(home) == WELL


def test_two_people_add_at_once(home: Path, tmp_path: Path) -> None:
    paths = [paper(tmp_path, "curling"), paper(tmp_path, "shinty")]
    children = [
        subprocess.Popen(
            console.command("corpus", "add", str(path), str(paths[0]), "--json"), env=console.environment(home),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for path in paths
    ]  # fmt: skip
    ended = [child.communicate(timeout=110) for child in children]
    assert [child.returncode for child in children] == [0, 0], ended
    assert len([one for one in Holdings(home / "holdings.sqlite").sources() if one.origin == "added"]) == 2
    assert verified(home) == WELL


@pytest.fixture
def ingestion(tmp_path: Path) -> Ingestion:
    return Ingestion(Holdings(tmp_path / "home" / "holdings.sqlite"), tmp_path / "home" / "originals", Limits())


def test_a_folder_is_added_file_by_file_in_order(ingestion: Ingestion, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    (folder / "deep").mkdir(parents=True)
    for name in ("b", "a"):
        paper(folder, name, 1)
    paper(folder / "deep", "c", 1)
    (folder / ".hidden.md").write_text("# Hidden\n\nThis is not read by anybody.")
    told: list[tuple[str, int, int]] = []
    reports = ingestion.add([folder], About(), today=TODAY, on_progress=lambda *step: told.append(step))
    assert [Path(one.path).name for one in reports] == ["a.md", "b.md", "c.md"]
    assert [one.status for one in reports] == ["added"] * 3
    assert told[-1] == ("Reading", 3, 3)


def test_the_original_is_kept_under_its_digest_whatever_its_name(ingestion: Ingestion, tmp_path: Path) -> None:
    data = paper(tmp_path, "original", 1).read_bytes()
    report = ingestion.add_bytes(data, "../../../etc/evil\0name.md", About(), today=TODAY)
    assert report.status == "added"
    (kept,) = (tmp_path / "home" / "originals").iterdir()
    assert kept.read_bytes() == data
    assert len(kept.name) == 64


@pytest.mark.timeout(20)
def test_what_is_no_file_is_rejected_and_never_waited_for(ingestion: Ingestion, tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path / "dangling", tmp_path / "none"):
        report = ingestion.add_file(path, About(), today=TODAY)
        assert report.status == "rejected"
        assert report.reason
    assert not (tmp_path / "home" / "originals").exists()


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    small = Ingestion(Holdings(tmp_path / "h.sqlite"), tmp_path / "originals", Limits(largest_file_mb=1))
    large = tmp_path / "large.md"
    with large.open("wb") as file:
        file.truncate(2 * 1024 * 1024)
    report = small.add_file(large, About(), today=TODAY)
    assert (report.status, "larger than 1 MB" in (report.reason or "")) == ("rejected", True)


def test_a_file_of_too_many_passages_is_rejected_and_holds_nothing_up(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path / "h.sqlite")
    few = Ingestion(holdings, tmp_path / "originals", Limits(passages=20))
    report = few.add_file(paper(tmp_path, paragraphs=30), About(), today=TODAY)
    assert report.status == "rejected"
    assert "20 is the most" in (report.reason or "")
    assert holdings.waiting() == 0
    assert few.add_file(paper(tmp_path, "shinty", paragraphs=5), About(), today=TODAY).status == "added"
