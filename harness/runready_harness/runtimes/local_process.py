"""A process of this machine with a folder of its own, and all that it starts."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

from runready_harness.runtimes import proc_net
from runready_harness.runtimes.base import InstanceState, Listener

# What a shell answers when a command is not found or not executable; the container engine does the same.
_NOT_FOUND = 127
_NOT_EXECUTABLE = 126

_KILL_SECONDS = 10.0
_HEAD_BYTES = 256 * 1024
_TAIL_BYTES = 1024 * 1024


class LocalProcess:
    """A started command in a session of its own. A command that cannot be started is told by `state()` and `log()`.

    `folder` holds the process's own files: `HOME`, `TMPDIR` and its working directory lie in it, by which whatever it
    starts is known again.
    """

    def __init__(self, words: Sequence[str], *, workdir: Path, env: Mapping[str, str], folder: Path) -> None:
        self._folder = folder
        # A file and not a pipe: one who is kept running after runready has ended goes on writing.
        self._output = folder / "output.log"
        self._last_words: str | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._failure = 0
        try:
            with self._output.open("ab") as output:
                self._process = subprocess.Popen(
                    list(words),
                    cwd=workdir,
                    env=dict(env),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        except OSError as error:
            self._failure = _NOT_FOUND if isinstance(error, FileNotFoundError) else _NOT_EXECUTABLE
            self._last_words = f"cannot start {words[0]}: {error.strerror}\n"

    def state(self) -> InstanceState:
        if self._process is None:
            return InstanceState(running=False, exit_code=self._failure)
        code = self._process.poll()
        if code is None:
            return InstanceState(running=True)
        # Ended by a signal: as a shell and a container engine give it.
        return InstanceState(running=False, exit_code=128 - code if code < 0 else code)

    def log(self) -> str:
        """Everything on stdout and stderr so far, also after `kill()`; of a long one its beginning, where start-up
        errors are, and its end."""
        if self._last_words is not None:
            return self._last_words
        with self._output.open("rb") as file:
            data = file.read(_HEAD_BYTES)
            rest = os.fstat(file.fileno()).st_size - len(data)
            if dropped := max(0, rest - _TAIL_BYTES):
                data += f"\n[... {dropped} bytes left out ...]\n".encode()
                file.seek(dropped, os.SEEK_CUR)
            data += file.read(_TAIL_BYTES)
        return data.decode("utf-8", errors="replace")

    def listeners(self) -> tuple[Listener, ...]:
        """What the process and all in its session listen on; other processes of the machine are left out."""
        found = set()
        for process in self._members():
            try:
                connections = process.net_connections(kind="tcp")
            except psutil.Error:
                continue
            found |= {
                Listener(each.laddr.ip, each.laddr.port) for each in connections if each.status == psutil.CONN_LISTEN
            }
        return proc_net.in_order(found)

    def kill(self) -> None:
        """Ends the process, its session, and what left the session, and waits until they are gone. Idempotent."""
        if self._process is None:
            return
        end_all(self._members)
        end_all(lambda: processes_of(self._folder))
        self._process.wait()
        # Its folder may go now.
        self._last_words = self.log()

    def _members(self) -> list[psutil.Process]:
        if self._process is None:
            return []
        session = self._process.pid
        members = {}
        for pid in psutil.pids():
            try:
                if os.getsid(pid) == session:
                    members[pid] = psutil.Process(pid)
            except (OSError, psutil.Error):
                continue
        for process in list(members.values()):
            try:
                members |= {child.pid: child for child in process.children(recursive=True)}
            except psutil.Error:
                continue
        return list(members.values())


def processes_of(folder: Path) -> list[psutil.Process]:
    """The processes whose `HOME`, `TMPDIR` or working directory lies in a folder of runready's own."""
    inside = os.fspath(folder)
    found = []
    for process in psutil.process_iter():
        if process.pid == os.getpid():
            continue
        try:
            environment = process.environ()
            places = [environment.get("HOME", ""), environment.get("TMPDIR", ""), process.cwd()]
        except (psutil.Error, OSError):
            continue
        if any(place == inside or place.startswith(f"{inside}{os.sep}") for place in places):
            found.append(process)
    return found


def end_all(members: Callable[[], list[psutil.Process]]) -> int:
    """Kills until nobody is left, since one may start another meanwhile. Returns how many were killed."""
    killed: set[int] = set()
    deadline = time.monotonic() + _KILL_SECONDS
    while time.monotonic() < deadline:
        alive = [each for each in members() if _alive(each)]
        if not alive:
            break
        for process in alive:
            try:
                process.send_signal(signal.SIGKILL)
                killed.add(process.pid)
            except psutil.Error:
                continue
        # Not psutil's wait: it would take the exit code of a child away from its `Popen`.
        while any(_alive(each) for each in alive) and time.monotonic() < deadline:
            time.sleep(0.005)
    return len(killed)


def remove_folder(folder: Path) -> None:
    """Removes a folder, also where the application took away the right to write in it. Does nothing if it is gone."""

    def allow_and_retry(function: Callable[..., Any], path: str, error: Any) -> None:
        if not os.path.lexists(path):
            return
        os.chmod(os.path.dirname(path), stat.S_IRWXU)
        if not os.path.islink(path):
            os.chmod(path, stat.S_IRWXU)
        if function in (os.unlink, os.rmdir):
            function(path)
        else:
            shutil.rmtree(path)

    if folder.exists():
        shutil.rmtree(folder, onerror=allow_and_retry)


def _alive(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False
