"""The wheel, installed elsewhere and run from an empty folder, answers a question."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PARTS = ("app.py", "advisor", "corpus", "retrieval", "evaluations", "prompts")


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy without caches, by the build backend that is installed: no network, no isolation."""
    pytest.importorskip("hatchling", reason="the wheel is built with the installed hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "house"
    copy.mkdir()
    for name in (*PARTS, "licences", "pyproject.toml", "README.md", "LICENSE"):
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (root / name).exists():
            shutil.copy(root / name, copy / name)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(command, cwd=copy, check=True, capture_output=True, timeout=100)
    return next((folder / "dist").glob("*.whl"))


def test_the_wheel_holds_the_house_s_data_and_none_of_its_tests(root: Path, wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    data = [
        path.relative_to(root).as_posix()
        for part in PARTS
        if (root / part).is_dir()
        for path in (root / part).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    ]
    assert sorted(set(data) - held) == []
    assert "corpus/sources.toml" in held
    assert [name for name in held if name.startswith(("tests/", "docs/", ".ci/", "shared/"))] == []
    assert any(name.endswith("licenses/LICENSE") for name in held)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_installed_wheel_answers_a_question_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    target, empty = tmp_path / "installed", tmp_path / "empty"
    empty.mkdir()
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(install, check=True, timeout=100)
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); from advisor.cli import main;"
        "import advisor; print(advisor.__file__, file=sys.stderr); main()"
    )
    question = "How long do we have to answer a subject access request?"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, str(target), "ask", question, "--json"],
        cwd=empty, env={**os.environ, "ADVISOR_HOME": str(tmp_path / "home")},
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=280,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert str(target) in done.stderr, "the question was answered by another copy of the house"
    answer = json.loads(done.stdout)
    assert answer["outcome"] == "answered"
    assert any("legislation.gov.uk" in citation["url"] for claim in answer["claims"] for citation in claim["citations"])
    assert list(empty.iterdir()) == [], "a question must leave nothing where it was asked"
