"""Bringing documents in: read each in a contained process, keep the original, hold the passages, report on it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from corpus.containment import Limits
from corpus.document import About, Reading
from corpus.errors import CorpusError, NotHeld, Unreadable
from corpus.holdings import Holdings
from corpus.reading import read_bytes
from corpus.source import Checked, Frozen, Kind

ADDED = "added"
_FROM_A_FILE = "Read from a file that was added here, not fetched from legislation.gov.uk."


class FileReport(Frozen):
    """What became of one file: ``added``, ``unchanged``, ``updated`` or ``rejected`` with the reason."""

    path: str
    status: str
    reason: str | None = None
    source_id: str | None = None
    passages: int = 0
    warnings: tuple[str, ...] = ()


class Ingestion:
    """Brings documents into the holdings, each file in a transaction of its own: a killed run loses nothing."""

    def __init__(self, holdings: Holdings, originals: Path, limits: Limits) -> None:
        self._holdings = holdings
        self._originals = originals
        self._limits = limits

    def add(
        self,
        paths: Sequence[Path],
        about: About,
        *,
        today: date,
        on_progress: Callable[[str, int, int], None] | None = None,
    ) -> list[FileReport]:
        """Add files, and every file of a folder; one report for each, in order."""
        every = list(_files(paths))
        reports = []
        for number, path in enumerate(every):
            if on_progress:
                on_progress(f"Reading {path.name}", number, len(every))
            reports.append(self.add_file(path, about, today=today))
        if on_progress:
            on_progress("Reading", len(every), len(every))
        return reports

    def add_file(self, path: Path, about: About, *, today: date) -> FileReport:
        """Add one file; a file that cannot be read is rejected with its reason and changes nothing."""
        if path.exists() and not path.is_file():  # a pipe or a device, which might never end
            return FileReport(path=str(path), status="rejected", reason=f"{path.name} is not a file. Give a file.")
        try:
            if path.is_file() and path.stat().st_size > self._limits.largest_file_mb * 1024 * 1024:
                most = self._limits.largest_file_mb
                raise Unreadable(
                    f"{path.name} is larger than {most} MB, the most that is read.",
                    "Split it, or raise reading.largest_file_mb.",
                )
            data = path.read_bytes()
        except OSError as error:
            what = f"{path.name} could not be opened: {error.strerror or 'the system refused'}."
            reason = f"{what} Check the name and that you may read it."
            return FileReport(path=str(path), status="rejected", reason=reason)
        except Unreadable as error:
            return FileReport(path=str(path), status="rejected", reason=str(error))
        return self.add_bytes(data, path.name, about, today=today, path=str(path))

    def add_bytes(
        self, data: bytes, name: str, about: About, *, today: date, path: str | None = None, origin: str = ADDED
    ) -> FileReport:
        """Add a document that is in memory, such as an upload or a fetched page."""
        path = path or name
        digest = hashlib.sha256(data).hexdigest()
        try:
            reading = read_bytes(data, name, about, limits=self._limits)
        except Unreadable as error:
            return FileReport(path=path, status="rejected", reason=str(error))
        if origin == ADDED and len(reading.passages) > self._limits.passages:
            reason = (
                f"{name} would be cut into {len(reading.passages):,} passages; {self._limits.passages:,} is the most, "
                "because all of them have to be indexed before the next question. Split it, or raise reading.passages."
            )
            return FileReport(path=path, status="rejected", reason=reason)
        if origin == ADDED and self._loses_law(reading):
            reason = (
                f"{name} says that it is {reading.source.title}, but has less than half of the text held of it. "
                f"If it is right, remove that text first: advisor corpus remove {reading.source.id}"
            )
            return FileReport(path=path, status="rejected", reason=reason, source_id=reading.source.id)
        keep(self._originals, data, digest)
        status = self._hold(reading, digest, origin, today)
        return FileReport(
            path=path,
            status=status,
            source_id=reading.source.id,
            passages=len(reading.passages),
            warnings=reading.warnings,
        )

    def _loses_law(self, reading: Reading) -> bool:
        """Whether a file would replace a text of law by one with less than half of its passages."""
        if reading.source.kind is not Kind.LEGISLATION:
            return False
        try:
            held = self._holdings.source(reading.source.id)
        except NotHeld:
            return False
        return 2 * len(reading.passages) < held.passages

    def _hold(self, reading: Reading, digest: str, origin: str, today: date) -> str:
        passages = reading.passages
        if origin == ADDED and reading.source.kind is Kind.LEGISLATION:
            passages = tuple(
                one.model_copy(update={"checked": Checked.OWN, "warnings": (*one.warnings, _FROM_A_FILE)})
                for one in passages
            )
        return self._holdings.put(
            reading.source, passages, origin=origin, added_on=today, warnings=reading.warnings, original=digest
        )


def keep(folder: Path, data: bytes, digest: str) -> Path:
    """Keep an original under its digest, written whole or not at all; its uploaded name is never used as a path.

    Raises:
        CorpusError: where the disk is full or the folder cannot be written.
    """
    kept = folder / digest
    if kept.exists():
        return kept
    part = folder / f"{digest}.part-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(kept)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CorpusError(
            f"The original could not be kept in {folder}: {error.strerror}.",
            "Free some space or check the permissions, and run again.",
        ) from error
    return kept


def _is_plain(path: Path) -> bool:
    """Whether a folder's entry is a file to add: links could lead out of the folder, hidden files are not documents."""
    return path.is_file() and not path.is_symlink() and not path.name.startswith(".")


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if _is_plain(one))
        else:
            yield path
