"""An answer as plain text with its citations, to paste into a file note or an e-mail."""

from __future__ import annotations

from advisor.governance.answer import OUTCOME_WORDS, Answer
from advisor.interface import wording
from advisor.interface.citations import numbered
from corpus.passage import Part

_ORDER = (Part.CORRECTION, Part.LEAD, *wording.PARTS)


def plain(answer: Answer) -> str:
    """The answer, its numbered sources with their addresses, and what it is."""
    sources = numbered(answer)
    numbers = {(s.citation.url, s.citation.label, s.citation.passage_id): s.number for s in sources}
    lines = [f"Question: {answer.question}", ""]
    if OUTCOME_WORDS[answer.outcome]:
        lines += [OUTCOME_WORDS[answer.outcome], ""]
    for part in _ORDER:
        claims = [claim for claim in answer.claims if claim.part is part]
        if claims and part in wording.PARTS:
            lines += [wording.PARTS[part]]
        for claim in claims:
            cited = sorted({numbers[c.url, c.label, c.passage_id] for c in claim.citations})
            bullet = "- " if part in wording.PARTS else ""
            lines.append(f"{bullet}{claim.text} {''.join(f'[{number}]' for number in cited)}".rstrip())
        if claims:
            lines.append("")
    if answer.caveats:
        lines += ["Before you rely on this", *(f"- {caveat}" for caveat in answer.caveats), ""]
    if sources:
        lines.append("Sources")
        for source in sources:
            held = source.citation
            lines.append(
                f"[{source.number}] {held.label}, {held.url} ({wording.STANDINGS[held.standing].lower()}; "
                f"{wording.CHECKED[held.checked].lower()})"
            )
        lines.append("")
    lines.append(
        f"Law as at {wording.day(answer.as_at)}. Applies in {wording.places(answer.extent)}. "
        f"Written by the governance advisor on {wording.day(answer.answered_at)}; advice to check with your data "
        f"protection officer, not legal advice. Answer {answer.id}."
    )
    return "\n".join(lines)
