"""When something was last done in each sign-in, kept by the server, so that a reload does not begin the time anew.

It is kept in memory. A sign-in that this process has not seen counts as last active when it began: after a restart
people who had signed in long ago sign in again, and nobody comes back who had been signed out for idling.
"""

from __future__ import annotations

import hashlib
import threading
from datetime import datetime

from advisor.governance.claims import IdentityClaims


class Seen:
    """The last activity of every sign-in, and which were ended by their person. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at: dict[str, datetime] = {}
        self._until: dict[str, datetime] = {}
        self._ended: set[str] = set()

    def last(self, claims: IdentityClaims) -> datetime | None:
        """When something was last done in the sign-in; ``None`` once its person has ended it."""
        key = _key(claims)
        with self._lock:
            return None if key in self._ended else self._at.get(key, claims.issued_at)

    def now(self, claims: IdentityClaims, at: datetime) -> None:
        """Something is done in the sign-in."""
        key = _key(claims)
        with self._lock:
            self._forget(at)
            self._at[key], self._until[key] = at, claims.expires_at

    def end(self, claims: IdentityClaims) -> None:
        """Its person ends the sign-in, in every tab and for every copy of its cookie."""
        key = _key(claims)
        with self._lock:
            self._ended.add(key)
            self._until[key] = claims.expires_at

    def _forget(self, at: datetime) -> None:
        """Let go of what has run out by itself."""
        for key in [key for key, until in self._until.items() if until <= at]:
            del self._until[key]
            self._at.pop(key, None)
            self._ended.discard(key)


def _key(claims: IdentityClaims) -> str:
    parts = (claims.issuer, claims.subject, claims.issued_at.isoformat(), claims.nonce or "")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
