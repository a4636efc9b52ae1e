"""The words of a provision as lines, its statements, and the pieces into which a long one is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.passage import estimated_tokens
from corpus.readers.provision import Grade, Provision, is_dotted

PIECE_TOKENS = 350
"""A passage is cut when it is longer than this, always between provisions."""
WHOLE_TOKENS = 400
"""A provision that is only a little over a piece stays whole."""
SHORT_TOKENS = 80
"""A piece of fewer tokens says too little by itself."""
STATEMENT_WORDS = 120
"""A list of up to this many words is one statement, with its opening and closing words."""

_INDENT = "  "
_APART = (Grade.GROUP, Grade.MAIN)


@dataclass(frozen=True, slots=True)
class Words:
    """A statement in the making: a run of lines, and the provision that it states."""

    text: str
    of: Provision


@dataclass(frozen=True, slots=True)
class Atom:
    """What is never cut: some lines, what they state, the provisions they stand in, and the openings above them."""

    lines: tuple[str, ...]
    statements: tuple[Words, ...]
    inside: tuple[Provision, ...]
    openings: tuple[str, ...] = ()

    @property
    def token_count(self) -> int:
        """Estimated tokens of the lines."""
        return estimated_tokens("\n".join(self.lines))


@dataclass(slots=True)
class Piece:
    """Consecutive atoms that make one passage."""

    atoms: list[Atom] = field(default_factory=list)

    @property
    def openings(self) -> tuple[str, ...]:
        """The opening words under which the piece stands, where they are printed in an earlier piece."""
        return self.atoms[0].openings if self.atoms else ()

    @property
    def lines(self) -> list[str]:
        """All lines in order."""
        return [line for atom in self.atoms for line in atom.lines]

    @property
    def inside(self) -> list[Provision]:
        """The provisions of which the piece holds words, outermost first, each once."""
        return list({id(one): one for atom in self.atoms for one in atom.inside}.values())

    @property
    def token_count(self) -> int:
        """Estimated tokens of the openings and the lines."""
        return estimated_tokens("\n".join([*self.openings, *self.lines]))


def is_cut_out(child: Provision, parent: Provision) -> bool:
    """Whether the inner provision must not be read with the outer one: other extent, standing or end."""
    return child.extent != parent.extent or child.standing != parent.standing or child.end != parent.end


@dataclass(frozen=True, slots=True)
class Island:
    """An inner provision that is cut out, its depth, and the opening words under which it stands."""

    provision: Provision
    depth: int
    openings: tuple[str, ...]


def islands(main: Provision, depth: int = 0, above: tuple[str, ...] = ()) -> Iterator[Island]:
    """The inner provisions that are cut out of this one."""

    def look(parent: Provision, depth: int, above: tuple[str, ...]) -> Iterator[Island]:
        opening = (*above, *_opening(parent, depth))
        for child in parent.children:
            if child.grade in _APART:
                continue
            if is_cut_out(child, parent):
                yield Island(child, _depth(child, parent, depth), opening)
            else:
                yield from look(child, _depth(child, parent, depth), opening)

    yield from look(main, depth, above)


def pieces(main: Provision, depth: int = 0, above: tuple[str, ...] = ()) -> list[Piece]:
    """The provision's words, cut between its inner provisions into pieces of about ``PIECE_TOKENS``."""
    found: list[Piece] = []
    for atom in _atoms(main, depth, above, (), WHOLE_TOKENS):
        if found and _fits(found[-1].token_count, atom.token_count):
            found[-1].atoms.append(atom)
        else:
            found.append(Piece([atom]))
    return [piece for piece in found if any(line.strip() for line in piece.lines)]


def _fits(one: int, two: int) -> bool:
    """Whether two lengths go together; a very short one joins its neighbour even where the two are a little over."""
    return one + two <= (WHOLE_TOKENS if min(one, two) < SHORT_TOKENS else PIECE_TOKENS)


def _depth(child: Provision, parent: Provision, depth: int) -> int:
    return depth if parent.grade in (Grade.MAIN, Grade.GROUP) and child.unit == "subsection" else depth + 1


