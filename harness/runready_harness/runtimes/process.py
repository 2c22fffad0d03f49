"""The runtime of processes, for machines without a container engine: each instance a fresh copy of the project with its
own `HOME`, `TMPDIR` and environment, all thrown away at its end.

What it does not isolate: memory, CPU and the machine's other folders. A file that the application writes under an
absolute path outside its copy (`/tmp/x` rather than in `TMPDIR`, `/var/lib/...`) is neither seen nor removed.
"""

from __future__ import annotations

import itertools
import os
import re
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, Self

from runready_harness import templates
from runready_harness.backing.processes import BackingProcess, unavailable
from runready_harness.dockerfile import Stage, dockerfile_of, last_stage
from runready_harness.events import BackingReady, BackingStarting, Emit, InstanceRemoved, InstanceStarting, Notice
from runready_harness.interrupts import shielded
from runready_harness.ledger import Ledger, Run
from runready_harness.platform_defaults import told
from runready_harness.runtimes.base import Endpoint, InstanceState, Listener, WrittenFile
from runready_harness.runtimes.dependencies import environment, installs_of, omitted_commands
from runready_harness.runtimes.local_process import LocalProcess, remove_folder
from runready_harness.runtimes.ports import PortPool
from runready_harness.runtimes.project_copy import copy_project, snapshot, written_since
from runready_harness.spec import Backing, Service
from runready_harness.start_command import StartCommand, start_command
from runready_rules.platforms import Profile

# What the platform or the isolation decides; no image or service file changes it.
_OWN_VARIABLES = frozenset({"PATH", "HOME", "TMPDIR", "VIRTUAL_ENV"})


# A path, also behind `--option=` and `sqlite:///`; not the rest of a relative one, nor of `https://host/path`.
_ABSOLUTE = re.compile(r"(?:(?<=sqlite:///)|(?<![\w./:-]))/[\w.-]+(?:/[\w.-]+)*")
_OF_THE_SYSTEM = frozenset({"bin", "dev", "etc", "lib", "lib64", "opt", "proc", "sbin", "sys", "usr"})


class ProcessInstance:
    """One copy of the application. See `Instance`.

    Loopback addresses are reached here though the platform would not reach them: who judges asks `listeners()`.
    """

    def __init__(
        self,
        name: str,
        port: int,
        folder: Path,
        words: list[str],
        workdir: Path,
        env: dict[str, str],
        pool: PortPool,
        emit: Emit,
    ) -> None:
        self.name = name
        self.port = port
        self._folder = folder
        self._pool = pool
        self._emit = emit
        self._lock = threading.Lock()
        self._removed = False
        self._before = snapshot(*self._own_folders)
        self._process = LocalProcess(words, workdir=workdir, env=env, folder=folder)

    @property
    def _own_folders(self) -> tuple[Path, ...]:
        return (self._folder / "app", self._folder / "home", self._folder / "tmp")

    @property
    def whereabouts(self) -> str:
        return f"process in {self._folder}"

    def endpoint(self, port: int) -> Endpoint | None:
        if port == self.port:
            return Endpoint("127.0.0.1", port)
        # Any other port may be another program's.
        own = [each for each in self.listeners() if each.port == port]
        if not own:
            return None
        return Endpoint("::1" if all(each.address == "::1" for each in own) else "127.0.0.1", port)

    def state(self) -> InstanceState:
        return self._process.state()

    def log(self) -> str:
        return self._process.log()

    def listeners(self) -> tuple[Listener, ...]:
        return () if self._removed else self._process.listeners()

    def files_written(self) -> tuple[WrittenFile, ...]:
        return () if self._removed else written_since(self._before, *self._own_folders)

    def remove(self) -> None:
        with self._lock:
            if self._removed:
                return
            self._removed = True
            with shielded():
                self._process.kill()
                remove_folder(self._folder)
                self._pool.give_back(self.port)
        self._emit(InstanceRemoved(self.name))


