"""What is held, as the Quality page tells it: by kind and standing, how fresh, and which cards hold where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from advisor.interface import wording
from advisor.interface.escaping import own_link
from advisor.interface.holdings_tables import table
from corpus.holdings import Held
from corpus.source import UK, Jurisdiction, Kind, Standing

_NO_DAY = "No date"


def by_kind(held: Sequence[Held]) -> str:
    """Sources of each kind by standing, with the oldest and the newest day to which one was checked."""
    standings = [standing for standing in Standing if any(one.source.standing is standing for one in held)]
    rows = []
    for kind in (kind for kind in Kind if any(one.source.kind is kind for one in held)):
        of_it = [one.source for one in held if one.source.kind is kind]
        how = Counter(source.standing for source in of_it)
        days = sorted(source.as_at for source in of_it if source.as_at)
        ends = (wording.day(days[0]), wording.day(days[-1])) if days else (_NO_DAY, _NO_DAY)
        numbers = "".join(_number(value) for value in (len(of_it), *(how[standing] for standing in standings)))
        rows.append(f'<tr><th scope="row">{wording.KINDS[kind]}</th>{numbers}<td>{ends[0]}</td><td>{ends[1]}</td></tr>')
    heads = ["Sources", *(wording.STANDINGS[standing] for standing in standings)]
    numbers = "".join(f'<th scope="col" class="ga-number">{head}</th>' for head in heads)
    days_head = '<th scope="col">Oldest as at</th><th scope="col">Newest as at</th>'
    return table("Sources by kind, standing and day", f'<th scope="col">Kind</th>{numbers}{days_head}', rows)


def cards_by_place(held: Sequence[Held]) -> str:
    """How many of the cards hold in each part of the United Kingdom, and how many in that part alone."""
    extents = [one.source.extent for one in held if one.source.id.startswith("card/")]
    everywhere = _number(sum(extent == UK for extent in extents))
    rows = [f'<tr><th scope="row">Everywhere</th>{everywhere}<td class="ga-number">–</td></tr>']
    for place in Jurisdiction:
        letter = place.territory
        if letter is not None:
            there, alone = sum(letter in extent for extent in extents), sum(extent == (letter,) for extent in extents)
            rows.append(f'<tr><th scope="row">{wording.PLACES[place]}</th>{_number(there)}{_number(alone)}</tr>')
    head = "".join(f'<th scope="col" class="ga-number">{name}</th>' for name in ("Cards that hold", "Nowhere else"))
    return table("Cards by where they hold", f'<th scope="col">Place</th>{head}', rows)


def prospective(held: Sequence[Held]) -> str:
    """The sources that say what is not yet in force, folded away."""
    coming = [one.source for one in held if one.source.standing is Standing.PROSPECTIVE]
    if not coming:
        return "<p>No source held is about law that is not yet in force.</p>"
    items = "".join(f"<li>{own_link('/sources', source.title, id=source.id)}</li>" for source in coming)
    told = wording.counted(len(coming), "source")
    return f'<details class="ga-details"><summary>Not yet in force: {told}</summary><ul>{items}</ul></details>'


def _number(value: int) -> str:
    return f'<td class="ga-number">{value:,}</td>'
