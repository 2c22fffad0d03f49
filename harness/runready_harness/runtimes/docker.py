"""The runtime of containers: each instance a fresh container, on a network of the run's own."""

from __future__ import annotations

import itertools
import os
import shlex
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Self

from docker.errors import APIError, DockerException, NotFound

from runready_harness import images, templates
from runready_harness.backing import ready
from runready_harness.dockerfile import dockerfile_of
from runready_harness.engine import Engine, answering, explanation
from runready_harness.events import BackingReady, BackingStarting, Emit, InstanceRemoved, InstanceStarting, Notice
from runready_harness.interrupts import shielded
from runready_harness.ledger import RUN_LABEL, Ledger, Run
from runready_harness.platform_defaults import told
from runready_harness.runtimes.base import Endpoint, InstanceState, Listener, WrittenFile
from runready_harness.runtimes.container import Container, Plan
from runready_harness.spec import Backing, Service
from runready_linter.problems import EnvironmentProblem
from runready_rules.platforms import Profile

_GIGABYTE = 1024**3

# Published beside the told port where containers cannot be reached by address, so that an application that listens on
# its framework's own port is still found there.
_FRAMEWORK_PORTS = (80, 3000, 5000, 8000, 8080)

# Far above what an application server needs, and below what a fork bomb needs to hurt the machine.
_PROCESSES = 2048


class DockerInstance:
    """One container of the application. See `Instance`."""

    def __init__(self, name: str, port: int, container: Container, emit: Emit) -> None:
        self.name = name
        self.port = port
        self._container = container
        self._emit = emit
        self._present = True

    @property
    def whereabouts(self) -> str:
        return f"container {self._container.name}"

    def endpoint(self, port: int) -> Endpoint | None:
        return self._container.endpoint(port)

    def state(self) -> InstanceState:
        return self._container.state()

    def log(self) -> str:
        return self._container.log()

    def listeners(self) -> tuple[Listener, ...] | None:
        return self._container.listeners()

    def files_written(self) -> tuple[WrittenFile, ...]:
        return self._container.files_written()

    def remove(self) -> None:
        if self._present:
            self._present = False
            self._container.remove()
            self._emit(InstanceRemoved(self.name))


