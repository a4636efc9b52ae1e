"""The numbered list of sources at the end of a draft, in the order in which they are first cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.documents.contents import Entry, Sources
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
        return tuple(
            f"{one.words} {one.address if one.leads else ''}".strip() for one in map(self._entry, dict.fromkeys(urls))
        )

    def entries(self) -> Sources:
        """The list."""
        return Sources(entries=tuple(map(self._entry, self._numbers)))

    def _entry(self, url: str) -> Entry:
        source = self._known.get(url)
        if source is None:
            return Entry(title=url, about="", address=url)
        return Entry(title=source.title.rstrip("."), about=told_of(source), address=url)


def told_of(source: CitedSource) -> str:
    """Publisher, extent, date and warning of a source, as far as they are known; its title is not among them."""
    parts = []
    if source.publisher and source.publisher not in source.title:
        parts.append(source.publisher)
    if source.extent:
        parts.append(extent_words(source.extent))
    if source.as_at:
        parts.append(f"as at {source.as_at.day} {source.as_at:%B %Y}")
    said = f"{', '.join(parts)}." if parts else ""
    return f"{said} {source.note}".strip()


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
