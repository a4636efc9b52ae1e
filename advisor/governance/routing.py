"""Routing: what may be sent to a machine that is not ours.

OFFICIAL-SENSITIVE text stays on local endpoints, whatever failed before and whatever is tried next.
"""

from __future__ import annotations

from collections.abc import Iterable

from advisor.errors import MayNotLeave
from corpus.source import Classification


def highest(markings: Iterable[Classification]) -> Classification:
    """The most restricted of some markings; OFFICIAL where there is none."""
    return max(markings, key=lambda one: one.rank, default=Classification.OFFICIAL)


def check_may_be_sent(classification: Classification, *, local: bool) -> None:
    """Refuse text of a marking that the endpoint may not see.

    Raises:
        MayNotLeave: for anything above OFFICIAL where the endpoint is not local.
    """
    if not local and classification is not Classification.OFFICIAL:
        raise MayNotLeave(
            "This is marked OFFICIAL-SENSITIVE, so nothing of it was sent to a language model outside.",
            "Use a model on this machine, or list your own host in the setting model.local_hosts.",
        )


def can_be_sent(classification: Classification, *, local: bool) -> bool:
    """Whether text of that marking may be sent to the endpoint."""
    try:
        check_may_be_sent(classification, local=local)
    except MayNotLeave:
        return False
    return True
