"""Official addresses of law and guidance: canonical form, pinpoint labels, and what contains what.

The identifier of a provision is its undated legislation.gov.uk address, for example
``https://www.legislation.gov.uk/ukpga/2018/12/schedule/1/paragraph/18``; its label is how a lawyer writes it,
``DPA 2018 Schedule 1 paragraph 18``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from urllib.parse import SplitResult, urlsplit

from corpus.source import UK, Extent, Frozen

LEGISLATION = "https://www.legislation.gov.uk"

_LAW_PATH = re.compile(
    r"^/(?:id/)?(?P<type>ukpga|ukla|asp|asc|anaw|mwa|nia|uksi|ssi|wsi|nisr|nisi|ukci|ukcm|eur|eudn|eudr|aep|apgb|ukdsi|sdsi)"
    r"/(?P<year>[0-9A-Za-z-]+)/(?P<number>\d+)(?P<rest>(?:/.*)?)$"
)
_DATED = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_VERSION_WORDS = {"enacted", "made", "created", "adopted", "prospective", "latest", "current"}
_TERRITORY_WORDS = {"england", "wales", "scotland", "ni", "england+wales", "northern ireland"}
_UNITS = {
    "article": "Article", "section": "section", "regulation": "regulation", "rule": "rule", "schedule": "Schedule",
    "paragraph": "paragraph", "part": "Part", "chapter": "Chapter", "annex": "Annex", "recital": "recital",
    "crossheading": "heading", "title": "Title", "division": "division", "appendix": "Appendix",
}  # fmt: skip
_TYPE_EXTENTS: dict[str, Extent] = {
    "asp": ("S",), "ssi": ("S",), "anaw": ("W",), "asc": ("W",), "mwa": ("W",), "wsi": ("W",), "nia": ("NI",),
    "nisr": ("NI",), "nisi": ("NI",),
}  # fmt: skip


class Instrument(Frozen):
    """An Act, set of regulations or assimilated instrument that the advisor knows by name."""

    path: str
    short: str
    title: str
    names: tuple[str, ...] = ()
    extent: Extent = UK
    in_force_from: date | None = None

    @property
    def url(self) -> str:
        """Canonical address of the whole instrument."""
        return f"{LEGISLATION}/{self.path}"


@cache
def instruments() -> dict[str, Instrument]:
    """The instruments known by name, by official path (``ukpga/2018/12``)."""
    table = tomllib.loads(files("corpus").joinpath("instruments.toml").read_text("utf-8"))
    found = [Instrument.model_validate(row) for row in table["instrument"]]
    return {instrument.path: instrument for instrument in found}


@cache
def official_hosts() -> frozenset[str]:
    """Hosts whose pages may be cited by a card or fetched by a sync, and no others (``corpus/sources.toml``)."""
    return frozenset(tomllib.loads(files("corpus").joinpath("sources.toml").read_text("utf-8"))["hosts"])


def is_official(url: str) -> bool:
    """Whether the address is https on one of the official hosts, without a port or a user; no text makes it fail."""
    parts = _split(url)
    try:
        bare = parts.port is None and "@" not in parts.netloc
    except ValueError:  # a port that no address can have
        return False
    return parts.scheme == "https" and parts.hostname in official_hosts() and bare


def canonical(url: str) -> str:
    """The undated, canonical https form of an official address; other addresses lose only their fragment."""
    parts = _split(url.strip())
    if parts.hostname not in {"www.legislation.gov.uk", "legislation.gov.uk"}:
        return url.strip().split("#")[0]
    match = _LAW_PATH.match(parts.path.rstrip("/"))
    if match is None:
        return f"{LEGISLATION}{parts.path}".rstrip("/")
    rest = [step for step in match["rest"].split("/") if step]
    kept = [
        step
        for step in rest
        if not _DATED.match(step)
        and step not in _VERSION_WORDS
        and step.lower() not in _TERRITORY_WORDS
        and not step.startswith(("data.", "revision"))
    ]
    return "/".join([LEGISLATION, match["type"], match["year"], match["number"], *kept])


def instrument_path(url: str) -> str | None:
    """``ukpga/2018/12`` for an address of law, else ``None``."""
    match = _LAW_PATH.match(_split(url).path.rstrip("/"))
    return f"{match['type']}/{match['year']}/{match['number']}" if match else None


def containers(url: str) -> Iterator[str]:
    """The address itself, then each address that contains it, up to the instrument or host root."""
    url = canonical(url)
    path = instrument_path(url)
    if path is None:
        yield url
        return
    root = f"{LEGISLATION}/{path}"
    yield url
    while url != root:
        url = url.rsplit("/", 1)[0]
        if url == root or url.rsplit("/", 1)[1] not in _UNITS:
            yield url


def covers(wide: str, narrow: str) -> bool:
    """Whether the provision at ``wide`` is, or contains, the one at ``narrow``."""
    wide, narrow = canonical(wide).rstrip("/"), canonical(narrow).rstrip("/")
    return narrow == wide or narrow.startswith(wide + "/")


def extent_of(url: str) -> Extent | None:
    """The extent of the instrument at an address, where it is known; ``None`` for guidance and unknown instruments."""
    path = instrument_path(url)
    if path is None:
        return (
            ("S",) if _split(url).hostname in {"www.gov.scot", "www.foi.scot", "www.itspublicknowledge.info"} else None
        )
    known = instruments().get(path)
    return known.extent if known else _TYPE_EXTENTS.get(path.split("/")[0])


def label(url: str) -> str:
    """How a lawyer writes an address of law: ``DPA 2018 Schedule 1 paragraph 18``; the host for other pages."""
    url = canonical(url)
    path = instrument_path(url)
    if path is None:
        return _split(url).hostname or url
    known = instruments().get(path)
    words = [known.short if known else _formal_number(path)]
    steps = url.removeprefix(f"{LEGISLATION}/{path}").strip("/").split("/")
    at = 0
    while at < len(steps) and steps[at]:
        unit = _UNITS.get(steps[at])
        if unit is None:
            words[-1] += f"({steps[at]})"
            at += 1
            continue
        number = steps[at + 1] if at + 1 < len(steps) else ""
        words.append(f"{unit} {number}".strip())
        at += 2
    return " ".join(words)


def _split(url: str) -> SplitResult:
    """The pieces of an address; all of them empty where it is so broken that it has none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _formal_number(path: str) -> str:
    kind, year, number = path.split("/")
    style = {"ukpga": "c.", "asp": "asp", "uksi": "SI", "ssi": "SSI", "wsi": "WSI", "nisr": "NISR", "eur": "Regulation"}
    prefix = style.get(kind, kind)
    if kind == "ukpga":
        return f"{year} c. {number}"
    if kind == "asp":
        return f"{year} asp {number}"
    return f"{prefix} {year}/{number}"
