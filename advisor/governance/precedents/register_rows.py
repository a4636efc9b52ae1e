"""The forms in which a register comes in and goes out.

JSON Lines, CSV, the columns of the Digital Economy Act register, and a DCAT catalogue.

Lists in CSV are parted by a vertical bar; a party is written as name; type; role.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from advisor.governance.precedents.precedent import FIELDS, Party, Precedent
from corpus.source import Frozen

_LISTS = ("data_categories", "law_relied_on", "conditions")
_BAR = " | "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

DIGITAL_ECONOMY_ACT_COLUMNS = (
    "Name of agreement", "Purpose", "Benefits", "Power or objective", "Information", "Controllers", "Method",
    "Processors", "Retention", "Start date", "End date", "Review date", "Contact", "Area",
)  # fmt: skip
"""Columns of the public register of information sharing agreements under the Digital Economy Act 2017."""


class RowRead(Frozen):
    """One row of a file: the precedent, or what is wrong with the row."""

    line: int
    precedent: Precedent | None = None
    fault: str = ""


def read_json_lines(lines: Iterable[str]) -> Iterator[RowRead]:
    """The rows of a JSON Lines file; empty lines are passed over."""
    for number, line in enumerate(lines, start=1):
        text = line.lstrip("\ufeff").strip()
        if not text:
            continue
        try:
            row = json.loads(text)
        except (ValueError, RecursionError):
            yield RowRead(line=number, fault="it is not JSON")
            continue
        yield _read(number, row)


def read_csv(text: str) -> Iterator[RowRead]:
    """The rows of a CSV file as ``csv_of`` writes them."""
    reader = csv.DictReader(text.lstrip("\ufeff").splitlines(keepends=True))
    for cells in reader:
        row: dict[str, Any] = {key: _unguarded(value) for key, value in cells.items() if key in FIELDS and value}
        for field in _LISTS:
            if field in row:
                row[field] = [part.strip() for part in row[field].split("|") if part.strip()]
        if "parties" in row:
            row["parties"] = [_party(part) for part in row["parties"].split("|") if part.strip()]
        if "invented" in row:
            row["invented"] = row["invented"].strip().lower() in ("true", "yes", "1")
        yield _read(reader.line_num, row)


def row_of(precedent: Precedent) -> dict[str, Any]:
    """A precedent as a row of the register."""
    return precedent.model_dump(mode="json")


def json_lines_of(precedents: Iterable[Precedent]) -> str:
    """A register as JSON Lines."""
    return "".join(json.dumps(row_of(one), ensure_ascii=False) + "\n" for one in precedents)


def csv_of(precedents: Iterable[Precedent]) -> str:
    """A register for a spreadsheet; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    rows = []
    for one in precedents:
        row = row_of(one)
        row |= {field: _BAR.join(row[field]) for field in _LISTS}
        row["parties"] = _BAR.join("; ".join((party.name, party.type, party.role)) for party in one.parties)
        rows.append({key: _guarded("" if value is None else str(value)) for key, value in row.items()})
    return _written(FIELDS, rows)


def digital_economy_act_csv_of(precedents: Iterable[Precedent]) -> str:
    """A register under the columns of the Digital Economy Act register; what is not held stays empty."""
    rows = []
    for one in precedents:
        law = _BAR.join(one.law_relied_on)
        told = {
            "Name of agreement": one.name,
            "Purpose": one.purpose,
            "Benefits": one.outcome,
            "Power or objective": law,
            "Information": _BAR.join(one.data_categories),
            "Controllers": _named(one, "controller"),
            "Method": one.facts,
            "Processors": _named(one, "processor"),
            "Start date": one.begins_on.isoformat() if one.decision.permits else "",
            "End date": (one.revoked_on or one.valid_until or ""),
            "Contact": one.organisation,
            "Area": one.jurisdiction.value.replace("-", " ").title(),
        }
        rows.append({column: _guarded(str(told.get(column, ""))) for column in DIGITAL_ECONOMY_ACT_COLUMNS})
    return _written(DIGITAL_ECONOMY_ACT_COLUMNS, rows)


def catalogue_of(precedents: Iterable[Precedent], publisher: str) -> dict[str, Any]:
    """The register as a DCAT catalogue in JSON-LD.

    Source: W3C, Data Catalog Vocabulary (DCAT) version 3.
    """
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@type": "dcat:Catalog",
        "dct:title": "Precedents in information governance",
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher},
        "dcat:resource": [_resource(one) for one in precedents],
    }


def _resource(one: Precedent) -> dict[str, Any]:
    return {
        "@id": f"urn:precedent:{one.id}",
        "@type": "dcat:Resource",
        "dct:identifier": one.id,
        "dct:title": one.name,
        "dct:description": one.facts,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": one.organisation},
        "dct:issued": {"@type": "xsd:date", "@value": one.decided_on.isoformat()},
        "dct:accessRights": one.classification.value,
        "dct:spatial": one.jurisdiction.value,
        "dct:type": one.decision.value,
        "dcat:keyword": list(one.data_categories),
        "dct:references": [{"@id": url} for url in one.law_relied_on],
        **({"dct:replaces": {"@id": f"urn:precedent:{one.supersedes}"}} if one.supersedes else {}),
        **({"dct:isReplacedBy": {"@id": f"urn:precedent:{one.superseded_by}"}} if one.superseded_by else {}),
    }


def _read(number: int, row: Any) -> RowRead:
    if not isinstance(row, dict):
        return RowRead(line=number, fault="it is not a JSON object")
    known = {key: value for key, value in row.items() if key in FIELDS}
    try:
        return RowRead(line=number, precedent=Precedent.model_validate(known))
    except ValidationError as error:
        return RowRead(line=number, fault="; ".join(_fault(one) for one in error.errors()[:3]))


def _fault(one: Any) -> str:
    where = ".".join(str(part) for part in one["loc"]) or "row"
    return f"{where}: {'is missing' if one['type'] == 'missing' else one['msg'].removeprefix('Value error, ')}"


def _party(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split(";")]
    return dict(zip(Party.model_fields, parts, strict=False))


def _named(one: Precedent, role: str) -> str:
    return _BAR.join(party.name or party.type for party in one.parties if role in party.role)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _written(columns: Iterable[str], rows: Iterable[dict[str, str]]) -> str:
    out = _Written()
    writer = csv.DictWriter(out, fieldnames=list(columns), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return "".join(out.pieces)


class _Written:
    """What a CSV writer writes, piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def write(self, piece: str) -> int:
        """Keep one piece."""
        self.pieces.append(piece)
        return len(piece)
