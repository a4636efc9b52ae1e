"""Registers going in and out, the identifiers found before publishing, and the tables over them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

from advisor.governance.precedents.conditions import condition_library
from advisor.governance.precedents.insight import Handled, end_of_next_quarter, insight
from advisor.governance.precedents.precedent import Decided, Precedent
from advisor.governance.precedents.publishing import pointers, redacted
from advisor.governance.precedents.register_rows import (
    DIGITAL_ECONOMY_ACT_COLUMNS,
    catalogue_of,
    csv_of,
    digital_economy_act_csv_of,
    json_lines_of,
    read_csv,
    read_json_lines,
)
from corpus.concept_files import lexicon
from corpus.source import Classification

ROW: dict[str, Any] = {
    "id": "p-1",
    "title": "=Boats and moorings",
    "facts": "The council asks, the trust answers.\nYes or no.",
    "parties": [{"name": "Marina Trust", "type": "charity", "role": "controller"}],
    "jurisdiction": "Northern Ireland",
    "data_categories": ["names", "addresses"],
    "decision": "Approved with conditions",
    "conditions": ["Yes or no only"],
    "decided_on": "2024-05-01",
    "valid_until": "",
    "classification": "OFFICIAL-SENSITIVE",
}


def read(*rows: object) -> list[Precedent]:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return [row.precedent for row in read_json_lines(lines) if row.precedent is not None]


def test_what_four_fields_say_is_enough_for_a_row() -> None:
    (one,) = read({"id": "x", "facts": "Something.", "decision": "rejected", "decided_on": "2024-01-01"})
    assert one.decision is Decided.REJECTED
    assert one.classification is Classification.OFFICIAL


def test_bad_rows_are_told_with_their_line_and_the_good_ones_kept() -> None:
    missing = {key: value for key, value in ROW.items() if key != "facts"}
    secret = {**ROW, "classification": "secret"}
    rows = list(read_json_lines([json.dumps(ROW), "", "{not json", json.dumps(missing), "[1]", json.dumps(secret)]))
    assert [(row.line, row.precedent is None) for row in rows] == [
        (1, False), (3, True), (4, True), (5, True), (6, True)
    ]  # fmt: skip
    assert rows[2].fault == "facts: is missing"
    assert rows[4].fault.startswith("classification: ")


def test_a_register_comes_back_from_json_lines_and_from_csv_as_it_went() -> None:
    (one,) = read(ROW)
    assert read(*json_lines_of([one]).splitlines()) == [one]
    assert [row.precedent for row in read_csv(csv_of([one]))] == [one]


def test_no_cell_of_a_spreadsheet_begins_a_formula() -> None:
    (one,) = read(ROW)
    for text in (csv_of([one]), digital_economy_act_csv_of([one])):
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_the_columns_of_the_public_register_are_all_there() -> None:
    (one,) = read(ROW)
    (row,) = csv.DictReader(io.StringIO(digital_economy_act_csv_of([one])))
    assert tuple(row) == DIGITAL_ECONOMY_ACT_COLUMNS
    assert row["Controllers"] == "Marina Trust"
    assert row["Start date"] == "2024-05-01"


def test_a_catalogue_links_what_was_superseded() -> None:
    (one,) = read({**ROW, "supersedes": "p-0"})
    catalogue = catalogue_of([one], "Marina Council")
    assert catalogue["dcat:resource"][0]["dct:replaces"] == {"@id": "urn:precedent:p-0"}


def test_identifiers_are_found_in_every_written_field_and_redacted_alike() -> None:
    row = {**ROW, "reasons": "Write to jo@example.org.", "conditions": ["Tell jo@example.org", "Ring 0131 496 0123"]}
    found = pointers(row)
    assert {(one.field, one.kind) for one in found} == {
        ("reasons", "email"), ("conditions", "email"), ("conditions", "telephone")
    }  # fmt: skip
    assert all("jo@example.org" not in one.around for one in found)
    clean = redacted(row)
    assert pointers(clean) == ()
    assert clean["reasons"].split()[-1].rstrip(".") == clean["conditions"][0].split()[-1]
    assert clean["decided_on"] == ROW["decided_on"]


def test_conditions_of_like_wording_are_one_condition() -> None:
    first, second = read(
        {**ROW, "conditions": ["Access by named staff only"]},
        {**ROW, "id": "p-2", "conditions": ["Access by named staff"]},
    )
    (usual,) = condition_library([first, second], lexicon())
    assert sorted(usual.precedent_ids) == ["p-1", "p-2"]


def test_the_next_quarter_ends_on_its_last_day_also_across_the_year() -> None:
    assert end_of_next_quarter(date(2026, 11, 22)) == date(2027, 3, 31)
    assert end_of_next_quarter(date(2026, 1, 1)) == date(2026, 6, 30)


def test_insight_counts_days_returns_and_what_expires() -> None:
    on = date(2026, 11, 22)
    rows = [
        {**ROW, "id": "ends", "valid_until": "2027-03-31"},
        {**ROW, "id": "later", "valid_until": "2027-04-01"},
        {**ROW, "id": "revoked", "valid_until": "2027-01-01", "revoked_on": "2026-01-01"},
        {**ROW, "id": "refused", "decision": "rejected", "valid_until": "2027-01-01"},
    ]
    handled = [
        Handled(case_id=str(days), kind="assessment", submitted_on=date(2026, 1, 1), decided_on=date(2026, 1, 1 + days))
        for days in range(1, 11)
    ]
    handled.append(
        Handled(case_id="open", kind="agreement", submitted_on=on, returned=("No retention", "No retention"))
    )
    found = insight(handled, read(*rows), lexicon(), on=on)
    assert [one.id for one in found.expiring] == ["ends"]
    (waiting,) = found.waiting
    assert (waiting.cases, waiting.median, waiting.slow, waiting.longest) == (10, 5.5, 9, 10)
    assert (found.undecided, [(one.reason, one.times) for one in found.returned]) == (1, [("No retention", 2)])
    assert found.recurring[0].times == 4
