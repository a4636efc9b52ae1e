"""A child process in which documents are read, so that a hostile one can harm nothing but itself.

The child is a fresh, isolated interpreter: it gets the document on its standard input and gives a reading as JSON on
its standard output. It may not open a socket, write a file or start a process, and it is stopped when it takes more
memory, time or output than the limits allow. On Linux the kernel enforces the memory limit. On macOS and Windows it
does not, and a watch inside the child looks at its memory every twentieth of a second instead, so that a very fast
growth can pass the limit for a moment; processor time and file sizes are not limited on Windows.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TypeVar

from pydantic import Field, ValidationError

from corpus.document import About, Reading
from corpus.errors import CorpusError, Unreadable
from corpus.source import Frozen
from corpus.word_markup import WordMarkup

_Read = TypeVar("_Read", Reading, WordMarkup)
_MEGABYTE = 1024 * 1024
_BEFORE = b'{"reading": '
_OUT_OF_MEMORY = 77
_WATCH_SECONDS = 0.05
_SHORT_OF_MEMORY = 0.95
_CHANGES_SOMETHING = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile", "pty.",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "shutil.", "tempfile.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.",
)  # fmt: skip
_START = (
    "import sys, json; sys.path.extend(p for p in json.loads(sys.argv[1]) if p not in sys.path); "
    "from corpus.containment import child; child()"
)
_SPLIT_IT = "If it is genuine, save it in smaller parts or as plain text, and add those."
_BE_WARY = (
    "It may be damaged or built to do harm: ask where it came from, and get a fresh copy or save it as plain text."
)


class Limits(Frozen):
    """How much one document may take; the settings of section ``reading`` have the same names."""

    largest_file_mb: int = Field(default=50, gt=0)
    memory_mb: int = Field(default=1500, ge=256)
    seconds: int = Field(default=120, gt=0)
    output_mb: int = Field(default=64, gt=0)
    passages: int = Field(default=10_000, gt=0)


def read_contained(data: bytes, name: str, about: About, limits: Limits) -> Reading:
    """Recognise and read one document in a child process.

    Raises:
        Unreadable: the document cannot be read, is of an unknown kind, or broke a limit.
        CorpusError: the child process could not be started at all.
    """
    return _contained(Reading, data, {"name": name, "about": about.model_dump(mode="json")}, limits)


def read_markup_contained(data: bytes, limits: Limits) -> WordMarkup:
    """Read a Word document with its tracked changes and comments in a child process.

    Raises:
        Unreadable: it is no Word document, cannot be read, or broke a limit.
        CorpusError: the child process could not be started at all.
    """
    return _contained(WordMarkup, data, {}, limits)


def _contained(kind: type[_Read], data: bytes, told: dict[str, Any], limits: Limits) -> _Read:
    header = json.dumps({"wanted": kind.__name__, "limits": limits.model_dump(), **told})
    with tempfile.TemporaryFile() as handed_over:
        handed_over.write(header.encode("ascii") + b"\n")
        handed_over.write(data)
        handed_over.seek(0)
        output, ended = _run(handed_over, limits)
    if ended == _OUT_OF_MEMORY:
        raise _too_much_memory(limits)
    try:
        answer: dict[str, Any] = json.loads(output)
        if "unreadable" in answer:
            sentence, what_to_do = answer["unreadable"]
            raise Unreadable(sentence, what_to_do)
        if answer.get("fault") == "MemoryError":
            raise _too_much_memory(limits)
        if "fault" in answer:
            raise Unreadable("The file is damaged, or not what it says it is, and could not be read.", _BE_WARY)
        return kind.model_validate_json(output[len(_BEFORE) : -1])
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise Unreadable("Reading this file broke off without a result.", _BE_WARY) from error


def child() -> NoReturn:
    """What runs in the child: take the document from standard input, answer on standard output, and end."""
    answer_to = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("r+b") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    header = json.loads(sys.stdin.buffer.readline())
    limits = Limits.model_validate(header["limits"])
    _set_limits(limits)
    sys.addaudithook(_refuse)
    data = sys.stdin.buffer.read()
    answer = _answer(data, header)
    answer_to.write(b'{"fault": "MemoryError"}' if _ran_short(len(data), limits) else answer)
    answer_to.flush()
    os._exit(0)


def _answer(data: bytes, header: dict[str, Any]) -> bytes:
    try:
        return _BEFORE + _read_here(data, header).model_dump_json().encode("utf-8") + b"}"
    except Unreadable as refusal:
        return json.dumps({"unreadable": [refusal.sentence, refusal.what_to_do]}).encode("ascii")
    except RecursionError:
        sentence = "The file is nested more deeply than any document should be, and was not read."
        return json.dumps({"unreadable": [sentence, _BE_WARY]}).encode("ascii")
    except MemoryError:
        return b'{"fault": "MemoryError"}'
    except Exception as error:  # noqa: BLE001 (parsers of damaged files raise anything at all)
        return json.dumps({"fault": type(error).__name__}).encode("ascii")


def _read_here(data: bytes, header: dict[str, Any]) -> Reading | WordMarkup:
    if header["wanted"] == WordMarkup.__name__:
        from corpus.readers.word_markup import read_markup

        return read_markup(data)
    from corpus.recognition import reader_of

    return reader_of(data, header["name"])(data, header["name"], About.model_validate(header["about"]))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit hook: nothing that reaches out of the child or changes a file."""
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise PermissionError("a document that is being read may not write a file")
    elif event.startswith(_CHANGES_SOMETHING):
        raise PermissionError(f"a document that is being read may not do this: {event}")


