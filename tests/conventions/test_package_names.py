"""The packages have plain names; none of them may be answered by somebody else's package."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

NAMES = ("advisor", "corpus", "retrieval", "evaluations", "app")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "app"])
def test_a_plain_package_name_is_this_project_s(root: Path, name: str) -> None:
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None, f"{name} has no __init__.py, so any other package of that name would win"
    assert Path(spec.origin).resolve() == root / name / "__init__.py"


def test_the_names_hold_for_the_installed_project_from_any_folder(root: Path, tmp_path: Path) -> None:
    program = (
        "import json; from importlib.util import find_spec as f; print(json.dumps([f(n) and f(n).origin for n in %r]))"
    )
    command = [sys.executable, "-I", "-c", program % (NAMES,)]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60
    )
    expected = [str(root / name / "__init__.py") for name in NAMES[:-1]] + [str(root / "app.py")]
    assert json.loads(done.stdout) == expected
