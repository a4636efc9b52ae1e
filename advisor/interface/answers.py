"""An answer as people read it: the short answer first, then what to do, exceptions and dates, each with its sources."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.governance.answer import OUTCOME_WORDS, Answer, Claim, Outcome
from advisor.interface import wording
from advisor.interface.banners import inset
from advisor.interface.citations import NumberedSource, marks
from advisor.interface.escaping import is_linkable, official_link, own_link, text
from corpus.passage import Part

_TITLES: dict[Outcome, str] = {
    Outcome.PARTLY_ANSWERED: "Part of an answer",
    Outcome.NO_EVIDENCE: "No source for this",
    Outcome.UNSUPPORTED: "No answer that the sources support",
    Outcome.OUT_OF_SCOPE: "Outside this advisor’s field",
    Outcome.REFER_TO_DPO: "A person has to decide this",
    Outcome.MODEL_UNAVAILABLE: "The language model could not be reached",
}


def question(answer: Answer, number: int, is_new: bool) -> str:
    """The question as a heading, saying who speaks; the page comes to rest at a new one."""
    rest = f' data-land="{text(answer.id)}"' if is_new else ""
    return (
        f'<div class="ga-asked" id="turn-{number}"{rest}><h2><span class="ga-asked__who">You asked</span> '
        f"{text(answer.question)}</h2></div>"
    )


def body(answer: Answer, sources: list[NumberedSource], anchor: str) -> str:
    """Everything that the advisor says, with its marks."""
    parts = ['<p class="ga-hidden">The advisor answered</p>']
    if answer.outcome is not Outcome.ANSWERED:
        parts.append(inset(OUTCOME_WORDS[answer.outcome], "outcome", _TITLES[answer.outcome]))
    corrections = [claim for claim in answer.claims if claim.part is Part.CORRECTION]
    if corrections:
        said = "".join(f"<p>{_said(claim, sources, anchor)}</p>" for claim in corrections)
        parts.append(
            f'<div class="ga-inset ga-inset--correction"><p class="ga-inset__lead">Often misunderstood</p>{said}</div>'
        )
    leads = [claim for claim in answer.claims if claim.part is Part.LEAD]
    if leads:
        said = "".join(f"<p>{_said(claim, sources, anchor)}</p>" for claim in leads)
        parts.append(f'<div class="ga-lead">{said}</div>')
    for part, heading in wording.PARTS.items():
        parts.append(_group(heading, [claim for claim in answer.claims if claim.part is part], sources, anchor))
    parts.append(_caveats(answer))
    parts.append(foot(answer, len(sources)))
    return f'<div class="ga-answer" id="{anchor}">{"".join(parts)}</div>'


def arriving(claims: Sequence[Claim]) -> str:
    """Claims that a language model wrote and that passed their checks, while the rest is still being written.

    People who listen hear the whole answer once it is there, not each piece of it.
    """
    items = "".join(f"<li>{text(claim.text)}</li>" for claim in claims)
    return (
        '<div class="ga-answer ga-answer--arriving" aria-hidden="true"><p class="ga-hint">Checked so far</p>'
        f"<ul>{items}</ul></div>"
    )


def foot(answer: Answer, count: int) -> str:
    """``Law as at 21 November 2026 · Applies in Scotland · 4 sources``."""
    if not answer.claims:
        return ""
    pieces = [
        f"Law as at {wording.day(answer.as_at)}",
        f"Applies in {wording.places(answer.extent)}",
        wording.counted(count, "source"),
    ]
    if answer.writer == "model":
        pieces.append("Worded by a language model, each statement checked against its source")
    if answer.withheld:
        pieces.append(f"{wording.counted(answer.withheld, 'statement')} withheld: not supported by a source")
    return f'<p class="ga-foot">{text(" · ".join(pieces))}</p>'


def found(answer: Answer) -> str:
    """Everything that was found, ranked, whether or not the answer used it."""
    if not answer.retrieved:
        return ""
    used = {citation.passage_id for claim in answer.claims for citation in claim.citations}
    rows = []
    for number, entry in enumerate(answer.retrieved, start=1):
        name = official_link(entry.url, entry.label) if is_linkable(entry.url) else text(entry.label)
        card = own_link("/sources", "Card", passage=entry.passage_id)
        rows.append(
            f'<tr><td>{number}</td><th scope="row">{name}</th>'
            f"<td>{entry.score:.2f}</td><td>{'Yes' if entry.passage_id in used else 'No'}</td>"
            f'<td>{card}<span class="ga-hidden"> for {text(entry.label)}</span></td></tr>'
        )
    return (
        '<details class="ga-details"><summary>Everything that was found</summary><div class="ga-scroll" tabindex="0" '
        'role="region" aria-label="Everything that was found"><table class="ga-table"><caption class="ga-hidden">'
        'Everything that was found, best first</caption><thead><tr><th scope="col">Rank</th><th scope="col">Source</th>'
        '<th scope="col">Nearness</th><th scope="col">Used</th><th scope="col">Open</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></details>"
    )


def _group(heading: str, claims: list[Claim], sources: list[NumberedSource], anchor: str) -> str:
    if not claims:
        return ""
    items = "".join(f"<li>{_said(claim, sources, anchor)}</li>" for claim in claims)
    return f"<h3>{heading}</h3><ul>{items}</ul>"


def _said(claim: Claim, sources: list[NumberedSource], anchor: str) -> str:
    return f"{text(claim.text)}{marks(claim.citations, sources, anchor)}"


def _caveats(answer: Answer) -> str:
    if not answer.caveats:
        return ""
    items = "".join(f"<li>{text(caveat)}</li>" for caveat in answer.caveats)
    return f'<div class="ga-caveats"><h3>Before you rely on this</h3><ul>{items}</ul></div>'
