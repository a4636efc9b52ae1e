"""The shape of events: named by kind, versioned, frozen, with room for identifiers, digests and dates only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from advisor.approval import event as happened
from advisor.approval.event import Body, Event
from advisor.approval.record import Term
from tests.advisor.approval.world import Life

BODIES = get_args(Body)


def texts(schema: dict, defs: dict, name: str = "") -> Iterator[str]:
    """The names of the fields, at any depth, that can hold any text at all."""
    if "$ref" in schema:
        yield from texts(defs[schema["$ref"].rsplit("/", 1)[1]], defs, name)
    for one in schema.get("anyOf", ()):
        yield from texts(one, defs, name)
    if schema.get("type") == "array":
        yield from texts(schema["items"], defs, name)
    for field, inner in schema.get("properties", {}).items():
        yield from texts(inner, defs, field)
    closed = {"enum", "const", "pattern", "format"} & set(schema)
    if schema.get("type") == "string" and not closed:
        yield name


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.__name__)
def test_a_body_has_a_kind_a_version_and_no_room_for_what_people_write(body: type[BaseModel]) -> None:
    schema = body.model_json_schema()
    assert schema["properties"]["kind"]["const"]
    assert schema["properties"]["schema_version"]["const"] == 1
    free = set(texts(schema, schema.get("$defs", {})))
    allowed = {name for name in free if name.endswith(("_id", "_ids")) or name in {"id", "attested_by", "renews"}}
    assert free - allowed <= {"open_gaps", "blocking_gaps"}, "fields of a template, named by the template"


def test_no_two_kinds_of_event_have_one_name() -> None:
    assert len({body.model_fields["kind"].default for body in BODIES}) == len(BODIES) == 26


def test_an_event_is_frozen_and_refuses_what_it_does_not_know() -> None:
    event = Life().opened().events[0]
    with pytest.raises(ValidationError):
        event.version = 2
    with pytest.raises(ValidationError):
        Event.model_validate(event.model_dump() | {"note": "by hand"})
    with pytest.raises(ValidationError):
        Event.model_validate(event.model_dump() | {"body": {"kind": "approved by magic"}})
    with pytest.raises(ValidationError):
        happened.Submitted.model_validate({"digest": "not a digest"})
    assert (event.kind, event.schema_version, event.id) == ("case opened", 1, "case/1")


def test_a_field_for_free_text_would_be_noticed() -> None:
    schema = Term.model_json_schema()
    assert "text" in set(texts(schema, schema["$defs"]))
