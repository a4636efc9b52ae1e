"""A drawing as SVG: shapes and words, with a title and a description for those who cannot see it."""

from __future__ import annotations

from lxml import etree

from advisor.documents.plain_words import plain

INK = "#0b0c0c"
QUIET = "#484c4f"
LINE = "#b1b4b6"
BLUE = "#1d70b8"
PALE_BLUE = "#eef5fb"
TYPEFACE = "Arimo, Arial, Helvetica, sans-serif"
_SVG = "http://www.w3.org/2000/svg"


class Drawing:
    """Shapes in the order in which they are drawn; every word is data, never markup."""

    def __init__(self, name: str, title: str, description: str) -> None:
        """``name`` makes the identifiers unique on a page that shows several drawings."""
        self._root = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})  # type: ignore[dict-item]  # the stubs know no default namespace
        self._root.set("role", "img")
        self._root.set("aria-labelledby", f"{name}-title {name}-words")
        self._root.set("font-family", TYPEFACE)
        self._told("title", f"{name}-title", title)
        self._told("desc", f"{name}-words", description)

    def box(
        self, left: float, top: float, wide: float, high: float, *, fill: str, line: str = "none", round_by: float = 0
    ) -> None:
        """A rectangle."""
        self._add(
            "rect", x=left, y=top, width=wide, height=high, rx=round_by, fill=fill, stroke=line, **{"stroke-width": 1.2}
        )

    def line(self, points: list[tuple[float, float]], *, colour: str, thick: float = 2, dashed: bool = False) -> None:
        """A line through points."""
        written = " ".join(f"{across:.1f},{down:.1f}" for across, down in points)
        shape = self._add("polyline", points=written, fill="none", stroke=colour, **{"stroke-width": thick})
        if dashed:
            shape.set("stroke-dasharray", "4 4")

    def arrow_head(self, across: float, down: float, *, to_the_right: bool, colour: str) -> None:
        """The point of an arrow, its tip where it is told."""
        back = across - 11 if to_the_right else across + 11
        points = f"{across:.1f},{down:.1f} {back:.1f},{down - 6:.1f} {back:.1f},{down + 6:.1f}"
        self._add("polygon", points=points, fill=colour)

    def disc(self, across: float, down: float, radius: float, *, fill: str) -> None:
        """A filled circle."""
        self._add("circle", cx=across, cy=down, r=radius, fill=fill)

    def words(
        self,
        across: float,
        down: float,
        words: str,
        size: float,
        *,
        anchor: str = "middle",
        bold: bool = False,
        colour: str = INK,
        turned: bool = False,
    ) -> None:
        """One line of words, its base line at ``down``; ``turned`` reads upwards."""
        line = self._add("text", x=across, y=down, fill=colour)
        line.set("font-size", f"{size:.1f}")
        line.set("text-anchor", anchor)
        if bold:
            line.set("font-weight", "bold")
        if turned:
            line.set("transform", f"rotate(-90 {across:.1f} {down:.1f})")
        line.text = plain(words)

    def svg(self, wide: float, high: float) -> str:
        """The whole as text."""
        self._root.set("viewBox", f"0 0 {wide:.0f} {high:.0f}")
        self._root.set("width", f"{wide:.0f}")
        self._root.set("height", f"{high:.0f}")
        return etree.tostring(self._root, encoding="unicode")

    def _told(self, kind: str, identifier: str, words: str) -> None:
        element = etree.SubElement(self._root, f"{{{_SVG}}}{kind}")
        element.set("id", identifier)
        element.text = plain(words)

    def _add(self, shape: str, **attributes: float | str) -> etree._Element:
        element = etree.SubElement(self._root, f"{{{_SVG}}}{shape}")
        for name, value in attributes.items():
            element.set(name, value if isinstance(value, str) else f"{value:.1f}")
        return element
