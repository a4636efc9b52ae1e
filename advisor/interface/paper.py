"""A paper that somebody put up for decision, as calm inert markup; its Markdown is laid out and never run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.interface.escaping import text

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def laid_out(words: str) -> str:
    """Headings, lists and paragraphs. Headings are no headings of the page, whatever their level."""
    blocks: list[str] = []
    bullets: list[str] = []
    lines: list[str] = []
    for line in [*words.replace("\r\n", "\n").split("\n"), ""]:
        heading, bullet = _HEADING.match(line), _BULLET.match(line)
        if (heading or bullet or not line.strip()) and lines:
            blocks.append(f"<p>{'<br>'.join(lines)}</p>")
            lines = []
        if not bullet and line.strip() and bullets and not heading and line.startswith((" ", "\t")):
            bullets[-1] += f" {_inline(line.strip())}"
            continue
        if bullets and not bullet:
            blocks.append(_list(bullets))
            bullets = []
        if heading:
            blocks.append(
                f'<p class="ga-paper__heading ga-paper__heading--{len(heading[1])}">{_inline(heading[2])}</p>'
            )
        elif bullet:
            bullets.append(_inline(bullet[1]))
        elif line.strip():
            lines.append(_inline(line.strip()))
    if bullets:
        blocks.append(_list(bullets))
    return "".join(blocks)


def sections(words: str) -> list[tuple[str, str]]:
    """The paper by its headings: each heading with the words under it, up to the next heading of any level."""
    found: list[tuple[str, list[str]]] = []
    for line in words.replace("\r\n", "\n").split("\n"):
        heading = _HEADING.match(line)
        if heading:
            found.append((heading[2], []))
        elif found:
            found[-1][1].append(line)
    return [(heading, "\n".join(lines).strip()) for heading, lines in found]


def under(words: str, marks: Sequence[str]) -> list[tuple[str, str]]:
    """The sections whose heading has one of the marks in it, and that say anything."""
    return [
        (heading, said)
        for heading, said in sections(words)
        if said and any(mark in heading.casefold() for mark in marks)
    ]


def opening(words: str, most: int) -> str:
    """The first so many words of the paper as plain sentences, without headings and marks."""
    lines = (line for line in words.replace("\r\n", "\n").split("\n") if line.strip() and not _HEADING.match(line))
    plain = " ".join(_EMPHASIS.sub(r"\2", bullet[1] if (bullet := _BULLET.match(line)) else line) for line in lines)
    return " ".join(plain.split()[:most])


def changed(lines: Sequence[str]) -> str:
    """Lines of a comparison, marked - and +, each said to be added or removed."""
    kinds = {"+": ("ins", "Added"), "-": ("del", "Removed")}
    rows = []
    for line in lines:
        kind = kinds.get(line[:1])
        if kind:
            tag, said = kind
            rows.append(
                f'<li class="ga-changes--{tag}"><span class="ga-hidden">{said}: </span>'
                f"<{tag}>{text(line[1:])}</{tag}></li>"
            )
        elif line.startswith("@@"):
            rows.append('<li class="ga-changes--gap" aria-hidden="true">…</li>')
        else:
            rows.append(f"<li>{text(line[1:])}</li>")
    return (
        '<div class="ga-scroll" tabindex="0" role="region" aria-label="Lines that changed">'
        f'<ul class="ga-changes">{"".join(rows)}</ul></div>'
    )


def _inline(words: str) -> str:
    return _EMPHASIS.sub(r"<strong>\2</strong>", text(words))


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{one}</li>' for one in items)}</ul>"
