"""The container engine: how it is found, and what it can do, asked once.

docker-py carries no types, so what comes from it is `Any`; it is read here and in the modules that create things.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlparse

import docker
import psutil
from docker.errors import DockerException
from requests import RequestException
from testcontainers.core.config import testcontainers_config
from testcontainers.core.docker_client import get_docker_host

from runready_linter.problems import EnvironmentProblem

_DEFAULT_SOCKET = "unix:///var/run/docker.sock"


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine that answers.

    `cpus` is how many it may use, `architecture` in the kernel's words (`x86_64`, `aarch64`); `remote_host` is the name
    of the machine it runs on when that is another one, else empty; `podman`: Podman behind Docker's API.
    """

    client: Any
    host: str
    cpus: int
    architecture: str
    podman: bool
    remote_host: str

    @property
    def publish_address(self) -> str:
        """Where ports are published: this machine only, unless the engine runs on another one."""
        return "0.0.0.0" if self.remote_host else "127.0.0.1"

    @property
    def published_host(self) -> str:
        """The name under which published ports are reached."""
        return self.remote_host or "127.0.0.1"

    def reaches_gateway(self, address: str) -> bool:
        """Whether a network's gateway is an interface of this machine, so that its containers are reached directly.

        True on Linux with an engine of its own; not with Docker Desktop, a rootless engine or a remote one, whose
        networks live elsewhere.
        """
        return any(each.address == address for addresses in psutil.net_if_addrs().values() for each in addresses)

    def close(self) -> None:
        self.client.close()


def connect() -> Engine:
    """The engine that `DOCKER_HOST`, the current Docker context or the default socket leads to.

    Raises:
        EnvironmentProblem: none answers; says why and what to do.
    """
    # testcontainers finds the address, so that its containers and this client meet at the same engine.
    host = get_docker_host() or ""
    environment = {**os.environ, "DOCKER_HOST": host} if host else dict(os.environ)
    try:
        _knock(host)
        client = docker.from_env(environment=environment, use_ssh_client=host.startswith("ssh://"))
    except (DockerException, OSError) as error:
        raise _no_engine(host, error) from error
    try:
        info = client.info()
        version = client.version()
    except (DockerException, OSError) as error:
        client.close()
        raise _no_engine(host, error) from error
    url = urlparse(host)
    local = url.scheme in ("", "unix", "npipe") or url.hostname in ("localhost", "127.0.0.1", "::1")
    components = [str(each.get("Name", "")) for each in version.get("Components") or ()]
    return Engine(
        client=client,
        host=host,
        cpus=int(info.get("NCPU") or 1),
        architecture=str(info.get("Architecture") or ""),
        podman=any("podman" in each.lower() for each in components),
        remote_host="" if local else str(url.hostname),
    )


@contextmanager
def answering() -> Iterator[None]:
    """Turns the errors of an engine that stops answering, or refuses, into a message.

    Raises:
        EnvironmentProblem: in place of docker-py's errors.
    """
    try:
        yield
    except (DockerException, RequestException) as error:
        raise EnvironmentProblem(
            "The container engine refused or stopped answering.",
            help="See its words below; is it still running, is its disk full?",
            detail=explanation(error),
        ) from error


def explanation(error: Exception) -> str:
    """What an engine says about an error, without docker-py's wrapping."""
    given = getattr(error, "explanation", None)
    text = given.decode(errors="replace") if isinstance(given, bytes) else str(given or error)
    try:
        return str(json.loads(text)["message"])
    except (ValueError, KeyError, TypeError):
        return text


def _knock(host: str) -> None:
    """Connects to a Unix socket once. docker-py forgets to close its own where nobody answers."""
    url = urlparse(host or _DEFAULT_SOCKET)
    if url.scheme == "unix" and sys.platform != "win32":
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.connect(url.path)


def _no_engine(host: str, error: Exception) -> EnvironmentProblem:
    where = f" at {host}" if host else ""
    if isinstance(error, PermissionError) or "Permission denied" in str(error):
        return EnvironmentProblem(
            f"The container engine{where} refuses this user.",
            help="Add the user to the group `docker` and log in again, or use a rootless engine, or --runtime process.",
        )
    return EnvironmentProblem(
        f"No container engine answers{where}.",
        help="Start Docker or Podman, or point DOCKER_HOST to one that runs, or use --runtime process.",
    )


_ryuk_lock = threading.Lock()
_ryuk_holders = 0
_ryuk_before = False


@contextmanager
def without_ryuk() -> Iterator[None]:
    """Starts containers without testcontainers' own reaper, whose image may not be there; the ledger replaces it.

    testcontainers knows one setting for the whole process, and a user's test session may want it: it is put back when
    the last of several threads leaves.
    """
    global _ryuk_holders, _ryuk_before
    with _ryuk_lock:
        if _ryuk_holders == 0:
            _ryuk_before = testcontainers_config.ryuk_disabled
            testcontainers_config.ryuk_disabled = True
        _ryuk_holders += 1
    try:
        yield
    finally:
        with _ryuk_lock:
            _ryuk_holders -= 1
            if _ryuk_holders == 0:
                testcontainers_config.ryuk_disabled = _ryuk_before
