"""Importing a module opens no data file, writes nothing and reaches no network: work begins when it is asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.conventions.house import Module

# The child watches itself with an audit hook. Reading code is importing; everything else under the house is data.
WATCH = """
import importlib, json, os, sys
house, home, names = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
faults, current = [], [""]
def ours():
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.startswith(house + os.sep) and ".venv" not in frame.f_code.co_filename:
            return True
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>" and frame.f_code.co_name == "_find_and_load":
            return False
        frame = frame.f_back
    return False
def hook(event, args):
    if event == "open" and isinstance(args[0], (str, bytes, os.PathLike)):
        path, flags = os.fsdecode(args[0]), args[2] or 0
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        ended = path.endswith((".py", ".pyc", ".so", ".pyd", ".toml.lock"))
        installed = ".venv" in path or "site-packages" in path
        data = path.startswith(house + os.sep) and not installed and not ended
        if (writes and path != os.devnull and not path.startswith("/proc/")) or path.startswith(home) or data:
            faults.append(f"{current[0]} opens {path}")
    elif event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request", "sqlite3.connect"}:
        faults.append(f"{current[0]} reaches out: {event}")
    elif event in {"os.mkdir", "os.remove", "os.rename", "shutil.copyfile", "shutil.rmtree"}:
        faults.append(f"{current[0]} changes the disk: {event} {args[0]}")
    elif event in {"subprocess.Popen", "os.system", "os.posix_spawn"} and ours():
        faults.append(f"{current[0]} starts a process: {args[0]}")
sys.addaudithook(hook)
for name in names:
    current[0] = name
    try:
        importlib.import_module(name)
    except BaseException as error:
        faults.append(f"{name} cannot be imported: {type(error).__name__}: {error}")
print(json.dumps(faults))
"""


def watched(folder: Path, home: Path, names: list[str]) -> list[str]:
    """What importing ``names`` from ``folder`` did beyond importing."""
    program = f"import sys; sys.path.insert(0, {str(folder)!r})\n{WATCH}"
    home.mkdir(exist_ok=True)
    home.chmod(0o500)
    command = [sys.executable, "-B", "-c", program, str(folder), str(home), json.dumps(names)]
    where = {"HOME": str(home), "PATH": "", "ADVISOR_HOME": str(home / "advisor"), "SYSTEMROOT": ""}
    done = subprocess.run(
        command, cwd=home.parent, env=where, capture_output=True, text=True, encoding="utf-8", check=False, timeout=110
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout.splitlines()[-1]))


def test_importing_every_module_does_nothing_else(root: Path, tmp_path: Path, modules: list[Module]) -> None:
    # The app is read by Streamlit's server and is a script by nature; a worker's __main__ is an entry, not a module.
    names = [module.name for module in modules if module.name != "app" and not module.name.endswith("__main__")]
    assert watched(root, tmp_path / "home", names) == []


def test_planted_work_at_import_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "words.toml").write_text("", "utf-8")
    planted = {
        "reads_data": "from pathlib import Path\nPath(__file__).with_name('words.toml').read_text()",
        "writes": "import pathlib\npathlib.Path(__file__).with_name('out.log').write_text('x')",
        "asks_the_network": "import socket\ntry:\n    socket.getaddrinfo('localhost', 1)\nexcept OSError: pass",
        "opens_a_store": "import sqlite3\nsqlite3.connect(':memory:')",
        "starts_a_process": "import subprocess, sys\nsubprocess.run([sys.executable, '-c', ''])",
        "fails": "1 / 0",
    }
    for name, text in planted.items():
        (folder / f"{name}.py").write_text(text, "utf-8")
    faults = watched(folder, tmp_path / "home", list(planted))
    assert {fault.split()[0] for fault in faults} == set(planted)


def test_an_ordinary_module_is_not_accused(tmp_path: Path) -> None:
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "plain.py").write_text("import json, re\nWORD = re.compile('x')", "utf-8")
    assert watched(folder, tmp_path / "home", ["plain"]) == []
