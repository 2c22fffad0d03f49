"""What a run is about to create, written down before it is created, so that `runready reap` finds it after a crash.

One file a run under the user's state folder, one JSON object a line; a run that ends cleanly removes its file.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import secrets
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import psutil

from runready_linter.problems import EnvironmentProblem

RUN_LABEL = "runready.run"
PID_LABEL = "runready.pid"
STARTED_LABEL = "runready.started"
HOST_LABEL = "runready.host"
EXPIRES_LABEL = "runready.expires"

# Long enough for any audit. It decides only where nobody can tell whether the run is alive: seen from another machine.
_LIFETIME_SECONDS = 6 * 3600

RecordKind = Literal["engine", "container", "network", "image", "folder"]


@dataclass(frozen=True, slots=True)
class Run:
    """Who made something: a process of a machine. `started` tells it from a later process with the same number;
    `expires` is in seconds since the epoch."""

    id: str
    pid: int
    started: str
    host: str
    expires: int

    @staticmethod
    def current() -> Run:
        """A new run of this process."""
        pid = os.getpid()
        return Run(
            secrets.token_hex(4), pid, process_start(pid) or "", this_host(), int(time.time()) + _LIFETIME_SECONDS
        )

    @property
    def labels(self) -> dict[str, str]:
        """What everything made on an engine carries."""
        return {
            RUN_LABEL: self.id,
            PID_LABEL: str(self.pid),
            STARTED_LABEL: self.started,
            HOST_LABEL: self.host,
            EXPIRES_LABEL: str(self.expires),
        }

    @staticmethod
    def of_labels(labels: Mapping[str, str]) -> Run | None:
        """The run that made what carries `labels`, or None for what is not runready's."""
        try:
            return Run(
                labels[RUN_LABEL],
                int(labels[PID_LABEL]),
                labels[STARTED_LABEL],
                labels[HOST_LABEL],
                int(labels[EXPIRES_LABEL]),
            )
        except (KeyError, ValueError):
            return None

    def alive(self) -> bool:
        """Whether the run still goes on. A run of another machine counts as alive until it expires."""
        if self.host == this_host():
            return process_start(self.pid) == self.started
        return time.time() < self.expires


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that a run was about to create. For `engine`, `name` is the engine's address."""

    kind: RecordKind
    name: str


def process_start(pid: int) -> str | None:
    """When a process started, as a text to compare, or None if there is no such process.

    On Linux it is the kernel's own count since boot, because the wall-clock time that psutil works out moves when the
    clock is set.
    """
    if sys.platform == "linux":
        try:
            boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
            # The command's name, in parentheses, may hold spaces: field 22 is the 20th after it (proc(5)).
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] == "Z" else f"{boot[:8]}-{fields[19]}"
    try:
        return f"{psutil.Process(pid).create_time():.2f}"
    except psutil.Error:
        return None


def this_host() -> str:
    """A short name for where process numbers mean the same thing: the machine and its process namespace."""
    parts = [platform.node()]
    with suppress(OSError):
        parts.append(Path("/etc/machine-id").read_text(encoding="ascii"))
    with suppress(OSError):
        parts.append(os.readlink("/proc/self/ns/pid"))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def state_folder() -> Path:
    """Where runready keeps what must outlive a run: `$XDG_STATE_HOME/runready`, or the system's usual place."""
    if given := os.environ.get("XDG_STATE_HOME"):
        return Path(given) / "runready"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "runready"
    return Path.home() / ".local" / "state" / "runready"


def cache_folder() -> Path:
    """Where runready keeps what it can make again: `$XDG_CACHE_HOME/runready`, or the system's usual place."""
    if given := os.environ.get("XDG_CACHE_HOME"):
        return Path(given) / "runready"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "runready"
    return Path.home() / ".cache" / "runready"


class Ledger:
    """The ledger of one run that is going on.

    Raises:
        EnvironmentProblem: the state folder cannot be written.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.path = state_folder() / "runs" / f"{run.id}.jsonl"
        self._lock = threading.Lock()
        self._append(asdict(run))

    def record(self, kind: RecordKind, name: str) -> None:
        """Writes down what is about to be created. May be called from any thread."""
        self._append({"kind": kind, "name": name})

    def close(self) -> None:
        """Removes the ledger: nothing that it lists exists any more."""
        self.path.unlink(missing_ok=True)

    def _append(self, entry: Mapping[str, object]) -> None:
        try:
            with self._lock:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with self.path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(entry) + "\n")
        except OSError as error:
            raise EnvironmentProblem(
                f"The record of what a run creates cannot be written: {error.strerror}: {self.path}",
                help="Make the folder writable, or set XDG_STATE_HOME to one that is.",
            ) from error


def read_ledgers() -> dict[Path, tuple[Run, tuple[Record, ...]]]:
    """Every ledger on this machine. A line that a crash cut short ends its ledger; one without a run is left out."""
    ledgers: dict[Path, tuple[Run, tuple[Record, ...]]] = {}
    for path in sorted((state_folder() / "runs").glob("*.jsonl")):
        run: Run | None = None
        records: list[Record] = []
        try:
            for line in path.read_text(encoding="utf-8").splitlines():
                entry = json.loads(line)
                if run is None:
                    run = Run(**entry)
                else:
                    records.append(Record(**entry))
        except (OSError, ValueError, TypeError):
            pass
        if run is not None:
            ledgers[path] = (run, tuple(records))
    return ledgers
