"""Backing services as processes of this machine, for the process runtime."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

from runready_harness.backing import ready
from runready_harness.runtimes.base import Endpoint, InstanceState, Listener
from runready_harness.runtimes.local_process import LocalProcess
from runready_harness.spec import Backing


def unavailable(backing: Backing) -> str | None:
    """Why this machine cannot start a backing service as a process, or None if it can."""
    if backing.process is None:
        return "it needs a container: the service file gives no `process: command:` for it"
    program = _words(backing)[0]
    if shutil.which(program) is None:
        return f"the program {program} is not on the path"
    return None


class BackingProcess:
    """A backing service on `port` of this machine, with its data in `folder`. Ready when the constructor returns.

    Raises:
        EnvironmentProblem: it ends or is not ready in time.
    """

    def __init__(self, key: str, backing: Backing, *, port: int, folder: Path, env: Mapping[str, str]) -> None:
        folder.mkdir(parents=True)
        own = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder)}
        words = [each.replace("{{port}}", str(port)).replace("{{folder}}", str(folder)) for each in _words(backing)]
        self._process = LocalProcess(
            words, workdir=folder, env={"LANG": os.environ.get("LANG", "C.UTF-8"), **env, **own}, folder=folder
        )
        try:
            ready.wait(key, backing, self, port, shared_host=True)
        except BaseException:
            self.remove()
            raise

    def endpoint(self, port: int) -> Endpoint | None:
        return Endpoint("127.0.0.1", port)

    def state(self) -> InstanceState:
        return self._process.state()

    def log(self) -> str:
        return self._process.log()

    def listeners(self) -> tuple[Listener, ...] | None:
        return self._process.listeners()

    def remove(self) -> None:
        self._process.kill()


def _words(backing: Backing) -> list[str]:
    assert backing.process is not None
    command = backing.process.command
    return shlex.split(command) if isinstance(command, str) else list(command)
