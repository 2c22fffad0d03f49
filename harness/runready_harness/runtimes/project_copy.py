"""Copies of the project for the process runtime, and what an instance wrote into its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pathspec

from runready_harness.runtimes.base import WrittenFile
from runready_harness.runtimes.bytecode import is_bytecode

_NEVER_COPIED = frozenset({".git", ".hg", ".svn", "__pycache__", ".tox", ".nox", ".mypy_cache", ".pytest_cache"})

Snapshot = dict[str, tuple[int, int, int]]


def copy_project(project: Path, target: Path) -> None:
    """Copies a project without version control, virtual environments and caches, and without what its `.dockerignore`
    leaves out of the image."""
    ignored = _dockerignore(project)

    def leave_out(folder: str, names: list[str]) -> set[str]:
        base = Path(folder)
        left_out = set()
        for name in names:
            path = base / name
            if path.is_symlink() or path.is_file():
                wanted = not ignored.match_file(path.relative_to(project).as_posix())
            else:
                # A socket or pipe cannot be copied; a virtual environment is not the application's.
                wanted = path.is_dir() and not (path / "pyvenv.cfg").is_file()
            if name in _NEVER_COPIED or not wanted:
                left_out.add(name)
        return left_out

    shutil.copytree(project, target, symlinks=True, ignore=leave_out, ignore_dangling_symlinks=True)


def snapshot(*folders: Path) -> Snapshot:
    """Time of change (ns), size and inode of every regular file in some folders."""
    found: Snapshot = {}
    for path in _files(*folders):
        try:
            status = os.lstat(path)
        except OSError:
            continue
        found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def written_since(before: Snapshot, *folders: Path) -> tuple[WrittenFile, ...]:
    """The files that are new or different since a snapshot, sorted by path."""
    now = snapshot(*folders)
    return tuple(
        WrittenFile(path, "changed" if path in before else "added", now[path][1])
        for path in sorted(now)
        if before.get(path) != now[path] and not is_bytecode(path)
    )


def _files(*folders: Path) -> Iterator[str]:
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(root, name)
                if os.path.isfile(path) and not os.path.islink(path):
                    yield path


def _dockerignore(project: Path) -> pathspec.PathSpec[Any]:
    try:
        lines = (project / ".dockerignore").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    # Its patterns start at the root, which those of .gitignore do only with a leading slash.
    anchored = [_anchored(line.strip()) for line in lines if line.strip() and not line.startswith("#")]
    return pathspec.PathSpec.from_lines("gitignore", anchored)


def _anchored(pattern: str) -> str:
    sign, rest = ("!", pattern[1:]) if pattern.startswith("!") else ("", pattern)
    return f"{sign}/{rest.strip().removeprefix('./').lstrip('/')}"
