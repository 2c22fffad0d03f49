"""The command as a real process: run in a pipe or on a terminal, looked at from outside."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "runready")
#: Seconds after which a command that does not end is a failure.
LIMIT = 240


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said. `pid` was its process."""

    code: int
    out: str
    err: str
    pid: int

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def _run(*args: str, cwd: Path | None = None, env: Mapping[str, str] | None = None, color: bool = False) -> Ran:
    """Runs `runready` in a pipe."""
    with subprocess.Popen(
        [*COMMAND, *args],
        cwd=cwd,
        env=_environment(env or {}, color=color),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            out, err = process.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return Ran(process.returncode, out, err, process.pid)


def _on_terminal(*args: str, columns: int = 80, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Ran:
    """Runs `runready` with stdout and stderr on one terminal; what appears there is `out`, escapes included."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    try:
        with subprocess.Popen(
            [*COMMAND, *args], cwd=cwd, env=_environment(env or {}), stdin=slave, stdout=slave, stderr=slave
        ) as process:
            os.close(slave)
            seen = _read_all(master, process)
    finally:
        os.close(master)
    return Ran(process.returncode, seen.decode(errors="replace"), "", process.pid)


def _environment(extra: Mapping[str, str], *, color: bool = False) -> dict[str, str]:
    """This process's environment without what colours, widens or narrows output."""
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM")}
    return {**plain, "TERM": "xterm-256color", **({"FORCE_COLOR": "1"} if color else {}), **extra}


def _until(condition: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Polls until the condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"still not after {seconds} s: {what}"
        time.sleep(0.05)


def _screen(written: str) -> str:
    """What is left on a terminal after everything was written: lines written over count with their last state."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", written).replace("\r\n", "\n")
    return "\n".join(re.split(r"\r(?:\x1b\[2K)?", line)[-1] for line in plain.split("\n"))


def _read_all(master: int, process: subprocess.Popen[bytes]) -> bytes:
    chunks: list[bytes] = []
    deadline = time.monotonic() + LIMIT
    while time.monotonic() < deadline:
        if select.select([master], [], [], 0.2)[0]:
            try:
                chunk = os.read(master, 65536)
            except OSError:  # Linux tells the other side's end so.
                break
            if not chunk:
                break
            chunks.append(chunk)
        elif process.poll() is not None:
            break
    else:
        process.kill()
        pytest.fail(f"no end after {LIMIT} s")
    process.wait()
    return b"".join(chunks)


def _traces(pid: int) -> list[str]:
    """What a run of the process `pid` has on the engine: containers, networks, volumes, images in use for it."""
    from runready_harness.engine import connect
    from runready_harness.ledger import PID_LABEL

    engine = connect()
    try:
        mine = {"label": f"{PID_LABEL}={pid}"}
        found = [
            f"container {each.name}"
            for each in engine.client.containers.list(all=True, filters=mine, ignore_removed=True)
        ]
        found += [f"network {each.name}" for each in engine.client.networks.list(filters=mine)]
        found += [f"volume {each.name}" for each in engine.client.volumes.list(filters=mine)]
        found += [f"image {each.id}" for each in engine.client.images.list(filters=mine)]
        return found
    finally:
        engine.close()


@pytest.fixture
def spotless() -> Iterator[None]:
    """Fails where a command leaves something in the temp folder, or a ledger of things that it did not remove."""
    from runready_harness.ledger import state_folder

    def left() -> set[str]:
        temporary = {str(each) for each in Path(os.environ["TMPDIR"]).iterdir()}
        state = state_folder()
        return temporary | ({str(each) for each in state.rglob("*") if each.is_file()} if state.exists() else set())

    before = left()
    yield
    assert left() - before == set()


@pytest.fixture
def make(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Writes the files of a project into a folder `shop`, and gives the folder."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path / "shop"
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


#: A service of App Runner whose findings, and whose contract, are others on ECS Express Mode.
_MOVING = {
    "Dockerfile": "FROM python:3.12-slim\nCOPY . /app\nWORKDIR /app\nEXPOSE 8080\n"
    "CMD exec uvicorn app:app --host 0.0.0.0 --port $PORT\n",
    "apprunner.yaml": "version: 1.0\nruntime: python3\nbuild:\n  commands:\n    build:\n      - pip install -r requirements.txt\n"
    "run:\n  command: uvicorn app:app --host 0.0.0.0 --port 8080\n  env:\n    - name: TABLE\n      value: notes\n",
    "app.py": "import os\nimport threading\n\nimport boto3\nfrom fastapi import FastAPI\n\napp = FastAPI()\n"
    'KEY = os.environ["SECRET_KEY"]\ntable = boto3.resource("dynamodb").Table(os.environ["TABLE"])\nnotes = []\n\n\n'
    '@app.websocket("/ws")\nasync def ws(socket):\n    await socket.accept()\n\n\n'
    '@app.post("/jobs")\ndef jobs(text: str):\n    notes.append(text)\n    threading.Thread(target=print).start()\n'
    '    table.put_item(Item={"id": text})\n    return {}\n',
}


@pytest.fixture
def moving(make: Callable[[Mapping[str, str | bytes]], Path]) -> Path:
    """The folder of a project that a move to another platform changes much for."""
    return make(_MOVING)


# Helpers come as fixtures: with pytest's import mode `importlib` test modules cannot import each other.


@pytest.fixture(scope="session")
def runready() -> Callable[..., Ran]:
    return _run


@pytest.fixture(scope="session")
def terminal() -> Callable[..., Ran]:
    return _on_terminal


@pytest.fixture(scope="session")
def start() -> Callable[..., subprocess.Popen[str]]:
    """Starts a command and comes back at once."""

    def begin(*args: str, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*COMMAND, *args],
            cwd=cwd,
            env=_environment(env or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return begin


@pytest.fixture(scope="session")
def until() -> Callable[..., None]:
    return _until


@pytest.fixture(scope="session")
def screen() -> Callable[[str], str]:
    return _screen


@pytest.fixture(scope="session")
def traces() -> Callable[[int], list[str]]:
    return _traces
