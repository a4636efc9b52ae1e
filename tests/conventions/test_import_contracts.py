"""What may import what: the contracts hold, and they would notice if they did not."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conventions.house import Module, read_modules

PURE = (
    "corpus.source", "corpus.passage", "corpus.errors", "corpus.document", "corpus.address", "corpus.concepts",
    "corpus.drafting_rules", "corpus.risk", "corpus.benefit",
    "corpus.template", "retrieval.evidence",
)  # fmt: skip
PURE_PACKAGES = ("advisor.governance", "advisor.approval")
IMPURE_LIBRARY = {
    "asyncio", "http", "io", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3",
    "subprocess", "tempfile", "threading", "time", "urllib",
}  # fmt: skip

PLANTED = [
    ("corpus", "import retrieval.evidence", "retrieval.evidence"),
    ("corpus", "from advisor import errors", "advisor.errors"),
    ("retrieval", "import advisor.settings", "advisor.settings"),
    ("retrieval", "import evaluations", "evaluations"),
    ("advisor/governance", "from advisor.settings import Settings", "advisor.settings"),
    ("advisor/governance", "import advisor.journeys.ask", "advisor.journeys.ask"),
    ("advisor/journeys", "import advisor.interface", "advisor.interface"),
    ("advisor/journeys", "import advisor.composition", "advisor.composition"),
    ("advisor/ledger", "import advisor.journeys.ask", "advisor.journeys.ask"),
    ("advisor/interface", "import advisor.console", "advisor.console"),
    ("advisor/journeys", "import streamlit", "streamlit"),
    ("advisor/interface", "import sqlalchemy", "sqlalchemy"),
    ("retrieval", "import chromadb", "chromadb"),
    ("advisor/journeys", "def write() -> None:\n    from langchain_openai import ChatOpenAI", "langchain_openai"),
    ("advisor/journeys", "import openai", "openai"),
    ("retrieval", "import lxml.etree", "lxml"),
    ("corpus", "import pypdf", "pypdf"),
    ("corpus", "import onnxruntime", "onnxruntime"),
    ("corpus/readers", "import rich", "rich"),
    ("advisor/interface", "import joserfc.jwt", "joserfc"),
    ("advisor/journeys", "import advisor.identity_provider", "advisor.identity_provider"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = (
        "import sys; sys.path.insert(0, '.');"
        "from importlinter.cli import lint_imports_command as lint;"
        "lint(['--no-cache', '--no-logo'])"
    )
    # -I keeps the house that is installed, and the environment, out of the way of the copy.
    command = [sys.executable, "-I", "-c", program]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=100
    )


@pytest.fixture(scope="module")
def copied(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for name in ("advisor", "corpus", "retrieval", "evaluations"):
        ignore = shutil.ignore_patterns("__pycache__", "*.md", "*.jsonl", "*.onnx", "*.json")
        shutil.copytree(root / name, folder / name, ignore=ignore)
    shutil.copy(root / "pyproject.toml", folder)
    return folder


def test_the_import_contracts_hold(copied: Path) -> None:
    done = lint(copied)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.fixture(scope="module")
def broken(copied: Path) -> str:
    """What the contracts say of the house with every forbidden import planted at once."""
    for number, (where, line, _) in enumerate(PLANTED):
        (copied / where / f"planted_{number}.py").write_text(line + "\n", "utf-8")
    done = lint(copied)
    for path in copied.rglob("planted_*.py"):
        path.unlink()
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout.split("Broken contracts")[1]


@pytest.mark.parametrize(("number", "where", "line", "named"), [(at, *planted) for at, planted in enumerate(PLANTED)])
def test_a_planted_forbidden_import_breaks_a_contract(
    broken: str, number: int, where: str, line: str, named: str
) -> None:
    module = f"{where.replace('/', '.')}.planted_{number}"
    assert re.search(rf"{re.escape(module)} -> {re.escape(named)}\b", broken), f"{line!r} in {where} went unnoticed"


def impure(modules: list[Module]) -> list[str]:
    found = []
    for module in modules:
        if module.name not in PURE and not module.name.startswith(PURE_PACKAGES):
            continue
        for line, name in module.imports():
            top = name.split(".")[0]
            own = name.startswith((*PURE, *PURE_PACKAGES, "advisor.errors"))
            if (
                own
                or top in {"pydantic", "__future__"}
                or name == "urllib.parse"
                or (top in sys.stdlib_module_names and top not in IMPURE_LIBRARY)
            ):
                continue
            found.append(f"{module.path}:{line} imports {name}")
    return found


def test_rules_and_types_need_only_the_standard_library_and_pydantic(modules: list[Module]) -> None:
    assert impure(modules) == []


@pytest.mark.parametrize(
    "line", ["import yaml", "from os import environ", "import retrieval.ranking", "import sqlite3"]
)
def test_an_impure_import_among_the_rules_is_noticed(tmp_path: Path, line: str) -> None:
    package = tmp_path / "advisor" / "governance"
    package.mkdir(parents=True)
    (package / "planted.py").write_text(f"def rule():\n    {line}\n", "utf-8")
    assert len(impure(read_modules(tmp_path))) == 1


def test_the_app_imports_only_streamlit_and_the_interface(modules: list[Module]) -> None:
    allowed = ("streamlit", "starlette", "advisor.interface", "advisor.composition", "__future__")
    strays = [
        f"app.py:{line} imports {name}"
        for module in modules
        if module.name == "app"
        for line, name in module.imports()
        if not name.startswith(allowed)
    ]
    assert strays == []
