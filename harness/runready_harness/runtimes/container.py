"""One container of a run, application or backing service: its start, log, address, sockets and removal."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docker.errors import APIError, DockerException, NotFound
from docker.types import EndpointConfig
from testcontainers.core.container import DockerContainer
from testcontainers.core.exceptions import ContainerStartException

from runready_harness.engine import Engine, explanation, without_ryuk
from runready_harness.interrupts import shielded
from runready_harness.ledger import Ledger
from runready_harness.runtimes import proc_net
from runready_harness.runtimes.base import Endpoint, InstanceState, Listener, WrittenFile
from runready_harness.runtimes.container_files import written_files
from runready_harness.runtimes.log_buffer import LogBuffer
from runready_linter.problems import EnvironmentProblem

# Exit codes with which an engine says that it could not start the command: not executable, not found.
_NOT_STARTED = (126, 127, 128)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a container is to be. `memory` in bytes, `cpus` in vCPU, None: no limit. `ports` are reachable from outside;
    `alias` is its name on the run's network. `command` replaces the image's command, not its entry point."""

    image: str
    name: str
    env: Mapping[str, str]
    ports: tuple[int, ...]
    command: Sequence[str] | None = None
    alias: str | None = None
    memory: int | None = None
    cpus: float | None = None
    processes: int | None = None


class Container:
    """A started container.

    `direct`: containers of the network are reached by their own address. Otherwise ports are published.
    A command that cannot be started is the application's fault and no error here: `state()` and `log()` tell it.

    Raises:
        EnvironmentProblem: the engine refuses to make it.
    """

    def __init__(self, engine: Engine, ledger: Ledger, network: str, direct: bool, plan: Plan) -> None:
        self._engine = engine
        self._direct = direct
        self.name = plan.name
        self._log = LogBuffer()
        self._removed = False
        self._last_state = InstanceState(running=False)
        self._lock = threading.Lock()
        ledger.record("container", plan.name)
        self._testcontainer = _declare(engine, ledger, network, direct, plan)
        try:
            # An interrupt between the engine's answer and the note of its id would lose the container.
            with shielded(), without_ryuk():
                self._testcontainer.start()
        except (DockerException, OSError) as error:
            if not self._could_not_start(error):
                self.remove()
                raise EnvironmentProblem(
                    f"The engine cannot start {plan.image}.",
                    help="See the engine's words below.",
                    detail=explanation(error),
                ) from error
        self._container: Any = self._testcontainer.get_wrapped_container()
        self._container.reload()
        settings = self._container.attrs["NetworkSettings"]
        self._address = str(settings["Networks"][network].get("IPAddress") or "")
        self._published = {
            int(port.partition("/")[0]): int(bindings[0]["HostPort"])
            for port, bindings in (settings.get("Ports") or {}).items()
            if bindings
        }
        self._follower = threading.Thread(target=self._follow, name=f"log of {plan.name}", daemon=True)
        self._follower.start()

    def endpoint(self, port: int) -> Endpoint | None:
        """How this machine reaches the container's `port`, or None where it cannot, or where it has ended."""
        if self._direct:
            return Endpoint(self._address, port) if self._address else None
        published = self._published.get(port)
        return Endpoint(self._engine.published_host, published) if published else None

    def state(self) -> InstanceState:
        """Whether it runs; after the removal, what was last known."""
        with self._lock:
            if not self._removed:
                try:
                    self._container.reload()
                except NotFound:
                    self._last_state = InstanceState(running=False)
                else:
                    self._last_state = self._current_state()
            return self._last_state

    def log(self) -> str:
        """Everything on stdout and stderr so far; once it has ended, to its last line."""
        if not self.state().running:
            self._follower.join(timeout=5)
        return self._log.text()

    def listeners(self) -> tuple[Listener, ...] | None:
        """What listens in the container's network namespace: from the kernel's table on this machine where the engine's
        processes are seen here, else by running `cat` inside; None where neither works."""
        with self._lock:
            if self._removed:
                return ()
            self._container.reload()
            state = self._container.attrs["State"]
            if not state.get("Running"):
                return ()
            table = _local_table(str(self._container.id), int(state.get("Pid") or 0))
            if table is None:
                table = self._exec_table()
            if table is not None:
                return proc_net.listeners(table)
            # It may have ended between the question and the look.
            self._container.reload()
            return None if self._container.attrs["State"].get("Running") else ()

    def files_written(self) -> tuple[WrittenFile, ...]:
        """Regular files added or changed since the start. Empty after the removal."""
        with self._lock:
            if self._removed:
                return ()
            self._container.reload()
            return written_files(self._container, _time(self._container.attrs["State"].get("StartedAt")))

    def remove(self) -> None:
        """Kills and removes the container with its anonymous volumes. Idempotent."""
        with self._lock:
            if self._removed:
                return
            self._removed = True
            try:
                container = self._testcontainer.get_wrapped_container()
            except ContainerStartException:  # not even created
                container = None
            with shielded():
                if container is not None:
                    self._remember_and_remove(container)
        if hasattr(self, "_follower"):
            self._follower.join(timeout=10)
        self._testcontainer.get_docker_client().client.close()

    def _remember_and_remove(self, container: Any) -> None:
        try:
            container.reload()
            self._last_state = replace(_state(container.attrs["State"]), running=False)
            container.remove(force=True, v=True)
        except NotFound:
            return
        except APIError as error:
            # 409: someone else, such as `reap`, is removing it right now.
            if error.status_code != 409:
                raise

    def _current_state(self) -> InstanceState:
        """The engine's word on process 1, and from its events whether memory ran out for another process: a killed
        worker leaves process 1 alive and `OOMKilled` false."""
        state = _state(self._container.attrs["State"])
        started = _time(self._container.attrs["State"].get("StartedAt"))
        if state.out_of_memory or started is None:
            return state
        if self._last_state.out_of_memory:
            return replace(state, out_of_memory=True)
        events = self._engine.client.events(
            since=int(started.timestamp()),
            until=f"{time.time():.6f}",
            filters={"container": self._container.id, "event": "oom"},
        )
        try:
            return replace(state, out_of_memory=any(True for _ in events))
        finally:
            events.close()

    def _could_not_start(self, error: Exception) -> bool:
        try:
            container: Any = self._testcontainer.get_wrapped_container()
            container.reload()
        except (ContainerStartException, DockerException, OSError):
            return False
        if int(container.attrs["State"].get("ExitCode") or 0) not in _NOT_STARTED:
            return False
        self._log.write(f"{explanation(error)}\n".encode())
        return True

    def _follow(self) -> None:
        try:
            stream = self._container.logs(stream=True, follow=True, stdout=True, stderr=True)
            for chunk in stream:
                self._log.write(chunk)
        except (DockerException, OSError, ValueError) as error:
            # A container that ended and was removed before the first read has no log; other drivers cannot give it.
            if not self._removed:
                self._log.write(f"[the engine gives no log: {explanation(error)}]\n".encode())

    def _exec_table(self) -> str | None:
        try:
            code, output = self._container.exec_run(["cat", "/proc/net/tcp", "/proc/net/tcp6"], stderr=False, user="0")
        except APIError:
            return None
        # `cat` answers 1 where IPv6 is off and one table is missing.
        return output.decode(errors="replace") if code in (0, 1) and b"local_address" in output else None