class ProcessRuntime:
    """Processes of this machine. See `Runtime`; `start` may be called from several threads."""

    name: Literal["process"] = "process"

    def __init__(
        self, project: Path, service: Service, backing: Mapping[str, Backing], profile: Profile, emit: Emit
    ) -> None:
        self.unavailable_backing: Mapping[str, str] = {}
        self.backing_addresses: Mapping[str, Endpoint] = {}
        self.omitted: Sequence[str] = ()
        self._named_paths: Sequence[str] = ()
        # The folder's real name, which programs see that resolve links.
        self._folder = Path(tempfile.gettempdir()).resolve()
        self._project = project.resolve()
        self._service = service
        self._backing = backing
        self._profile = profile
        self._emit = emit
        self._ledger: Ledger | None = None
        self._command = StartCommand((), "")
        self._env: dict[str, str] = {}
        self._python: Path | None = None
        self._pool = PortPool()
        self._numbers = itertools.count(1)
        self._instances: list[ProcessInstance] = []
        self._services: list[BackingProcess] = []

    @property
    def shared_paths(self) -> Sequence[str]:
        # Most of what looks like a path in a variable is one of the application's own addresses: `/api`.
        return tuple(each for each in self._named_paths if Path(each).exists())

    def prepare(self) -> None:
        self._command = start_command(self._project, self._service)
        addresses = {key: Endpoint("127.0.0.1", self._pool.take(0)) for key in self._backing}
        self.backing_addresses = addresses
        self._env = templates.resolve(self._service.env, where="service.env", environment=os.environ, backing=addresses)
        run = Run.current()
        self._ledger = Ledger(run)
        self._folder = self._folder / f"runready-{run.id}"
        self._ledger.record("folder", str(self._folder))
        self._folder.mkdir(mode=0o700)
        copy_project(self._project, self._folder / "project")
        # The Dockerfile may be left out of the copy by .dockerignore, and is read where it is.
        dockerfile = dockerfile_of(self._project, self._service.dockerfile)
        stage = last_stage(dockerfile.read_text(encoding="utf-8")) if dockerfile else Stage()
        installs = installs_of(self._project, stage)
        self.omitted = omitted_commands(stage)
        self._python = environment(self._folder / "project", installs, self._emit)
        self._named_paths = tuple(
            dict.fromkeys(
                path
                for text in (*self._command.words, *self._command.env.values(), *self._env.values())
                for path in _outside(text, self._command.image_folder)
            )
        )
        self._emit(
            Notice(
                f"The application runs as a process, as {self._command.source} says; memory and CPU are not limited, "
                "and files outside of its folder are this machine's."
            )
        )
        self._start_backing(addresses)

    def start(self, *, port: int, env: Mapping[str, str] | None = None) -> ProcessInstance:
        """See `Runtime.start`. Several instances share this machine: each gets a free port at or next above `port`,
        which its `PORT` (where the platform gives one) and `Instance.port` say."""
        assert self._python is not None, "prepare() comes first"
        name = f"instance-{next(self._numbers)}"
        folder = self._folder / name
        port_here = self._pool.take(port)
        app = folder / "app"
        copy_project(self._folder / "project", app)
        for own in ("home", "tmp"):
            (folder / own).mkdir()
        base = app / self._command.folder
        image_folder = self._command.image_folder
        workdir = _in_copy(self._command.workdir, image_folder, base)
        variables = {
            key: _in_copy(value, image_folder, base)
            for key, value in {**self._command.env, **self._env, **(env or {})}.items()
            if key not in _OWN_VARIABLES
        }
        # Last of all: where the platform gives the port, nothing else does.
        variables |= told(self._profile, port_here)
        variables |= {
            "PATH": os.pathsep.join([str(self._python / "bin"), os.environ.get("PATH", os.defpath)]),
            "VIRTUAL_ENV": str(self._python),
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "tmp"),
        }
        variables.setdefault("LANG", os.environ.get("LANG", "C.UTF-8"))
        words = [_in_copy(word, image_folder, base) for word in self._command.words]
        self._emit(InstanceStarting(name, port_here))
        with shielded():
            instance = ProcessInstance(
                name,
                port_here,
                folder,
                words,
                Path(workdir) if Path(workdir).is_dir() else base,
                variables,
                self._pool,
                self._emit,
            )
            self._instances.append(instance)
        return instance

    def close(self) -> None:
        with shielded():
            for instance in reversed(self._instances):
                instance.remove()
            for service in self._services:
                service.remove()
            self._pool.close()
            if self._ledger is not None:
                remove_folder(self._folder)
                self._ledger.close()
                self._ledger = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _start_backing(self, addresses: Mapping[str, Endpoint]) -> None:
        self.unavailable_backing = {
            key: reason for key, each in self._backing.items() if (reason := unavailable(each)) is not None
        }
        for key, each in self._backing.items():
            if key in self.unavailable_backing:
                self._emit(Notice(f"The backing service {key} is not started: {self.unavailable_backing[key]}."))
                continue
            self._emit(BackingStarting(key))
            begin = time.monotonic()
            env = templates.resolve(each.env, where=f"backing.{key}.env", environment=os.environ, backing=addresses)
            folder = self._folder / f"backing-{key}"
            self._services.append(BackingProcess(key, each, port=addresses[key].port, folder=folder, env=env))
            self._emit(BackingReady(key, time.monotonic() - begin))


def _in_copy(text: str, image_folder: str, base: Path) -> str:
    """A command's word or a variable's value with the image's folder replaced by the copy's, wherever a path begins.

    `/app` is replaced in `/app`, `/app/db`, `--chdir=/app` and `/app:/lib`, not in `/application` or `/srv/app`.
    """
    if image_folder == "/":
        return str(base) if text == "/" else text
    return re.sub(rf"(?<![\w./-]){re.escape(image_folder)}(?=/|:|$|[\s'\"])", lambda _: str(base), text)


def _outside(text: str, image_folder: str) -> list[str]:
    """The absolute paths in a command's word or a variable's value that lead neither into the image's folder, which is
    copied, nor to what every system has."""
    return [
        path
        for path in _ABSOLUTE.findall(text)
        if path.split("/")[1] not in _OF_THE_SYSTEM
        and (image_folder == "/" or not f"{path}/".startswith(f"{image_folder}/"))
    ]
