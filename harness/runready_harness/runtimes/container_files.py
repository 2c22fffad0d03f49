"""The regular files that a container wrote: its layer's by the engine's `diff`, its volumes' by archive."""

from __future__ import annotations

import base64
import io
import json
import tarfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Literal

from docker.errors import APIError, NotFound

from runready_harness.runtimes.base import WrittenFile
from runready_harness.runtimes.bytecode import is_bytecode

# What the engine itself puts into a container.
_ENGINE_FILES = frozenset({"/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/etc/mtab", "/.dockerenv"})
_ENGINE_FOLDERS = ("/proc/", "/sys/", "/dev/", "/run/.containerenv")

# The bits of Go's file mode that tell a regular file from all else (io/fs, ModeType).
_GO_MODE_TYPE = 0x8F280000

# `diff` does not say what is a folder. An entry with entries below it is one; the engine is asked about the others, a
# few milliseconds each, up to this many. Beyond, an entry counts as a file of unknown size.
_STAT_LIMIT = 400

_KINDS: dict[int, Literal["added", "changed"]] = {0: "changed", 1: "added"}


def written_files(container: Any, started: datetime | None) -> tuple[WrittenFile, ...]:
    """Files added or changed in a container, sorted by path.

    A file in a volume counts when it is younger than `started`, as added. Not seen: tmpfs mounts, which neither the
    engine's diff nor its archive shows.
    """
    volumes = [str(each["Destination"]) for each in container.attrs.get("Mounts") or () if each.get("Type") == "volume"]
    files = [*_in_layer(container, volumes)]
    for volume in volumes:
        files.extend(_in_volume(container, volume, started))
    return tuple(sorted(files, key=lambda each: each.path))


def _in_layer(container: Any, volumes: list[str]) -> Iterator[WrittenFile]:
    changes: list[dict[str, Any]] = container.diff() or []
    paths = {str(each["Path"]): int(each["Kind"]) for each in changes}
    folders = _parents(paths)
    asked = 0
    for path, kind in sorted(paths.items()):
        if kind not in _KINDS or path in folders or path in volumes or _is_noise(path):
            continue
        size: int | None = None
        if asked < _STAT_LIMIT:
            asked += 1
            stat = _stat(container, path)
            if stat is None or int(stat["mode"]) & _GO_MODE_TYPE:
                continue
            size = int(stat["size"])
        yield WrittenFile(path, _KINDS[kind], size)


def _in_volume(container: Any, volume: str, started: datetime | None) -> Iterator[WrittenFile]:
    parent = volume.rstrip("/").rpartition("/")[0]
    try:
        chunks, _ = container.get_archive(volume)
    except NotFound:
        return
    with tarfile.open(fileobj=io.BufferedReader(_Reader(chunks)), mode="r|") as archive:
        for member in archive:
            path = f"{parent}/{member.name}"
            if not member.isfile() or _is_noise(path):
                continue
            if started is None or member.mtime >= int(started.timestamp()):
                yield WrittenFile(path, "added", member.size)
    # The archive ends before its stream: read on, so that the connection is given back.
    for _ in chunks:
        pass


def _parents(paths: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent and parent not in found:
            found.add(parent)
            parent = parent.rpartition("/")[0]
    return found


def _is_noise(path: str) -> bool:
    return path in _ENGINE_FILES or path.startswith(_ENGINE_FOLDERS) or is_bytecode(path)


def _stat(container: Any, path: str) -> dict[str, Any] | None:
    """What the archive endpoint's HEAD says of a path, or None if it is gone. docker-py has no call for it."""
    api = container.client.api
    answer = api.head(api._url("/containers/{0}/archive", container.id), params={"path": path}, timeout=api.timeout)
    header = answer.headers.get("X-Docker-Container-Path-Stat")
    if answer.status_code == 404 or header is None:
        return None
    if answer.status_code >= 400:
        raise APIError(f"The engine does not tell about {path}", response=answer)
    stat: dict[str, Any] = json.loads(base64.b64decode(header))
    return stat


class _Reader(io.RawIOBase):
    """The file object through which `tarfile` reads a stream of chunks."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        self._rest = self._rest or next(self._chunks, b"")
        size = min(len(view), len(self._rest))
        view[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
