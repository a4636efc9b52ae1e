"""What in a proposal can answer a question: no heading, no empty line of a form, nothing that is itself left open."""

from __future__ import annotations

import re
from collections.abc import Iterable

from advisor.governance.drafting.placing import Stretch
from advisor.governance.drafting.sentences import Sentence

_LEFT_OPEN = re.compile(
    r"\b(?:not|n['’]t|never|nobody|no one|none|yet to be)\b[^.;]{0,25}\b(?:decided?|known?|agreed?"
    r"|settled?|named?|fixed|asked"
    r"|sure|thought|chosen|written|heard|looked into|answered|seen|finali[sz]ed|drafted|signed|clear|got further|spoken"
    r"|come back|worked out|considered|replied|found|set)\b"
    r"|\b(?:left|still|kept) (?:open|to (?:be|settle|decide|agree|do|find|sort))"
    r"|\bto be (?:agreed|decided|confirmed|named|drafted|settled|chosen|found|set|written|fixed)|\bT\.?B\.?[CAD]\b"
    r"|\bno (?:idea|answer|date|reply|decision|plan|thought|name)\b|\bto (?:find out|look into|check|say)\b"
    r"|\bopen question|\bun(?:clear|sure|known|decided)\b|\bpending|\bawait|\bdon['’]t know|\bwhich is right"
    r"|\?\s*$|\bor it might be\b|\bpossibly\b",
    re.IGNORECASE,
)
"""A sentence that says itself that the matter is not decided."""
_EMPTY = re.compile(
    r"[:–-]\s*\**\s*(?:\?+|-+|_+|…|\.{2,}|blank|n/?k|not known|none yet|to follow|as above"
    r"|see (?:above|below)|\[[^\]]*\])?\W*$",
    re.IGNORECASE,
)
"""A label of a form behind which nothing stands."""


def answering(told: Iterable[Sentence], over: frozenset[Stretch]) -> tuple[Sentence, ...]:
    """The sentences that can answer a question; ``over`` is where headings stand."""
    return tuple(
        one
        for one in told
        if (one.start, one.end) not in over and not _LEFT_OPEN.search(one.text) and not _EMPTY.search(one.text)
    )
