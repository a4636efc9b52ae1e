"""An answer on a terminal: the short answer first, numbered sources below, and how far each can be relied on."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from advisor.governance.answer import OUTCOME_WORDS, Answer
from advisor.governance.citation import Citation
from advisor.governance.words import CHECKED_WORDS, date_in_words, extent_in_words, standing_in_words
from corpus.passage import Part

PART_HEADINGS = {Part.ACTION: "What to do", Part.EXCEPTION: "Exceptions", Part.DATE: "Dates", Part.DETAIL: "More"}


def show(answer: Answer, console: Console) -> None:
    """Print one answer."""
    words = OUTCOME_WORDS[answer.outcome]
    if words:
        console.print(f"[bold yellow]{escape(words)}[/]\n")
    sources = numbered_sources(answer)
    part = Part.LEAD
    for claim in answer.claims:
        if claim.part is not part and claim.part in PART_HEADINGS:
            console.print(f"\n[bold]{PART_HEADINGS[claim.part]}[/]")
        part = claim.part
        numbers = sorted({sources[citation.url, citation.label][0] for citation in claim.citations})
        marks = "".join(f"[cyan]\\[{number}][/]" for number in numbers)
        lead = "[bold]Often misunderstood:[/] " if claim.part is Part.CORRECTION else ""
        console.print(f"{lead}{escape(claim.text)} {marks}")
    if sources:
        console.print("\n[bold]Sources[/]")
        for number, citation in sources.values():
            console.print(f" [cyan]{number}[/] {escape(citation.label)} [dim]{escape(citation.url)}[/]")
            console.print(f"   [dim]{escape(_reliance(citation))}[/]")
    for caveat in answer.caveats:
        console.print(f"\n[yellow]Note:[/] {escape(caveat)}")
    if answer.writer == "model":
        withheld = f"; {answer.withheld} withheld" if answer.withheld else ""
        console.print(f"\n[dim]Worded by a language model, each statement checked against its source{withheld}.[/]")
    console.print(
        f"\n[dim]Law as at {date_in_words(answer.as_at)}. {extent_in_words(answer.extent)}. "
        f"Not legal advice: check with your data protection officer. Answer {answer.id}, {answer.milliseconds} ms.[/]"
    )


def numbered_sources(answer: Answer) -> dict[tuple[str, str], tuple[int, Citation]]:
    """Each source of the answer once, by address and pinpoint, with its number in order of first use."""
    numbered: dict[tuple[str, str], tuple[int, Citation]] = {}
    for claim in answer.claims:
        for citation in claim.citations:
            numbered.setdefault((citation.url, citation.label), (len(numbered) + 1, citation))
    return numbered


def _reliance(citation: Citation) -> str:
    standing = standing_in_words(citation.standing, citation.in_force_from, citation.in_force_to)
    return f"{standing} · {extent_in_words(citation.extent)} · {CHECKED_WORDS[citation.checked]}"
