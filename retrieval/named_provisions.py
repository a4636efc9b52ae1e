"""The provisions that a question names: the passages held at them, and those of which nothing is held."""

from __future__ import annotations

from collections.abc import Iterator

from corpus import address
from corpus.holdings import Holdings
from corpus.source import Kind
from retrieval.evidence import Scope, Understanding
from retrieval.limits import admits, limits_of


def found(holdings: Holdings, understanding: Understanding, scope: Scope) -> tuple[list[str], tuple[str, ...]]:
    """Passages at, or nearest above, the provisions named, and the cards about what contains them.

    Also the labels of provisions that are held but do not apply in this scope.
    """
    inside: list[str] = []
    elsewhere: list[str] = []
    for named in understanding.pinpoints:
        reached = False
        for place in _within_the_instrument(named):
            ids = holdings.ids_at(place, cited_too=False) or ([] if reached else holdings.ids_at(place))
            held = holdings.some_passages(ids)
            admitted = [one for one in ids if one in held and admits(scope, limits_of(held[one]))]
            inside += [one for one in admitted if not reached or held[one].kind is not Kind.LEGISLATION]
            if ids and not admitted:
                elsewhere.append(address.label(named))
            reached = reached or bool(admitted)
    return list(dict.fromkeys(inside)), tuple(dict.fromkeys(elsewhere))


def not_held(holdings: Holdings, understanding: Understanding) -> tuple[str, ...]:
    """Labels of the provisions named of which neither a text nor a card is held, nor of what contains them."""
    unknown = [
        named
        for named in understanding.pinpoints
        if not any(holdings.ids_at(place) for place in _within_the_instrument(named))
    ]
    return tuple(dict.fromkeys(address.label(one) for one in unknown))


def _within_the_instrument(named: str) -> Iterator[str]:
    """The address named and those that contain it, short of the whole instrument."""
    whole = f"{address.LEGISLATION}/{address.instrument_path(named)}"
    for place in address.containers(named):
        if place == whole:
            return
        yield place
