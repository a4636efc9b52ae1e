"""What the tests of journeys share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.advisor.journeys.office import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An installation in local mode, with its invented people."""
    return Desk(tmp_path / "home")
