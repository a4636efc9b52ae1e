"""Whether a sentence in other words carries exactly what the composed statement carries: no more and no less."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.governance.drafting.draft import Fact, Statement
from advisor.governance.drafting.fidelity import Origins, figures_in, names_in
from advisor.governance.drafting.placing import is_whole
from advisor.governance.near_copy import weighty_differences
from advisor.governance.support import Support

_LONGER = 1.8
_ALWAYS_ALLOWED_CHARACTERS = 60


def says_the_same(
    said: str, statement: Statement, facts: Sequence[Fact], check: Callable[[Sequence[str], str], Support]
) -> bool:
    """Whether the words may stand in the place of the statement's own.

    Args:
        said: the words proposed.
        statement: the statement as it was composed.
        facts: the facts that it rests on.
        check: how far passages carry a claim.
    """
    own = statement.text
    if not said.strip() or len(said) > len(own) * _LONGER + _ALWAYS_ALLOWED_CHARACTERS:
        return False
    if Origins((own, *(one.source_text for one in facts))).lacking(said) or not figures_in(own) <= figures_in(said):
        return False
    if any(" ".join(one.value.split()) not in said for one in facts if not is_whole(one)):
        return False
    if any(name not in said for name in names_in(own)) or weighty_differences(said, own):
        return False
    return check([own], said).may_be_shown and check([said], own).may_be_shown