def _texts(provision: Provision) -> Iterator[str | Provision]:
    """The content that is law with the provision: dots and what is cut out are left aside."""
    for part in provision.content:
        if isinstance(part, str):
            if part and not is_dotted(part):
                yield part
        elif part.grade not in _APART and not is_cut_out(part, provision):
            yield part


def _lines(provision: Provision, depth: int) -> list[str]:
    lines: list[str] = []
    lead = "" if provision.grade in (Grade.MAIN, Grade.GROUP) else provision.shown
    indent = _INDENT * depth
    for part in _texts(provision):
        if isinstance(part, str):
            new = [f"{indent}{lead} {part}" if lead else f"{indent}{part}"]
        else:
            new = _lines(part, _depth(part, provision, depth))
            if lead and new:
                new[0] = f"{indent}{lead} {new[0].strip()}"
        if new:
            lead = ""
        lines += new
    return lines


def _opening(provision: Provision, depth: int) -> list[str]:
    """The lines before the first inner provision."""
    lines: list[str] = []
    lead = "" if provision.grade in (Grade.MAIN, Grade.GROUP) else f"{provision.shown} "
    for part in provision.content:
        if isinstance(part, Provision):
            return lines
        if part and not is_dotted(part):
            lines.append(f"{_INDENT * depth}{lead}{part}")
            lead = ""
    return []


def _statements(provision: Provision, depth: int) -> Iterator[Words]:
    """One for a provision, or, where its list is long, one for each of its opening words, points and closing words."""
    lines = _lines(provision, depth)
    text = "\n".join(lines).strip()
    children = [part for part in _texts(provision) if isinstance(part, Provision)]
    holds_subsections = any(child.unit == "subsection" for child in children)
    if not text:
        return
    if not children or (len(text.split()) <= STATEMENT_WORDS and not holds_subsections):
        yield Words(text, provision)
        return
    lead = "" if provision.grade in (Grade.MAIN, Grade.GROUP) else provision.shown
    for part in _texts(provision):
        if isinstance(part, str):
            yield Words(f"{lead} {part}".strip(), provision)
        else:
            yield from _statements(part, _depth(part, provision, depth))
        lead = ""


def _atoms(
    provision: Provision, depth: int, above: tuple[str, ...], around: tuple[Provision, ...], limit: int
) -> list[Atom]:
    lines = _lines(provision, depth)
    inside = (*around, provision)
    whole = tuple(_kept(provision))
    if not lines:
        return []
    if estimated_tokens("\n".join(lines)) <= limit or len(lines) == 1:
        return [Atom(tuple(lines), tuple(_statements(provision, depth)), (*inside, *whole), above)]
    opening = (*above, *_opening(provision, depth))
    atoms: list[Atom] = []
    lead = "" if provision.grade in (Grade.MAIN, Grade.GROUP) else provision.shown
    was_child = past_opening = False
    for part in _texts(provision):
        if isinstance(part, str):
            line = f"{_INDENT * depth}{lead} {part}" if lead else f"{_INDENT * depth}{part}"
            new = [Atom((line,), (Words(line.strip(), provision),), inside, opening if past_opening else above)]
            joins = was_child
        else:
            new = _atoms(part, _depth(part, provision, depth), opening, inside, PIECE_TOKENS)
            joins = bool(atoms) and not was_child
            if lead and new:
                first = new[0]
                line = f"{_INDENT * depth}{lead} {first.lines[0].strip()}"
                new[0] = replace(first, lines=(line, *first.lines[1:]), openings=above)
        if joins and atoms and new:
            atoms[-1:] = [_joined(atoms[-1], new[0])]
            new = new[1:]
        was_child = isinstance(part, Provision)
        past_opening = past_opening or was_child
        lead = ""
        atoms += new
    return atoms


def _kept(provision: Provision) -> Iterator[Provision]:
    """The inner provisions whose words are read with this one."""
    for part in _texts(provision):
        if isinstance(part, Provision):
            yield part
            yield from _kept(part)


def _joined(one: Atom, two: Atom) -> Atom:
    return Atom((*one.lines, *two.lines), (*one.statements, *two.statements), (*one.inside, *two.inside), one.openings)
