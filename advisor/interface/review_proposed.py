"""What is proposed, as markup: the draft, what it says of benefit and risk, what changed and what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.approval.casefile import PENDING
from advisor.approval.proposal import CaseKind
from advisor.governance.words import date_in_words
from advisor.interface import paper, wording
from advisor.interface.escaping import text
from advisor.interface.review_lists import case_link
from advisor.interface.review_words import RISKS, tag
from advisor.journeys.casework_history import moment_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.journeys.casework_shown import CaseView

_TO_LOOK_AT = (
    ("Who benefits", ("benefit",)),
    ("What not sharing costs", ("not sharing", "doing nothing", "not doing")),
    ("Screening", ("screening",)),
    ("Risks, before and after the measures", ("risk",)),
)
"""What an approver weighs, and the words by which a heading of the draft is known to be about it."""

_LONG = 4000
_OVERDUE, _NEEDED, _MACHINE = (
    f" {tag(words, colour)}"
    for words, colour in (
        ("Overdue", "red"),
        ("Needed before it is submitted", "yellow"),
        ("Written by a machine", "grey"),
    )
)


def draw(view: CaseView) -> str:
    """Everything about the proposal."""
    return f"{_weighed(view)}{_changes(view)}{_gaps(view)}<h2>What is proposed</h2>{_draft(view)}{_notes(view)}"


def question(view: CaseView) -> str:
    """The question that somebody passed on, and the answer once there is one."""
    answered = ""
    if view.answer:
        said = view.history[-1]
        answered = (
            f'<h2>The answer</h2><div class="ga-inset ga-inset--outcome">{_lines(view.answer)}'
            f'<p class="ga-hint">{text(said.sentence)}</p></div>'
        )
    return f"{answered}<h2>What was asked</h2>{_draft(view)}{_notes(view)}"


def glance(view: CaseView) -> str:
    """The case at a glance: facts, and what falls due."""
    proposal, number = view.case.proposal, len(view.versions)
    waits = "up for decision" if view.summary.status in PENDING else "as it was submitted"
    up = waits if view.submitted else "not submitted"
    facts = [
        ("Version", f"{number}, {up}"),
        ("Digest", f"<code>{view.digest[:12]}</code>"),
        ("Author" if len(view.authors) == 1 else "Authors", text(wording.listed(view.authors))),
        ("Organisations", text(wording.listed([party.name for party in view.parties]))),
        ("Opened", text(moment_in_words(view.summary.opened_at))),
    ]
    if view.summary.submitted_at:
        facts.append(("Submitted", text(moment_in_words(view.summary.submitted_at))))
    if view.case.kind is not CaseKind.QUESTION:
        colour = {"low": "green", "medium": "yellow", "high": "red"}[proposal.residual_risk.value]
        facts += [
            ("Risk that is left", tag(RISKS[proposal.residual_risk], colour)),
            ("Patient or service-user information", "Yes" if proposal.patient_information else "No"),
            ("Law enforcement", "Yes" if proposal.law_enforcement else "No"),
        ]
    if view.renews:
        facts.append(("Renews", case_link(view.renews.case_id, view.renews.title)))
    facts += [("Renewed by", f"{case_link(one.case_id, one.title)}, {text(one.status.value)}") for one in view.renewals]
    rows = "".join(f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in facts)
    due = "".join(
        f"<li>{text(date_in_words(one.on))}: {text(one.words)}{_OVERDUE if one.overdue else ''}</li>"
        for one in view.deadlines
    )
    falls_due = f'<h2 class="ga-aside">What falls due</h2><ul>{due}</ul>' if due else ""
    return f'<h2 class="ga-aside">At a glance</h2><dl class="ga-facts ga-facts--narrow">{rows}</dl>{falls_due}'


def _weighed(view: CaseView) -> str:
    """What the draft itself says of benefit, cost, screening and risk; plainly, where it says nothing."""
    if view.draft.text is None:
        return ""
    rows = []
    for name, marks in _TO_LOOK_AT:
        found = paper.under(view.draft.text, marks)
        said = "".join(
            (f"<p><strong>{text(heading)}</strong></p>" if len(found) > 1 else "") + paper.laid_out(words)
            for heading, words in found
        )
        rows.append(f"<div><dt>{name}</dt><dd>{said or 'The draft has no section on this.'}</dd></div>")
    return f'<h2>What to weigh</h2><dl class="ga-facts">{"".join(rows)}</dl>'


def _changes(view: CaseView) -> str:
    if not view.changes and not view.text_changes:
        return ""
    against = "the approved version" if view.case.renews and len(view.versions) == 1 else "the version submitted before"
    items = "".join(f"<li>{text(one)}</li>" for one in view.changes)
    lines = (
        f'<details class="ga-details"><summary>The lines that changed</summary>{paper.changed(view.text_changes)}'
        "</details>"
        if view.text_changes
        else ""
    )
    return f"<h2>What changed since last time</h2><p>Against {against}:</p><ul>{items}</ul>{lines}"


def _gaps(view: CaseView) -> str:
    if not view.open_gaps and not view.blocking_gaps:
        return ""
    needed = set(view.blocking_gaps)
    every = [*view.blocking_gaps, *(one for one in view.open_gaps if one not in needed)]
    items = "".join(f"<li>{text(one)}{_NEEDED if one in needed else ''}</li>" for one in every)
    return f"<h2>Questions still open</h2><ul>{items}</ul>"


def _draft(view: CaseView) -> str:
    draft = view.draft
    if not draft.held:
        return "<p>The draft is no longer held.</p>"
    if draft.text is None:
        return (
            f"<p>The draft is a file, {text(draft.name or 'without a name')}, of {_size(draft.size)}. Download it "
            "under “Files” and read it before you decide.</p>"
        )
    is_markdown = draft.media_type.startswith("text/markdown")
    words = paper.laid_out(draft.text) if is_markdown else f'<div class="ga-plain">{text(draft.text)}</div>'
    name = "The draft" if view.case.kind is not CaseKind.QUESTION else "The question"
    if len(draft.text) <= _LONG:
        return f'<div class="ga-paper">{words}</div>'
    return f'<div class="ga-paper ga-paper--long" tabindex="0" role="region" aria-label="{name}">{words}</div>'


def _notes(view: CaseView) -> str:
    """Texts that people or machines attached, a check of the draft's grounding among them."""
    if not view.notes:
        return ""
    items = "".join(
        f"<li>{_lines(one.text)}"
        f'<p class="ga-hint">{text(one.by)}, {text(moment_in_words(one.at))}'
        f"{_MACHINE if one.machine else ''}</p></li>"
        for one in view.notes
    )
    return f'<h2>Attached notes</h2><p>They count for nothing that a rule asks for.</p><ul class="ga-said">{items}</ul>'


def _lines(words: str) -> str:
    return "".join(f"<p>{text(one)}</p>" for one in words.splitlines() if one.strip())


def _size(number: int) -> str:
    for unit, size in (("MB", 1_000_000), ("kB", 1_000)):
        if number >= size:
            return f"{number / size:.1f} {unit}"
    return wording.counted(number, "byte")


def by_paragraph(words: Sequence[str]) -> str:
    """Texts that people wrote, each in paragraphs of its own."""
    return "".join(_lines(one) for one in words)