def _set_limits(limits: Limits) -> None:
    most = limits.memory_mb * _MEGABYTE
    enforced = False
    if sys.platform != "win32":
        import resource

        wanted = [
            (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CPU, limits.seconds + 5),
            (resource.RLIMIT_AS, most),
        ]  # fmt: skip
        for which, value in wanted:
            with contextlib.suppress(ValueError, OSError):
                hard = resource.getrlimit(which)[1]
                bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
                resource.setrlimit(which, (bound, bound))
                enforced = which == resource.RLIMIT_AS and sys.platform == "linux"
    if not enforced:
        threading.Thread(target=_watch_memory, args=(most,), daemon=True).start()


def _ran_short(document_bytes: int, limits: Limits) -> bool:
    """Whether memory came so near its limit that a parser may have given up without a word, and lost text."""
    if sys.platform != "linux":
        return False
    for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
        if line.startswith("VmPeak:"):
            return int(line.split()[1]) * 1024 + 2 * document_bytes > _SHORT_OF_MEMORY * limits.memory_mb * _MEGABYTE
    return False


def _watch_memory(most_bytes: int) -> None:
    while _memory_bytes() <= most_bytes:
        time.sleep(_WATCH_SECONDS)
    os._exit(_OUT_OF_MEMORY)


def _memory_bytes() -> int:
    """The most memory that this process has held so far."""
    if sys.platform == "win32":
        import ctypes

        counters = (ctypes.c_size_t * 10)()
        ctypes.windll.kernel32.GetCurrentProcess.restype = ctypes.c_void_p
        process = ctypes.c_void_p(ctypes.windll.kernel32.GetCurrentProcess())
        ctypes.windll.psapi.GetProcessMemoryInfo(process, ctypes.byref(counters), ctypes.sizeof(counters))
        # cb and PageFaultCount share the first word of eight bytes; PeakWorkingSetSize is the next.
        return int(counters[1])
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _run(handed_over: BinaryIO | io.BufferedRandom | Any, limits: Limits) -> tuple[bytes, int]:
    """The child's output and how it ended.

    Raises:
        Unreadable: it took too long, or gave too much.
        CorpusError: it could not be started.
    """
    command = [sys.executable, "-I", "-B", "-c", _START, json.dumps(_import_paths())]
    options: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        options = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    try:
        process = subprocess.Popen(  # noqa: S603 (this interpreter, with arguments of our own)
            command,
            stdin=handed_over,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.executable).anchor,
            **options,
        )
    except OSError as error:
        raise CorpusError(
            "The process that reads documents could not be started.",
            "Check that this machine has free memory and that Python may start another process.",
        ) from error
    received = bytearray()
    most = limits.output_mb * _MEGABYTE
    taking = threading.Thread(target=_take, args=(process, received, most), daemon=True)
    taking.start()
    try:
        taking.join(limits.seconds)
        if taking.is_alive():
            raise Unreadable(
                f"Reading this file took longer than {limits.seconds} seconds, so it was stopped (reading.seconds).",
                _SPLIT_IT,
            )
        if len(received) > most:
            raise Unreadable(
                f"This file holds more text than a document may give (over {limits.output_mb} MB; reading.output_mb).",
                _SPLIT_IT,
            )
        return bytes(received), process.wait(timeout=10)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("Reading this file did not come to an end.", _BE_WARY) from error
    finally:
        _stop(process)
        taking.join(10)
        if process.stdout is not None and not taking.is_alive():
            process.stdout.close()


def _take(process: subprocess.Popen[bytes], received: bytearray, most_bytes: int) -> None:
    assert process.stdout is not None
    while len(received) <= most_bytes:
        chunk = process.stdout.read1(_MEGABYTE) if isinstance(process.stdout, io.BufferedReader) else b""
        if not chunk:
            return
        received += chunk


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the child and all that it may have started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)


def _import_paths() -> list[str]:
    """Where the child may import from: this package's folder, and the parent's installed packages."""
    home = str(Path(__file__).resolve().parent.parent)
    installed = [path for path in sys.path if Path(path).name in {"site-packages", "dist-packages"}]
    return [home, *installed]


def _too_much_memory(limits: Limits) -> Unreadable:
    return Unreadable(
        "This file needs more memory to open than a document should "
        f"(over {limits.memory_mb / 1000:g} GB; the setting reading.memory_mb).",
        _BE_WARY,
    )
