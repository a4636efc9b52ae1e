"""Measuring one peer: how right what it finds is, how long it takes, and how long it needed to prepare."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from evaluations import ranked
from evaluations.measures import needs_met
from evaluations.peers.peer import FindsAddresses
from evaluations.questions import Question
from evaluations.record import Peer, figure


def race(
    prepare: Callable[[], FindsAddresses],
    asked: Sequence[Question],
    on_progress: Callable[[str, int, int], None] | None = None,
) -> Peer:
    """Prepare a peer and let it find for every answerable question.

    Raises:
        NotHere: where it cannot be run on this machine.
    """
    answerable = [question for question in asked if question.kind == "answerable" and question.needed]
    began = time.perf_counter()
    peer = prepare()
    preparing = time.perf_counter() - began
    if on_progress:
        on_progress(peer.name, 0, len(answerable))
    found = peer.find([question.question for question in answerable])
    values: dict[str, list[float]] = {}
    for question, (addresses, _) in zip(answerable, found, strict=True):
        marked = {
            "right_in_five": float(needs_met(question, addresses[:5]) > 0),
            "all_in_ten": float(needs_met(question, addresses[:10]) == len(question.needed)),
            **ranked.ranked_as_needed(question, addresses),
        }
        for name, value in marked.items():
            values.setdefault(name, []).append(value)
    times = sorted(taken for _, taken in found) or [0.0]
    return Peer(
        name=peer.name,
        how=peer.how,
        figures={name: figure(of) for name, of in values.items()},
        milliseconds_p50=round(times[len(times) // 2], 2),
        milliseconds_p95=round(times[min(len(times) - 1, int(len(times) * 0.95))], 2),
        preparing_seconds=round(preparing + float(getattr(peer, "took_in_seconds", 0.0)), 1),
    )
