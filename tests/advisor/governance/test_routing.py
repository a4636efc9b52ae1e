"""Routing: what is above OFFICIAL stays at home."""

from __future__ import annotations

import pytest

from advisor.errors import MayNotLeave
from advisor.governance.routing import can_be_sent, check_may_be_sent, highest
from corpus.source import Classification


@pytest.mark.parametrize("marking", list(Classification))
@pytest.mark.parametrize("local", [True, False])
def test_only_official_text_may_leave_and_everything_may_stay(marking: Classification, local: bool) -> None:
    assert can_be_sent(marking, local=local) is (local or marking is Classification.OFFICIAL)
    if not can_be_sent(marking, local=local):
        with pytest.raises(MayNotLeave) as refused:
            check_may_be_sent(marking, local=local)
        assert refused.value.what_to_do


def test_one_sensitive_text_makes_the_whole_sensitive() -> None:
    assert highest([]) is Classification.OFFICIAL
    assert highest([Classification.OFFICIAL, Classification.OFFICIAL_SENSITIVE]) is Classification.OFFICIAL_SENSITIVE
