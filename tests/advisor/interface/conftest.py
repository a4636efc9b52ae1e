"""The invented library of the browser tests, for tests of the pages without a browser."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SERVER = Path(__file__).parents[2] / "browser" / "invented_server.py"


@pytest.fixture(scope="session")
def invented() -> ModuleType:
    """The module that makes the invented advisor."""
    spec = importlib.util.spec_from_file_location("invented_server", SERVER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
