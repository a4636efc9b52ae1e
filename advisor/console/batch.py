"""Batches in JSON Lines: one output row for each input row, in its order, that can be broken off and resumed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO, TypeVar

from pydantic import BaseModel, ValidationError

from advisor.console import output
from advisor.errors import GovernanceError, SettingsFault

Row = TypeVar("Row", bound=BaseModel)
_BEGINS = b'{"id": '
"""How every row of answers begins."""
Progress = Callable[[str, int, int], None]


def lines_of(source: Path, what: str) -> list[str]:
    """The rows of a file, empty lines left out.

    Raises:
        SettingsFault: there is no such file.
    """
    if not source.is_file():
        raise SettingsFault(f"There is no file {source}.", f"Give a JSON Lines file with {what} in each row.")
    try:
        text = source.read_text("utf-8-sig", errors="replace")
    except OSError as error:
        raise SettingsFault(f"{source} cannot be read: {error.strerror}.", "Check that you may read it.") from error
    return [line for line in text.split("\n") if line.strip()]


def run(
    source: Path,
    target: Path,
    kind: type[Row],
    answer: Callable[[Row, object], dict[str, Any]],
    *,
    keys: str,
    doing: str,
    done: str,
    prepare: Callable[[Progress], None] = lambda _: None,
) -> dict[str, int]:
    """Answer every row of a file into another, and count what became of them.

    Args:
        source: the rows.
        target: where the answers are added; rows that have one there are skipped.
        kind: what a row must be.
        answer: what is written for a row and its id.
        keys: the keys of a row, for the person who gave no file.
        doing: what the progress bar says.
        done: what the count of answered rows is called.
        prepare: what has to be ready before the first row.

    Raises:
        SettingsFault: there are no rows to read, or the answers cannot be written.
    """
    lines = lines_of(source, keys)
    if target.exists() and target.samefile(source):
        raise SettingsFault(f"{target} holds the rows to read.", "Give another file with --out.")
    earlier = already_done(target)
    counts = {"rows": len(lines), done: 0, "skipped": 0, "errors": 0}
    with output.progress() as on_progress:
        prepare(on_progress)
        with opened(target) as file:
            for number, row in enumerate(results(lines, earlier, kind, answer), start=1):
                on_progress(doing, number, len(lines))
                if row is None:
                    counts["skipped"] += 1
                    continue
                counts["errors" if "error" in row else done] += 1
                try:
                    file.write(written(row) + "\n")
                    file.flush()
                except OSError as error:
                    with suppress(OSError):  # what could not be written is not written at the end either
                        file.close()
                    raise _unwritable(target, error) from error
    return counts


def say(counts: dict[str, int], done: str, target: Path, as_json: bool) -> None:
    """Tell what became of the rows."""
    if as_json:
        output.print_json(counts)
        return
    in_words = f"{counts[done]} {done}, {counts['skipped']} already there, {counts['errors']} with errors"
    output.aside().print(f"{in_words}: {target}")


def results(
    lines: Iterable[str], done: set[str], kind: type[Row], answer: Callable[[Row, object], dict[str, Any]]
) -> Iterator[dict[str, Any] | None]:
    """One output row for each line: what ``answer`` gives of the row and its id, or the id and the error.

    ``None`` stands for a row that an earlier run answered. A row without an id is known by the number of its line.
    """
    for number, line in enumerate(lines, start=1):
        row_id = id_of(line, f"line {number}")
        if str(row_id) in done:
            yield None
            continue
        try:
            yield answer(kind.model_validate_json(line), row_id)
        except ValidationError as error:
            first = error.errors()[0]
            yield {"id": row_id, "error": f"{'.'.join(map(str, first['loc'])) or 'row'}: {first['msg']}"}
        except GovernanceError as error:
            yield {"id": row_id, "error": str(error)}


def id_of(line: str, otherwise: object) -> object:
    """The id that a line gives, or what else to call it."""
    try:
        found = json.loads(line, parse_constant=_no_number)["id"]
        json.dumps(found, allow_nan=False)
    except (ValueError, KeyError, TypeError, RecursionError):
        return otherwise
    return otherwise if found is None else found


def _no_number(words: str) -> None:
    """NaN and the infinities, which JSON does not have.

    Raises:
        ValueError: always.
    """
    raise ValueError(words)


def opened(target: Path) -> TextIO:
    """The output file, to be added to.

    Raises:
        SettingsFault: it cannot be written.
    """
    try:
        return target.open("a", encoding="utf-8", newline="\n")
    except OSError as error:
        raise _unwritable(target, error) from error


def written(row: dict[str, Any]) -> str:
    """A row as JSON; letters as they are, unless one of them is half of a pair that UTF-8 cannot write."""
    text = json.dumps(row, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(row)
    return text


def already_done(target: Path) -> set[str]:
    """Ids in the output so far; a last line broken off by a kill is cut away.

    Raises:
        SettingsFault: the file cannot be read or written, or holds something else, which is left as it is.
    """
    if not target.exists():
        return set()
    if not target.is_file():  # a device or a pipe, which might never end
        raise SettingsFault(f"{target} is not a file.", "Give another file with --out.")
    try:
        data = target.read_bytes()
    except OSError as error:
        raise _unwritable(target, error) from error
    whole = data[: data.rfind(b"\n") + 1]
    found = set()
    for line in whole.decode("utf-8", "replace").removesuffix("\n").split("\n") if whole else ():
        try:
            found.add(str(json.loads(line)["id"]))
        except (ValueError, KeyError, TypeError):
            raise _other_than_answers(target) from None
    rest = data[len(whole) :]
    if rest and not _BEGINS.startswith(rest[: len(_BEGINS)]):
        raise _other_than_answers(target)
    if rest:
        try:
            target.write_bytes(whole)
        except OSError as error:
            raise _unwritable(target, error) from error
    return found


def _other_than_answers(target: Path) -> SettingsFault:
    return SettingsFault(f"{target} holds something other than answers.", "Give another file with --out.")


def _unwritable(target: Path, error: OSError) -> SettingsFault:
    return SettingsFault(f"{target} cannot be written: {error.strerror}.", "Give another file with --out.")
