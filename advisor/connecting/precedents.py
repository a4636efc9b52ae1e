"""Connecting precedents: the register in the ledger, the embedding model, the lexicon and the shipped rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.approval.actor import Actor
from advisor.errors import CorpusError
from advisor.governance.precedents.insight import Insight
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.register_rows import RowRead, read_csv, read_json_lines
from advisor.journeys.consult import Consult
from advisor.journeys.precedent_insight import over_time
from advisor.journeys.precedent_register import Imported, PrecedentRegister
from advisor.ledger.precedents import PrecedentRecords, digest_of
from advisor.ledger.store import Store
from corpus.concept_files import lexicon
from corpus.source import Classification
from retrieval.precedent_preparing import Embed

if TYPE_CHECKING:
    from advisor.connecting.casework import Office

SHIPPED_FILE = "invented.jsonl"


class FileOfPrecedents:
    """The good rows of a file, searched without being brought in."""

    def __init__(self, rows: Sequence[RowRead]) -> None:
        self._precedents = tuple({row.precedent.id: row.precedent for row in rows if row.precedent}.values())

    def state(self) -> int:
        """A file that was read does not change."""
        return 0

    def published(self) -> Sequence[Precedent]:
        """Every good row."""
        return self._precedents


class Precedents:
    """Everything that a surface needs of precedents."""

    def __init__(
        self,
        store: Callable[[], Store],
        office: Callable[[], Office],
        vectors: Embed,
        *,
        now: Callable[[], datetime],
        asked: Embed | None = None,
    ) -> None:
        self._store = store
        self._office = office
        self._vectors = vectors
        self._asked = asked
        self._now = now

    @cached_property
    def records(self) -> PrecedentRecords:
        """The register in the ledger."""
        return PrecedentRecords(self._store())

    @cached_property
    def register(self) -> PrecedentRegister:
        """Keeping the register; what ships is brought in first."""
        office = self._office()
        register = PrecedentRegister(
            self.records, office.records, office.register, self._vectors, digest_of, now=self._now
        )
        bring_in_shipped(register)
        return register

    @cached_property
    def consult(self) -> Consult:
        """Consulting the register."""
        self.register  # noqa: B018 (brings in what ships)
        return Consult(self.records, self._vectors, lexicon(), today=lambda: self._now().date(), asked=self._asked)

    def insight(self, actor: Actor, *, on: date, clearance: Classification) -> Insight:
        """What register and cases tell over time, for one reader.

        Raises:
            Refusal: the person is not signed in.
        """
        office = self._office()
        return over_time(office.casework, office.records, self.consult, lexicon(), actor, on=on, clearance=clearance)

    @cached_property
    def consult_shipped(self) -> Consult:
        """Consulting what ships alone, where no ledger is."""
        return Consult(
            FileOfPrecedents(shipped_rows()),
            self._vectors,
            lexicon(),
            today=lambda: self._now().date(),
            asked=self._asked,
        )

    def consult_file(self, rows: Sequence[RowRead]) -> Consult:
        """Consulting the rows of a file alone."""
        shipped = [row.precedent for row in shipped_rows() if row.precedent]
        return Consult(
            FileOfPrecedents(rows),
            self._vectors,
            lexicon(),
            today=lambda: self._now().date(),
            background=shipped,
            asked=self._asked,
        )


def shipped_rows() -> list[RowRead]:
    """The invented precedents that ship with the package."""
    text = files("corpus").joinpath("precedents", SHIPPED_FILE).read_text("utf-8")
    return list(read_json_lines(text.splitlines()))


def bring_in_shipped(register: PrecedentRegister) -> Imported:
    """Bring in the invented precedents that ship with the package."""
    return register.bring_in_shipped(shipped_rows())


def rows_of_file(path: Path) -> list[RowRead]:
    """The rows of a register in a file: CSV where its name ends so, JSON Lines otherwise.

    Raises:
        CorpusError: the file cannot be read, or is not text.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise CorpusError(
            f"{path} cannot be read: {error.strerror}.", "Give a register in JSON Lines or CSV."
        ) from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} is not text in UTF-8.", "Save it as UTF-8 and try again.") from error
    if path.suffix.lower() == ".csv":
        return list(read_csv(text))
    return list(read_json_lines(text.split("\n")))
