"""Faults of our own: a person gets a calm sentence and a reference, the log gets ids and no words of theirs."""

from __future__ import annotations

import logging
import secrets
import traceback

_LOG = logging.getLogger("advisor.interface")


def noted(error: Exception, page: str) -> str:
    """Note a fault under a fresh reference, which is returned. Only its kind and place in the code are logged."""
    reference = secrets.token_hex(4)
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = f"{last[0].name}:{last[0].lineno}" if last else "unknown"
    _LOG.error("reference %s page %s: %s at %s", reference, page, type(error).__name__, where)
    return reference
