"""Debian's PostgreSQL, started for the tests on loopback in a folder of its own, and stopped after them."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "advisor"


def programs() -> Path | None:
    """The folder of the newest PostgreSQL installed as Debian does it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda one: float(one.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def running(bin_folder: Path) -> Iterator[str]:
    """The address of a running server, to which a database's name can be added."""
    # The server refuses to run as root, and pytest's own folders are closed to anybody else.
    folder = Path(tempfile.mkdtemp(prefix="advisor-postgresql-"))
    become: list[str] = []
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        become = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
    data, port = folder / "data", _free_port()
    process: subprocess.Popen[bytes] | None = None
    try:
        initdb = [*become, bin_folder / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C"]
        subprocess.run(initdb, check=True, capture_output=True, cwd=folder)
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*become, bin_folder / "postgres", "-D", data, "-k", folder, "-p", str(port),
                 "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60"],
                stdout=log, stderr=log, cwd=folder,
            )  # fmt: skip
        _wait(bin_folder, port, process, folder / "log")
        yield f"postgresql://{USER}@127.0.0.1:{port}/"
    finally:
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=90)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(bin_folder: Path, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        ready = [bin_folder / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        if subprocess.run(ready, check=False).returncode == 0:
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text('utf-8', 'replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
