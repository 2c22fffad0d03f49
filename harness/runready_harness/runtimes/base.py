"""The Protocol that every runtime fulfils, and the frozen data that it speaks in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, Self


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the harness reaches a port of an instance: a host name or address and a port on the harness's side."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Listener:
    """A listening TCP socket as the instance sees it: `0.0.0.0`, `127.0.0.1`, `::`, ... and a port."""

    address: str
    port: int

    @property
    def loopback(self) -> bool:
        """Whether only the instance itself can reach it."""
        return self.address.startswith("127.") or self.address == "::1"

    def __str__(self) -> str:
        return f"[{self.address}]:{self.port}" if ":" in self.address else f"{self.address}:{self.port}"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that the instance wrote since its start; `path` as the instance sees it, `size` in bytes."""

    path: str
    change: Literal["added", "changed"]
    size: int | None = None


@dataclass(frozen=True, slots=True)
class InstanceState:
    """Whether the instance's first process lives; `exit_code` and `out_of_memory` once it does not."""

    running: bool
    exit_code: int | None = None
    out_of_memory: bool = False


class Instance(Protocol):
    """One running copy of the application."""

    @property
    def name(self) -> str:
        """Unique within the run, short enough for a message."""

    @property
    def port(self) -> int:
        """What `PORT` told the instance."""

    @property
    def whereabouts(self) -> str:
        """Where a person finds it on this machine or engine, such as `container runready-1a2b-instance-3`."""

    def endpoint(self, port: int) -> Endpoint | None:
        """How the harness reaches the instance's `port` from outside, or None where it cannot."""

    def state(self) -> InstanceState: ...

    def log(self) -> str:
        """Everything on stdout and stderr since the start, also after the end."""

    def listeners(self) -> tuple[Listener, ...] | None:
        """What listens inside, or None where this machine cannot tell."""

    def files_written(self) -> tuple[WrittenFile, ...]:
        """Regular files added or changed since start, without those the runtime itself put there."""

    def remove(self) -> None:
        """Ends the instance at once and removes everything that was its own. Idempotent."""


class Runtime(Protocol):
    """Makes instances of one application. A context manager: leaving it removes all that it made."""

    @property
    def name(self) -> Literal["docker", "process"]: ...

    @property
    def unavailable_backing(self) -> Mapping[str, str]:
        """Backing services that this machine cannot start, by name, with the reason; known after `prepare()`."""

    @property
    def backing_addresses(self) -> Mapping[str, Endpoint]:
        """Where the application finds each backing service, by name; known after `prepare()`."""

    @property
    def omitted(self) -> Sequence[str]:
        """Commands of the image's making that this runtime does not carry out; known after `prepare()`."""

    @property
    def shared_paths(self) -> Sequence[str]:
        """Places that the start command or its variables name and that all instances share, so that what is kept there
        is not lost with an instance: those that exist by now."""

    def prepare(self) -> None:
        """Builds the image or installs the dependencies, and starts the backing services.

        Raises:
            EnvironmentProblem: it does not build, or the machine lacks something; says what and how to mend it.
        """

    def start(self, *, port: int, env: Mapping[str, str] | None = None) -> Instance:
        """Starts a fresh instance that is told `port` as the platform tells it (`PORT`, or nothing at all), and returns
        without waiting for it to be healthy.

        `env` is added to the service's own variables. An application that exits at once is no error here: its
        `state()` says so.
        """

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...
