"""Where a precedent stands on a day. Nothing that has ended, or has not begun, is ever told as current."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from advisor.governance.precedents.precedent import Precedent
from advisor.governance.words import date_in_words


class PrecedentStatus(StrEnum):
    """What a decision is on a day. Rejected and withdrawn cases stay current: they permit nothing that could end."""

    CURRENT = "current"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    NOT_YET_EFFECTIVE = "not_yet_effective"


class Succession:
    """Which precedents follow which, read from either end of the link."""

    def __init__(self, precedents: Iterable[Precedent]) -> None:
        self._held: dict[str, Precedent] = {}
        self._after: dict[str, set[str]] = defaultdict(set)
        for one in precedents:
            self._held[one.id] = one
            if one.supersedes and one.supersedes != one.id:
                self._after[one.supersedes].add(one.id)
            if one.superseded_by and one.superseded_by != one.id:
                self._after[one.id].add(one.superseded_by)

    def successors(self, precedent: Precedent) -> tuple[Precedent, ...]:
        """The held precedents that take its place, in order of the day from which they count."""
        held = (self._held[one] for one in self._after.get(precedent.id, ()) if one in self._held)
        return tuple(sorted(held, key=lambda one: (one.begins_on, one.id)))

    def is_superseded(self, precedent: Precedent, on: date) -> bool:
        """Whether something has taken its place by that day.

        A successor that is not held has no day that could be read; the precedent then counts as superseded.
        """
        after = self._after.get(precedent.id, ())
        return any(one not in self._held or self._held[one].begins_on <= on for one in after)


def status_on(precedent: Precedent, succession: Succession, on: date) -> PrecedentStatus | None:
    """Where a precedent stands on a day; ``None`` where it had not been decided yet."""
    if precedent.decided_on > on:
        return None
    if precedent.revoked_on is not None and precedent.revoked_on <= on:
        return PrecedentStatus.REVOKED
    if succession.is_superseded(precedent, on):
        return PrecedentStatus.SUPERSEDED
    if precedent.valid_until is not None and precedent.valid_until < on:
        return PrecedentStatus.EXPIRED
    if precedent.effective_on is not None and precedent.effective_on > on:
        return PrecedentStatus.NOT_YET_EFFECTIVE
    return PrecedentStatus.CURRENT


def status_warning(
    precedent: Precedent, status: PrecedentStatus, successors: Iterable[Precedent], on: date
) -> str | None:
    """What a reader must know of a status that is not current. ``successors`` are those that the reader may see."""
    if status is PrecedentStatus.REVOKED and precedent.revoked_on:
        return f"Revoked on {date_in_words(precedent.revoked_on)}: it permits nothing now."
    if status is PrecedentStatus.SUPERSEDED:
        seen = next((one for one in successors if one.begins_on <= on), None)
        if seen is None:
            return "Superseded by a later decision: it permits nothing now."
        return f"Superseded by {seen.id}, “{seen.name}”, from {date_in_words(seen.begins_on)}."
    if status is PrecedentStatus.EXPIRED and precedent.valid_until:
        return f"Expired: it was valid until {date_in_words(precedent.valid_until)}."
    if status is PrecedentStatus.NOT_YET_EFFECTIVE and precedent.effective_on:
        return f"Not yet effective: it takes effect on {date_in_words(precedent.effective_on)}."
    return None
