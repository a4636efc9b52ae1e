"""What a proposal says in one place and denies in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.governance.drafting.denied_data import ABOUT_THE_DATA
from advisor.governance.drafting.denied_handling import ABOUT_HANDLING
from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.statements import Statement
from advisor.governance.drafting.two_ways import NO, TwoWays

_WITH_WHOM = re.compile(
    r"\b(?:shared|passed|disclosed|sold|given|sent)(?: on)? (?:with|to) (?:the )?"
    r"(?P<whom>(?!any|other|third|nobody|people)\w+)"
)
"""With whom alone nothing is shared."""
_DENIES = re.compile(NO, re.IGNORECASE)


def said_and_denied(stated: Sequence[Statement]) -> Iterator[Contradiction]:
    """Something that the proposal says in one place and denies in another."""
    planned = [one for one in stated if one.is_planned]
    for matter in (*ABOUT_THE_DATA, *ABOUT_HANDLING):
        no = next((one for one in planned if _denied(one, matter)), None)
        if no is None:
            continue
        whom = _WITH_WHOM.search(no.told) if matter.field == "recipients" else None
        said = [one for one in planned if one.text != no.text and _tells(one, matter)]
        yes = next((one for one in said if whom is None or whom["whom"].lower() in one.told.lower()), None)
        if yes is not None:
            yield Contradiction(field=matter.field, values=(no.text, yes.text))


def _denied(one: Statement, matter: TwoWays) -> bool:
    return matter.denies.search(one.told) is not None and matter.speaks_of_another.search(one.told) is None


def _tells(one: Statement, matter: TwoWays) -> bool:
    hit = matter.tells.search(one.told)
    if hit is None or matter.speaks_of_another.search(one.told):
        return False
    return _DENIES.search(one.told[: hit.start()]) is None and (
        _DENIES.search(hit.group()) is None or _OF_REFUSING.search(hit.group()) is not None
    )


_OF_REFUSING = re.compile(
    r"refus|declin|opt|without|withdr|remov|leav|taken|tak(?:e|ing)|struck|pull|drop|com(?:e|ing) off"
)
"""Words beside which a denial tells of the matter: “nobody can refuse”."""
