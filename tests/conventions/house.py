"""The house as its tests see it: where it stands, its modules as syntax trees, and its text files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("advisor", "corpus", "retrieval", "evaluations", "prompts")
CACHES = {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache", "__pycache__"}
NOT_OURS = CACHES | {".git", ".venv", "build", "dist", "home", "output", "node_modules"}


@dataclass(frozen=True)
class Module:
    """One Python file of the house."""

    name: str
    path: str
    lines: int
    tree: ast.Module

    def mentions(self) -> Iterator[tuple[int, str]]:
        """Every dotted name in the module with its line, spelt from the package it was imported from."""
        aliases: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for item in node.names:
                    aliases[item.asname or item.name.split(".")[0]] = (
                        item.name if item.asname else item.name.split(".")[0]
                    )
            elif isinstance(node, ast.ImportFrom) and node.module:
                for item in node.names:
                    aliases[item.asname or item.name] = f"{node.module}.{item.name}"
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute | ast.Name):
                steps: list[str] = []
                inner: ast.expr = node
                while isinstance(inner, ast.Attribute):
                    steps.append(inner.attr)
                    inner = inner.value
                if isinstance(inner, ast.Name) and inner.id in aliases:
                    yield node.lineno, ".".join([aliases[inner.id], *reversed(steps)])

    def imports(self) -> Iterator[tuple[int, str]]:
        """Every module that this one imports, with the line, wherever in the file the import stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for item in node.names:
                    yield node.lineno, item.name
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.lineno, node.module


def read_modules(root: Path) -> list[Module]:
    """All modules of the packages under ``root``, and the app."""
    paths = [path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))]
    found = []
    for path in [*paths, *(root / name for name in ("app.py",) if (root / name).exists())]:
        text = path.read_text("utf-8")
        relative = path.relative_to(root)
        name = ".".join(relative.with_suffix("").parts).removesuffix(".__init__")
        found.append(Module(name, relative.as_posix(), text.count("\n"), ast.parse(text)))
    return found


def house_files(root: Path) -> Iterator[Path]:
    """Every file that belongs to the house: what is not a cache, an environment or something built."""
    for path in sorted(root.iterdir()):
        if path.name in NOT_OURS or path.name.endswith(".egg-info") or path.is_symlink():
            continue
        if path.is_dir():
            yield from house_files(path)
        else:
            yield path
