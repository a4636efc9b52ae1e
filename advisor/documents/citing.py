"""The numbered list of sources at the end of a draft, in the order in which they are first cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.documents.contents import Sources
from advisor.governance.draft_paper import CitedSource, DraftPaper
from advisor.governance.drafting.draft import Draft, StatementState

_PARTS = {"E": "England", "W": "Wales", "S": "Scotland", "NI": "Northern Ireland"}


class Citing:
    """Gives every address its number."""

    def __init__(self, paper: DraftPaper) -> None:
        self._numbers = {url: place for place, url in enumerate(dict.fromkeys(_cited(paper.draft)), 1)}
        self._known = {one.url: one for one in paper.sources}

    def numbers(self, urls: Iterable[str]) -> tuple[int, ...]:
        """The numbers of some addresses, lowest first."""
        return tuple(sorted({self._numbers[url] for url in urls if url in self._numbers}))

    def words(self, urls: Iterable[str]) -> tuple[str, ...]:
        """Each source in full, for a comment in the margin."""
        return tuple(f"{self._told(url)} {url}" for url in dict.fromkeys(urls))

    def entries(self) -> Sources:
        """The list."""
        return Sources(entries=tuple((self._told(url), url) for url in self._numbers))

    def _told(self, url: str) -> str:
        return told(self._known[url]) if url in self._known else "Source:"


def told(source: CitedSource) -> str:
    """Title, publisher, extent, date and warning of a source, as far as they are known."""
    parts = [source.title.rstrip(".")]
    if source.publisher and source.publisher not in source.title:
        parts.append(source.publisher)
    if source.extent:
        parts.append(extent_words(source.extent))
    if source.as_at:
        parts.append(f"as at {source.as_at.day} {source.as_at:%B %Y}")
    return ", ".join(parts) + "." + (f" {source.note}" if source.note else "")


def extent_words(extent: tuple[str, ...]) -> str:
    """The parts of the United Kingdom where a source holds."""
    if len(extent) == len(_PARTS):
        return "United Kingdom"
    return " and ".join(_PARTS.get(one, one) for one in extent)


def _cited(draft: Draft) -> Iterator[str]:
    """Every address in reading order."""
    for correction in draft.corrections:
        yield from correction.citations
    for section in draft.sections:
        for statement in section.statements:
            if statement.state is not StatementState.STRUCK:
                yield from statement.citations
    for basis in draft.lawful_basis:
        yield from basis.citations
    for trigger in draft.screening.triggers:
        yield from trigger.citations
    for risk in draft.risks:
        yield from risk.citations
    for gap in draft.gaps:
        yield from gap.citations
    for item in draft.checklist:
        yield from item.citations
