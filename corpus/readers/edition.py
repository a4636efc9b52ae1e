"""One edition of an instrument: which law it is, of which day, and how the source and its passages are named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from lxml import etree

from corpus import address
from corpus.document import About
from corpus.errors import Unreadable
from corpus.readers.provision import clean, day, extent_of
from corpus.source import UK, Checked, Extent, Kind, Source, Standing

FIRST_TEXTS = {"enacted", "made", "adopted", "created"}
PUBLISHER = "The National Archives"
LICENCE = "Open Government Licence v3.0"

_TYPE_OF = {
    "UnitedKingdomPublicGeneralAct": "ukpga", "UnitedKingdomLocalAct": "ukla", "ScottishAct": "asp",
    "WelshParliamentAct": "asc", "WelshNationalAssemblyAct": "anaw", "WelshAssemblyMeasure": "mwa",
    "NorthernIrelandAct": "nia", "UnitedKingdomStatutoryInstrument": "uksi", "ScottishStatutoryInstrument": "ssi",
    "WelshStatutoryInstrument": "wsi", "NorthernIrelandStatutoryRule": "nisr",
    "NorthernIrelandOrderInCouncil": "nisi", "EuropeanUnionRegulation": "eur", "EuropeanUnionDecision": "eudn",
    "EuropeanUnionDirective": "eudr",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PRINTED_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Z][a-z]+) (\d{4})")
_UNIT_OF_MINOR_TYPE = {"order": "article", "rule": "rule", "regulation": "regulation"}


@dataclass(frozen=True, slots=True)
class Edition:
    """What the file says of itself.

    ``path`` is the instrument's (``ukpga/2018/12``); ``version`` is empty for the revised text, else ``enacted``,
    ``made``, ``adopted``, ``created`` or the day of a point-in-time text; ``fragment`` is the path of the only
    provision that the file holds (``section/19``); ``replaced`` tells whether the file names a later version; ``unit``
    is the word for the instrument's main provisions.
    """

    path: str
    title: str
    version: str
    fragment: str
    as_at: date | None
    extent: Extent
    replaced: bool
    unit: str

    @property
    def url(self) -> str:
        """Canonical address of the instrument."""
        return f"{address.LEGISLATION}/{self.path}"

    @property
    def source_id(self) -> str:
        """``law/ukpga/2018/12``, with the fragment and the version where there are any."""
        fragment = f"/{self.fragment}" if self.fragment else ""
        return f"law/{self.path}{fragment}" + (f"@{self.version}" if self.version else "")

    @property
    def standing(self) -> Standing:
        """Superseded where the file itself names a later version."""
        return Standing.SUPERSEDED if self.replaced else Standing.IN_FORCE

    @property
    def in_words(self) -> str:
        """``as enacted``, ``as at 1 April 2014``; empty for the revised text."""
        when = day(self.version)
        if when:
            return f"as at {when.day} {when:%B %Y}"
        return f"as {self.version}" if self.version else ""

    def source(self, about: About, sha256: str) -> Source:
        """The source that the edition is."""
        label = address.label(f"{self.url}/{self.fragment}") if self.fragment else ""
        title = f"{self.title}: {label}" if label else self.title
        return Source(
            id=self.source_id,
            title=f"{title} ({self.in_words})" if self.in_words else title,
            kind=Kind.LEGISLATION,
            publisher=PUBLISHER,
            url=f"{self.url}/{self.fragment}".rstrip("/"),
            licence=LICENCE,
            classification=about.classification,
            extent=self.extent,
            standing=self.standing,
            checked=Checked.INSTRUMENT,
            as_at=self.as_at,
            sha256=sha256,
        )


def of_metadata(root: etree._Element, name: str) -> Edition:
    """The edition that the official metadata (``ukm:Metadata`` and the Dublin Core beside it) describes.

    Raises:
        Unreadable: the metadata do not say which law it is.
    """
    identifier = _text(root, "identifier")
    document = root.get("DocumentURI", "")
    path = address.instrument_path(identifier) or address.instrument_path(document) or _path_of_numbers(root)
    if path is None:
        raise Unreadable(f"{name} does not say which law it is.", "Fetch the file again from legislation.gov.uk.")
    status, category = _value(root, "DocumentStatus"), _value(root, "DocumentCategory")
    first = {"primary": "enacted", "secondary": "made", "euretained": "adopted"}.get(category, "made")
    version, fragment = _version_and_fragment(identifier, document, path)
    if not version and status == "final":
        version = first
    issued = _date_of(root, "EnactmentDate") or _date_of(root, "Made") or _printed_day(root)
    modified = day(_text(root, "valid")) or day(_text(root, "modified"))
    as_at = (issued or modified) if version in FIRST_TEXTS else (day(version) or modified)
    year = path.split("/")[1]
    title = re.sub(r"\s*\((?:repealed|revoked)\)$", "", clean(_text(root, "title"))) or address.label(
        f"{address.LEGISLATION}/{path}"
    )
    if year.isdigit() and year not in title:
        title = f"{title} ({year})"
    extent = extent_of(root.get("RestrictExtent", "")) or address.extent_of(f"{address.LEGISLATION}/{path}") or UK
    return Edition(
        path=path,
        title=title,
        version=version,
        fragment=fragment,
        as_at=as_at,
        extent=extent,
        replaced=bool(version) and _names_later_version(root, as_at),
        unit=unit_of(path, _value(root, "DocumentMinorType")),
    )


def unit_of(path: str, minor_type: str = "") -> str:
    """What the main provisions of an instrument of this type are called."""
    kind = path.split("/", 1)[0]
    if kind.startswith("eu"):
        return "article"
    if kind in {"uksi", "ssi", "wsi", "nisr", "ukci"}:
        return _UNIT_OF_MINOR_TYPE.get(minor_type, "regulation")
    return "article" if kind == "nisi" else "section"


def _version_and_fragment(identifier: str, document: str, path: str) -> tuple[str, str]:
    steps = _steps_after(identifier, path) or _steps_after(document, path)
    version = steps[-1] if steps and (steps[-1] in FIRST_TEXTS or day(steps[-1])) else ""
    undated = address.canonical(identifier).removeprefix(f"{address.LEGISLATION}/{path}").strip("/")
    return version, undated if address.instrument_path(identifier) and undated != "contents" else ""


def _steps_after(url: str, path: str) -> list[str]:
    full = urlsplit(url).path.replace("/id/", "/")
    return [step for step in full.removeprefix(f"/{path}").split("/") if step] if full.startswith(f"/{path}") else []


def _path_of_numbers(root: etree._Element) -> str | None:
    kind = _TYPE_OF.get(_value(root, "DocumentMainType"))
    year, number = _value(root, "Year"), _value(root, "Number")
    return f"{kind}/{year}/{number}" if kind and year and number else None


def _names_later_version(root: etree._Element, as_at: date | None) -> bool:
    for link in root.iter("{http://www.w3.org/2005/Atom}link"):
        if link.get("rel", "").rsplit("/", 1)[-1] not in {"hasVersion", "isReplacedBy"}:
            continue
        when = day(link.get("title", ""))
        if link.get("title") == "current" or (when and (as_at is None or when > as_at)):
            return True
    return False


def _text(root: etree._Element, tag: str) -> str:
    for element in root.iter(f"{{http://purl.org/dc/elements/1.1/}}{tag}", f"{{http://purl.org/dc/terms/}}{tag}"):
        return (element.text or "").strip()
    return ""


def _value(root: etree._Element, tag: str) -> str:
    for element in root.iter(f"{{http://www.legislation.gov.uk/namespaces/metadata}}{tag}"):
        return str(element.get("Value", ""))
    return ""


def _printed_day(root: etree._Element) -> date | None:
    """The last day printed as the date of enactment or making: ``3rd March 2011``."""
    for element in root.iter("{*}DateOfEnactment", "{*}MadeDate"):
        words = " ".join("".join(str(text) for text in element.itertext()).split())
        for found in reversed(_PRINTED_DAY.findall(words)):
            try:
                return date(int(found[2]), _MONTHS.index(found[1]) + 1, int(found[0]))
            except ValueError:
                continue
    return None


def _date_of(root: etree._Element, tag: str) -> date | None:
    for element in root.iter(f"{{http://www.legislation.gov.uk/namespaces/metadata}}{tag}"):
        return day(element.get("Date"))
    return None
