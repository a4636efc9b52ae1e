"""Sources beside an answer: numbered as in its text, each with its standing, its reach and the exact words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from advisor.governance.answer import Answer
from advisor.governance.citation import Citation
from advisor.interface import wording
from advisor.interface.escaping import host, is_linkable, marked, official_link, own_link, text
from corpus.source import Checked, Standing


@dataclass
class NumberedSource:
    """One source of an answer under the number that its marks carry, with every quotation relied on."""

    number: int
    citation: Citation
    quotations: list[str] = field(default_factory=list)


def numbered(answer: Answer) -> list[NumberedSource]:
    """The answer's sources, each once, in the order in which its claims first cite them."""
    found: dict[tuple[str, str, str], NumberedSource] = {}
    for claim in answer.claims:
        for citation in claim.citations:
            key = _key(citation)
            source = found.setdefault(key, NumberedSource(len(found) + 1, citation))
            if citation.quotation not in source.quotations:
                source.quotations.append(citation.quotation)
    return list(found.values())


def marks(citations: tuple[Citation, ...], sources: list[NumberedSource], anchor: str) -> str:
    """The small numbered links after a claim."""
    numbers = {_key(source.citation): source.number for source in sources}
    shown = []
    for number in sorted({numbers[_key(citation)] for citation in citations}):
        where = f"{anchor}-source-{number}"
        shown.append(f'<a href="#{where}" data-to="{where}" aria-label="Source {number}">[{number}]</a>')
    return f'<span class="ga-marks">{"".join(shown)}</span>' if shown else ""


def source_list(sources: list[NumberedSource], anchor: str, words_of: Callable[[Citation], str | None]) -> str:
    """All sources of an answer as a list of cards.

    Args:
        sources: from ``numbered``.
        anchor: what makes this answer's anchors its own on the page.
        words_of: the passage as it was shown, or ``None`` where it is no longer held.
    """
    if not sources:
        return ""
    items = "".join(f"<li>{_card(source, anchor, words_of(source.citation))}</li>" for source in sources)
    return f'<h3 class="ga-sources__title">Sources</h3><ol class="ga-sources">{items}</ol>'


def _card(source: NumberedSource, anchor: str, words: str | None) -> str:
    citation = source.citation
    facts = [("Status", _standing(citation)), ("Applies in", text(wording.places(citation.extent)))]
    if citation.in_force_to:
        facts.append(("Until", text(wording.day(citation.in_force_to))))
    facts.append(("How checked", checked(citation.checked)))
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts)
    where = (
        official_link(citation.url, f"Open on {host(citation.url)}")
        if is_linkable(citation.url)
        else text(citation.passage_title)
    )
    return (
        f'<article class="ga-source" id="{anchor}-source-{source.number}" tabindex="-1">'
        f'<h4><span class="ga-source__number" aria-hidden="true">{source.number}</span>'
        f'<span class="ga-hidden">Source {source.number}: </span>{text(citation.label)}</h4>'
        f'<p class="ga-source__where">{where}</p><dl>{rows}</dl>'
        f"{_words(source, words)}"
        f'<p class="ga-source__open">{own_link("/sources", "Open card", passage=citation.passage_id)}'
        f'<span class="ga-hidden"> {text(citation.passage_title)}</span></p></article>'
    )


def _words(source: NumberedSource, words: str | None) -> str:
    if words is None:
        quoted = "".join(f"<p><mark>{text(quotation)}</mark></p>" for quotation in source.quotations)
        words_shown = f"<p>The rest of the passage is no longer held. The words relied on were:</p>{quoted}"
    else:
        words_shown = (
            f'<div class="ga-words" tabindex="0" role="group" aria-label="Exact words of source {source.number}">'
            f"{marked(words, source.quotations)}</div>"
        )
    return (
        '<details class="ga-details"><summary>Show the exact words'
        f'<span class="ga-hidden"> of source {source.number}</span></summary>{words_shown}</details>'
    )


def checked(how: Checked) -> str:
    """How a source was checked, in words, with a mark that does not rest on colour alone."""
    return f'<span class="ga-checked ga-checked--{how.name.lower()}">{wording.CHECKED[how]}</span>'


def _standing(citation: Citation) -> str:
    words = wording.STANDINGS[citation.standing]
    if citation.standing is Standing.IN_FORCE and citation.in_force_from:
        return f"{words} from {wording.day(citation.in_force_from)}"
    return words if citation.standing is Standing.IN_FORCE else f'<strong class="ga-warn">{words}</strong>'


def _key(citation: Citation) -> tuple[str, str, str]:
    return citation.url, citation.label, citation.passage_id
