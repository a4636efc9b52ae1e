"""What a newcomer's first command says when the machine is not ready."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def make(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "--file", str(root / "Makefile"), *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)


def test_without_a_fitting_python_a_sentence_says_which_to_install(root: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    done = make(root, f"VENV={venv}", "PYTHONS=no-such-python", "run")
    assert done.returncode != 0
    assert "Python 3.11" in done.stdout
    assert "no-such-python" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not venv.exists()


def test_a_python_of_another_age_is_passed_over(root: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    old.chmod(0o755)
    done = make(root, f"VENV={tmp_path / 'venv'}", f"PYTHONS={old}", "run")
    assert done.returncode != 0
    assert "none of these is one" in done.stdout


def test_a_half_made_environment_is_not_left_behind(root: Path, tmp_path: Path) -> None:
    venv, without_venv = tmp_path / "venv", tmp_path / "python3.11"
    without_venv.write_text(f'#!/bin/sh\n[ "$1" = -c ] && exit 0\nmkdir -p "{venv}/bin"\nexit 1\n', "utf-8")
    without_venv.chmod(0o755)
    done = make(root, f"VENV={venv}", f"PYTHONS={without_venv}", "run")
    assert done.returncode != 0
    assert "python3.11-venv" in done.stdout
    assert not venv.exists()


def test_the_second_run_installs_nothing(root: Path, tmp_path: Path) -> None:
    binaries = tmp_path / "venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").write_text("#!/bin/sh\nexit 0\n", "utf-8")
    (binaries / "python").chmod(0o755)
    venv = f"VENV={tmp_path / 'venv'}"
    assert "pip install" in make(root, venv, "--dry-run", "run").stdout
    (tmp_path / "venv" / ".ready-to-run").touch()
    assert "pip install" not in make(root, venv, "--dry-run", "run").stdout


def test_help_names_every_target(root: Path) -> None:
    text = make(root, "help").stdout
    assert [
        name
        for name in ("run", "test", "slow", "browser", "model", "bench", "reference", "lock", "clean")
        if f"make {name}" not in text
    ] == []


@pytest.mark.parametrize(
    ("mark", "folders"),
    [("browser", ("tests/browser",)), ("model", ("tests/retrieval", "tests/advisor/language_model"))],
)
def test_a_suite_that_looks_into_some_folders_misses_no_test(root: Path, mark: str, folders: tuple[str, ...]) -> None:
    (line,) = [line for line in (root / "Makefile").read_text("utf-8").splitlines() if f"-m {mark}" in line]
    assert line.split(f"-m {mark}")[1].split() == list(folders)
    marked = [
        path.relative_to(root).as_posix()
        for path in (root / "tests").rglob("test_*.py")
        if re.search(rf"\bmark\.{mark}\b", path.read_text("utf-8"))
    ]
    assert marked
    assert [path for path in marked if not path.startswith(tuple(f"{one}/" for one in folders))] == []
