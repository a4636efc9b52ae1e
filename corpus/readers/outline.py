"""A document's headings and what stands under each, gathered while it is walked from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.readers.sections import LONGEST_HEADING, Block, Section


class Outline:
    """Begin a heading, add what follows it, and take the sections at the end."""

    def __init__(self) -> None:
        self._path: list[tuple[int, str, str]] = []
        self._blocks: list[Block] = []
        self._sections: list[Section] = []

    @property
    def first_heading(self) -> str:
        """The first heading of the document, or nothing."""
        headings = (section.headings[0] for section in self._sections if section.headings)
        return next(headings, self._path[0][1] if self._path else "")

    def begin(self, level: int, heading: str, fragment: str = "") -> None:
        """Begin a section; a paragraph that was merely styled as a heading stays a paragraph."""
        heading = " ".join(heading.split())
        if not heading:
            return
        if len(heading) > LONGEST_HEADING:
            self.add(Block(heading))
            return
        self._close()
        self._path = [step for step in self._path if step[0] < level] + [(level, heading, fragment)]

    def add(self, block: Block) -> None:
        """Add a paragraph or an item; one without words is left out."""
        if block.text.strip():
            self._blocks.append(block)

    def add_rows(self, lines: Iterable[str]) -> None:
        """Add the rows of a table."""
        for line in lines:
            self.add(Block(line, is_item=True))

    def sections(self) -> list[Section]:
        """All sections in order."""
        self._close()
        return self._sections

    def _close(self) -> None:
        if self._path or self._blocks:
            headings = tuple(heading for _, heading, _ in self._path)
            fragment = self._path[-1][2] if self._path else ""
            locator = f"section/{len(self._sections) + 1}"
            self._sections.append(Section(locator, headings, tuple(self._blocks), fragment))
        self._blocks = []
