"""What was erased and which cases are held: each act is a row of the chain, so that erasing can be told from theft."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field
from sqlalchemy import Connection

from advisor.approval.proposal import Sha256
from advisor.ledger import chain
from corpus.source import Frozen


class ArtefactErased(Frozen):
    """The bytes of an artefact were erased; its digest stays in the events that name it."""

    kind: Literal["artefact erased"] = "artefact erased"
    digest: Sha256


class PersonErased(Frozen):
    """A person's name and address were erased; the identifier stays in the events."""

    kind: Literal["person erased"] = "person erased"
    person_id: str


class HoldPlaced(Frozen):
    """A case is held: nothing of it is erased until the hold is lifted. Why stands in an artefact."""

    kind: Literal["hold placed"] = "hold placed"
    case_id: str
    reason_digest: Sha256


class HoldLifted(Frozen):
    """A case is no longer held."""

    kind: Literal["hold lifted"] = "hold lifted"
    case_id: str


Act = ArtefactErased | PersonErased | HoldPlaced | HoldLifted


class KeepingEvent(Frozen):
    """One act, and who did it; nobody is named for what a retention run does by itself."""

    schema_version: Literal[1] = 1
    version: int = Field(ge=1)
    actor_id: str | None = None
    at: datetime
    act: Annotated[Act, Field(discriminator="kind")]


def record(connection: Connection, act: Act, at: datetime, actor_id: str | None) -> None:
    """Add an act to the chain, in a transaction that is alone in writing."""
    version = (chain.version(connection, chain.KEEPING) or 0) + 1
    done = KeepingEvent(version=version, actor_id=actor_id, at=at, act=act)
    chain.add(connection, chain.KEEPING, version, done.model_dump(mode="json"))


def history(connection: Connection) -> list[KeepingEvent]:
    """Every act in order."""
    return [KeepingEvent.model_validate_json(row.body) for row in chain.stream(connection, chain.KEEPING)]


def erased_artefacts(done: list[KeepingEvent]) -> dict[str, datetime]:
    """When each artefact was erased, the last time that it was."""
    return {one.act.digest: one.at for one in done if isinstance(one.act, ArtefactErased)}


def holds(done: list[KeepingEvent]) -> dict[str, str]:
    """The digest of the reason why each case is held."""
    held: dict[str, str] = {}
    for one in done:
        if isinstance(one.act, HoldPlaced):
            held[one.act.case_id] = one.act.reason_digest
        elif isinstance(one.act, HoldLifted):
            held.pop(one.act.case_id, None)
    return held
