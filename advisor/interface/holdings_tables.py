"""What is held, in tables: by publisher and kind, and how fresh and how well checked it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from advisor.interface import wording
from advisor.interface.escaping import own_link, text
from corpus.holdings import Held
from corpus.source import Checked, Kind


def counts(held: Sequence[Held]) -> str:
    """Sources and passages by publisher, with a column for each kind that occurs."""
    kinds = [kind for kind in Kind if any(one.source.kind is kind for one in held)]
    publishers = Counter(one.source.publisher for one in held)
    head = "".join(f'<th scope="col" class="ga-number">{wording.KINDS[kind]}</th>' for kind in kinds)
    rows = []
    for publisher, _ in sorted(publishers.items(), key=lambda pair: (-pair[1], pair[0])):
        of_it = [one for one in held if one.source.publisher == publisher]
        cells = "".join(_number(sum(one.source.kind is kind for one in of_it)) for kind in kinds)
        passages = _number(sum(one.passages for one in of_it))
        rows.append(f'<tr><th scope="row">{text(publisher or "Not stated")}</th>{cells}{passages}</tr>')
    return table(
        "Sources by publisher and kind",
        f'<th scope="col">Publisher</th>{head}<th scope="col" class="ga-number">Passages</th>',
        rows,
    )


def freshness(held: Sequence[Held]) -> str:
    """How the sources were checked, as bars with their figures, and the days to which they were checked."""
    how = Counter(one.source.checked for one in held)
    most = max(how.values(), default=1)
    rows = []
    for checked in Checked:
        if not how[checked]:
            continue
        dates = sorted(one.source.as_at for one in held if one.source.checked is checked and one.source.as_at)
        span = wording.day(dates[0]) if dates else "No date"
        if dates and dates[-1] != dates[0]:
            span = f"{span} to {wording.day(dates[-1])}"
        share = round(100 * how[checked] / most)
        rows.append(
            f'<tr><th scope="row">{wording.CHECKED[checked]}</th>{_number(how[checked])}'
            f'<td class="ga-bar-cell" aria-hidden="true"><span class="ga-bar ga-bar--{checked.name.lower()}" '
            f'style="width: {share}%"></span></td><td>{span}</td></tr>'
        )
    return table(
        "How the sources were checked, and as at which day",
        '<th scope="col">How checked</th><th scope="col" class="ga-number">Sources</th>'
        '<td class="ga-bar-cell" aria-hidden="true"></td><th scope="col">As at</th>',
        rows,
    )


def found(held: Iterable[Held]) -> str:
    """A list of sources with links to their pages."""
    items = []
    for one in held:
        source = one.source
        about = [
            wording.KINDS[source.kind],
            source.publisher or "Publisher not stated",
            f"Applies in {wording.places(source.extent)}",
            wording.CHECKED[source.checked],
        ]
        if source.as_at:
            about.append(f"As at {wording.day(source.as_at)}")
        if one.passages != 1:
            about.append(wording.counted(one.passages, "passage"))
        warned = " · Has warnings" if one.warnings else ""
        items.append(
            f"<li>{own_link('/sources', source.title, id=source.id)}"
            f'<span class="ga-results__about">{text(" · ".join(about) + warned)}</span></li>'
        )
    return f'<ul class="ga-results">{"".join(items)}</ul>'


def matching(held: Iterable[Held], words: str) -> list[Held]:
    """Sources in whose title, publisher, kind or address every one of the words stands."""
    wanted = words.casefold().split()
    kept = []
    for one in held:
        source = one.source
        hay = " ".join((source.title, source.publisher, source.kind, wording.KINDS[source.kind], source.url, source.id))
        if all(word in hay.casefold() for word in wanted):
            kept.append(one)
    return kept


def _number(value: int) -> str:
    return f'<td class="ga-number">{value:,}</td>' if value else '<td class="ga-number">0</td>'


def table(caption: str, head: str, rows: list[str]) -> str:
    """A captioned table in a region of its own that scrolls by keyboard too; ``head`` and ``rows`` are markup."""
    return (
        f'<div class="ga-scroll" tabindex="0" role="region" aria-label="{text(caption)}"><table class="ga-table">'
        f"<caption>{text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
