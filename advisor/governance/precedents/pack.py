"""The precedent pack of a case: the nearest decisions with what is alike and different, and what to beware of."""

from __future__ import annotations

from datetime import date

from advisor.governance.precedents.precedent import Decided, Precedent
from advisor.governance.precedents.standing import PrecedentStatus
from corpus.source import Frozen, Jurisdiction

INFORMS = "A precedent informs; it binds nobody. Whoever decides gives reasons of their own."
NO_NEAR_CASE = "No near case is held. That says nothing for or against the proposal."


class NearPrecedent(Frozen):
    """A precedent near to a case, as it stands on the day asked about.

    ``different`` compares it with the case and, where ``twins`` names any, with those near-identical cases that were
    decided the other way. ``score`` is how likely it is to be near, up to 1.
    """

    id: str
    title: str
    score: float
    status: PrecedentStatus
    decision: Decided
    decided_on: date
    jurisdiction: Jurisdiction
    organisation: str
    alike: tuple[str, ...]
    different: tuple[str, ...]
    warnings: tuple[str, ...]
    reasons: str
    conditions: tuple[str, ...]
    outcome: str
    twins: tuple[str, ...] = ()
    invented: bool = False


class ConditionToConsider(Frozen):
    """A condition that near cases carried, with the precedents that carried it and their reasons."""

    text: str
    precedent_ids: tuple[str, ...]
    why: tuple[str, ...]


class PrecedentPack(Frozen):
    """What an approver reads of precedents: never advice to decide one way."""

    on: date
    near: tuple[NearPrecedent, ...]
    conditions: tuple[ConditionToConsider, ...]
    note: str


def pack_of(near: tuple[NearPrecedent, ...], on: date) -> PrecedentPack:
    """The pack for the precedents found."""
    return PrecedentPack(
        on=on,
        near=near,
        conditions=conditions_to_consider(near),
        note=INFORMS if near else f"{NO_NEAR_CASE} {INFORMS}",
    )


def conditions_to_consider(near: tuple[NearPrecedent, ...]) -> tuple[ConditionToConsider, ...]:
    """The conditions that the near cases carried, those carried most often first; same wordings are put together."""
    carried: dict[str, list[NearPrecedent]] = {}
    written: dict[str, str] = {}
    for one in near:
        for text in one.conditions:
            key = text.strip().rstrip(".").casefold()
            written.setdefault(key, text)
            carried.setdefault(key, []).append(one)
    ordered = sorted(carried.items(), key=lambda item: -len(item[1]))
    return tuple(
        ConditionToConsider(
            text=written[key],
            precedent_ids=tuple(one.id for one in by),
            why=tuple(dict.fromkeys(one.reasons for one in by if one.reasons)),
        )
        for key, by in ordered
    )


def is_opposite(one: Precedent, other: Precedent) -> bool:
    """Whether one was allowed and the other refused."""
    decided = {one.decision, other.decision}
    return Decided.REJECTED in decided and any(decision.permits for decision in decided)
