"""The project's files as bytes, each read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from runready_linter import discovery


class Contents:
    """What a project's files hold: never one outside of its root.

    Args:
        unsaved: by path, what stands in place of a file's content, as in an editor.
    """

    def __init__(self, root: Path, unsaved: Mapping[str, bytes] | None = None) -> None:
        self._root = root
        self._top = os.path.realpath(root)
        self._read: dict[str, bytes | None] = dict(unsaved or {})
        self._why: dict[str, str] = {}
        self._listing: frozenset[str] | None = None

    def read(self, path: str) -> bytes | None:
        if path not in self._read:
            self._read[path] = self._load(path)
        return self._read[path]

    def seen(self) -> Mapping[str, bytes]:
        """Every file that was read so far."""
        return {path: data for path, data in self._read.items() if data is not None}

    def listing(self) -> frozenset[str]:
        if self._listing is None:
            self._listing = discovery.listing(self._root)
        return self._listing

    def why(self, path: str) -> str:
        return self._why.get(path, "cannot be read")

    def _load(self, path: str) -> bytes | None:
        full = self._root / path
        real = os.path.realpath(full)
        if not (real == self._top or real.startswith(self._top.rstrip(os.sep) + os.sep)):
            self._why[path] = "leads out of the project"
            return None
        try:
            if not full.is_file():
                self._why[path] = "is not a regular file" if os.path.lexists(full) else "is not there any more"
                return None
            if full.stat().st_size > discovery.MAX_SIZE:
                self._why[path] = f"is larger than {discovery.MAX_SIZE // 2**20} MiB"
                return None
            return full.read_bytes()
        except OSError as error:
            self._why[path] = f"cannot be read: {error.strerror}"
            return None