class DockerRuntime:
    """Containers on an engine. See `Runtime`; `start` may be called from several threads."""

    name: Literal["docker"] = "docker"

    def __init__(
        self,
        engine: Engine,
        project: Path,
        service: Service,
        backing: Mapping[str, Backing],
        *,
        image: str | None,
        dockerfile: Path | None,
        profile: Profile,
        emit: Emit,
    ) -> None:
        self.unavailable_backing: Mapping[str, str] = {}
        # By its name on the run's network.
        self.backing_addresses: Mapping[str, Endpoint] = {key: Endpoint(key, at.port) for key, at in backing.items()}
        self.omitted: Sequence[str] = ()
        self.shared_paths: Sequence[str] = ()
        self._engine = engine
        self._project = project
        self._service = service
        self._backing = backing
        self._given_image = image
        self._dockerfile = dockerfile
        self._profile = profile
        self._emit = emit
        self._ledger: Ledger | None = None
        self._built: list[str] = []
        self._containers: list[Container] = []
        self._numbers = itertools.count(1)
        self._network = ""
        self._direct = False
        self._image = images.Image("", (), ())
        self._env: dict[str, str] = {}

    def prepare(self) -> None:
        # Templates first: a missing variable is told before minutes of building.
        addresses = self.backing_addresses
        self._env = templates.resolve(self._service.env, where="service.env", environment=os.environ, backing=addresses)
        backing_env = {
            key: templates.resolve(each.env, where=f"backing.{key}.env", environment=os.environ, backing=addresses)
            for key, each in self._backing.items()
        }
        with answering():
            self._ledger = ledger = Ledger(Run.current())
            ledger.record("engine", self._engine.host)
            self._image = images.use(self._engine, self._application_image(ledger), self._emit)
            if not self._image.started_by and not self._service.command:
                raise EnvironmentProblem(
                    f"The image {self._image.name} does not say what starts.",
                    help="Add a CMD to the Dockerfile, or `command:` under `service:`.",
                )
            self._make_network(ledger)
            for key, each in self._backing.items():
                self._start_backing(ledger, key, each, backing_env[key])

    def start(self, *, port: int, env: Mapping[str, str] | None = None) -> DockerInstance:
        assert self._ledger is not None, "prepare() comes first"
        name = f"instance-{next(self._numbers)}"
        plan = Plan(
            image=self._image.name,
            name=f"runready-{self._ledger.run.id}-{name}",
            env={**self._env, **(env or {}), **told(self._profile, port)},
            ports=tuple({port, *self._image.ports, *_FRAMEWORK_PORTS}),
            command=_words(self._service.command),
            memory=int(self._service.memory * _GIGABYTE),
            cpus=self._service.cpu,
            processes=_PROCESSES,
        )
        self._emit(InstanceStarting(name, port))
        with answering():
            container = Container(self._engine, self._ledger, self._network, self._direct, plan)
        self._containers.append(container)
        return DockerInstance(name, port, container, self._emit)

    def close(self) -> None:
        with shielded():
            try:
                if self._ledger is not None:
                    self._remove_all(self._ledger)
            finally:
                self._ledger = None
                self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _application_image(self, ledger: Ledger) -> str:
        if self._given_image is not None:
            return self._given_image
        assert self._dockerfile is not None, "chosen without an image: there is a Dockerfile"
        tag = images.build(
            self._engine,
            ledger,
            self._project,
            self._dockerfile,
            title=self._project.resolve().name,
            emit=self._emit,
            architectures=self._profile.instances.architectures.value,
        )
        self._built.append(tag)
        return tag

    def _make_network(self, ledger: Ledger) -> None:
        self._network = f"runready-{ledger.run.id}"
        ledger.record("network", self._network)
        try:
            with shielded():
                network = self._engine.client.networks.create(
                    self._network, driver="bridge", check_duplicate=True, labels=ledger.run.labels
                )
        except APIError as error:
            raise EnvironmentProblem(
                "The engine cannot make a network for the run.",
                help="If it ran out of address pools, remove unused networks with `docker network prune`.",
                detail=explanation(error),
            ) from error
        network.reload()
        pools: list[dict[str, Any]] = (network.attrs.get("IPAM") or {}).get("Config") or []
        self._direct = any(
            self._engine.reaches_gateway(str(each.get("Gateway") or "").partition("/")[0]) for each in pools
        )

    def _start_backing(self, ledger: Ledger, key: str, backing: Backing, env: Mapping[str, str]) -> None:
        self._emit(BackingStarting(key))
        begin = time.monotonic()
        plan = Plan(
            image=images.use(self._engine, self._backing_image(ledger, key, backing), self._emit).name,
            name=f"runready-{ledger.run.id}-{key}",
            env=env,
            ports=(backing.port,),
            alias=key,
        )
        container = Container(self._engine, ledger, self._network, self._direct, plan)
        self._containers.append(container)
        ready.wait(key, backing, container, backing.port, shared_host=False)
        self._emit(BackingReady(key, time.monotonic() - begin))

    def _backing_image(self, ledger: Ledger, key: str, backing: Backing) -> str:
        if backing.build is None:
            assert backing.image is not None, "the service file names an image or a folder to build"
            return backing.image
        context = self._project / backing.build
        dockerfile = dockerfile_of(context, None)
        if dockerfile is None:
            raise EnvironmentProblem(
                f"There is no Dockerfile in {context}.", help=f"Correct `build:` of the backing service {key}."
            )
        tag = images.build(self._engine, ledger, context, dockerfile, title=key, emit=self._emit)
        self._built.append(tag)
        return tag

    def _remove_all(self, ledger: Ledger) -> None:
        """Removes what the run made. What cannot be removed stays in the ledger, for `runready reap`."""
        failures: list[str] = []
        steps = [container.remove for container in reversed(self._containers)]
        for step in [*steps, lambda: self._sweep(ledger), self._remove_images]:
            try:
                step()
            except (DockerException, OSError) as error:
                failures.append(explanation(error))
        if failures:
            self._emit(Notice(f"Not everything could be removed; run `runready reap` later. {failures[0]}"))
        else:
            ledger.close()

    def _sweep(self, ledger: Ledger) -> None:
        """Removes what carries the run's label: also what was made while an error or an interrupt arrived."""
        filters = {"label": f"{RUN_LABEL}={ledger.run.id}"}
        client = self._engine.client
        for container in client.containers.list(all=True, filters=filters, ignore_removed=True):
            try:
                container.remove(force=True, v=True)
            except NotFound:
                continue
        for network in client.networks.list(filters=filters):
            network.remove()

    def _remove_images(self) -> None:
        for tag in self._built:
            images.remove(self._engine, tag)


def _words(command: str | list[str] | None) -> list[str] | None:
    """The platform splits a start command into words; no shell reads it (AWS developer guide; users' reports)."""
    return shlex.split(command) if isinstance(command, str) else command