def _declare(engine: Engine, ledger: Ledger, network: str, direct: bool, plan: Plan) -> DockerContainer:
    container = DockerContainer(plan.image, env=dict(plan.env), name=plan.name)
    # Without the prefix for a private registry that testcontainers may be set to put before every image.
    container.image = plan.image
    if plan.command is not None:
        container.with_command(list(plan.command))
    aliases = [plan.alias] if plan.alias else None
    options: dict[str, Any] = {
        "labels": ledger.run.labels,
        "network": network,
        "networking_config": {network: EndpointConfig(engine.client.api.api_version, aliases=aliases)},
    }
    if not direct:
        # testcontainers' own way publishes on all addresses; what it passes on to docker-py may name one.
        bindings: Any = {f"{port}/tcp": (engine.publish_address, None) for port in plan.ports}
        container.ports = bindings
    if plan.memory is not None:
        # The same number for both: no swap, so that the limit is the limit.
        options |= {"mem_limit": plan.memory, "memswap_limit": plan.memory}
    if plan.cpus is not None:
        options["nano_cpus"] = int(min(plan.cpus, engine.cpus) * 1e9)
    if plan.processes is not None:
        options["pids_limit"] = plan.processes
    return container.with_kwargs(**options)


def _state(state: Mapping[str, Any]) -> InstanceState:
    running = bool(state.get("Running"))
    return InstanceState(running, None if running else int(state.get("ExitCode") or 0), bool(state.get("OOMKilled")))


def _local_table(container_id: str, pid: int) -> str | None:
    """The tables of process `pid` here, if it is the container's: an engine elsewhere has its own numbers."""
    if sys.platform != "linux" or pid <= 0:
        return None
    process = Path("/proc") / str(pid)
    try:
        if container_id not in (process / "cgroup").read_text(encoding="ascii"):
            return None
        tables = [(process / "net" / name) for name in ("tcp", "tcp6")]
        return "\n".join(each.read_text(encoding="ascii") for each in tables if each.exists())
    except OSError:
        return None


def _time(text: str | None) -> datetime | None:
    """A time as the engine writes it (RFC 3339 with nanoseconds, UTC)."""
    if not text:
        return None
    return datetime.strptime(text[:19], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=UTC)
