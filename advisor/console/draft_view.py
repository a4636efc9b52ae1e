"""What the console shows of a draft: what was found, what is open, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from advisor.governance.drafting.comparison import DraftComparison
from advisor.governance.drafting.draft import Contradiction, Draft

if TYPE_CHECKING:
    from advisor.journeys.draft_writing import Writing


def show_written(written: Writing, files: Sequence[Path], screen: Console) -> None:
    """A draft in a few lines: what it is, what stands out, what is open, and where it was written."""
    draft = written.composed.draft
    screen.print(written.work.title, style="bold", markup=False)
    for notice in draft.notices:
        screen.print(notice, style="yellow", markup=False)
    if draft.instrument_why:
        screen.print(f"{written.template.title}. {draft.instrument_why}", markup=False)
    met = [one for one in draft.screening.triggers if one.met]
    if draft.instrument is None:
        said = "required" if draft.screening.required else "not required by the screening"
        said = said if draft.screening.settled else "cannot be judged yet; take it that one is required"
        screen.print(f"Impact assessment: {said}; cases met: {len(met)}.", markup=False)
    for one in draft.contradictions:
        screen.print(f"The proposal says both {_quoted(one)}. Which is right?", markup=False)
    for wrong in draft.corrections:
        screen.print(f"“{wrong.claim_in_proposal}” {wrong.correction}", markup=False)
    for left_out in written.composed.without_origin:
        screen.print(
            f"Left out, since {', '.join(left_out.figures)} has no origin: {left_out.text}", style="red", markup=False
        )
    missing = sum(not one.met for one in draft.checklist)
    screen.print(
        f"{len(draft.facts)} facts, {len(draft.risks)} risks, {len(draft.gaps)} questions open, "
        f"{missing} of {len(draft.checklist)} wanted contents missing.",
        markup=False,
    )
    screen.print(f"Written: {', '.join(str(one) for one in files)}", markup=False, soft_wrap=True)


def show_gaps(draft: Draft, screen: Console) -> None:
    """Each question with its field, why it matters and who might know."""
    for one in draft.gaps:
        screen.print(f"[bold]{one.field}[/]: ", end="")
        screen.print(one.question, markup=False)
        screen.print(f"  Why: {one.why} Who might know: {one.who_might_know}.", markup=False)
    for both in draft.contradictions:
        screen.print(f"[bold]{both.field}[/]: ", end="")
        screen.print(f"the proposal says both {_quoted(both)}. Which is right?", markup=False)
    if not draft.gaps and not draft.contradictions:
        screen.print("Nothing is open.")


def show_comparison(found: DraftComparison, screen: Console) -> None:
    """What one draft changed against another."""
    if found.same:
        screen.print("Nothing differs.")
        return
    for one in found.statements:
        screen.print(f"{one.section}: {one.kind.value}", style="bold", markup=False)
        if one.before and one.kind.value != "state":
            screen.print(f"  - {one.before}", style="red", markup=False)
        if one.after:
            state = f" ({one.state_after.value})" if one.state_after else ""
            screen.print(f"  + {one.after}{state}", style="green", markup=False)
    for risk in found.risks:
        screen.print(f"Risk {risk.risk}: {risk.before or 'not listed'} → {risk.after or 'not listed'}", markup=False)
    for name, said in (
        ("Answered", found.gaps_closed),
        ("Open now", found.gaps_opened),
        ("Settled", found.contradictions_settled),
        ("Met now", found.checklist_met),
        ("No longer met", found.checklist_lost),
        ("Screening", found.screening),
    ):
        for words in said:
            screen.print(f"{name}: {words}", markup=False)


def _quoted(contradiction: Contradiction) -> str:
    return " and ".join(f"“{value}”" for value in contradiction.values)
