"""Paths as the user sees them: relative to the working directory, as the JSON format asks."""

from __future__ import annotations

import os
from pathlib import Path


class Shown:
    """Turns paths of a project into paths relative to the working directory."""

    def __init__(self, root: Path) -> None:
        relative = os.path.relpath(root)
        # From another drive or far away an absolute path says more than a ladder of dots.
        self._root = str(root) if relative.startswith(os.path.join("..", "..", "..")) else relative

    def __call__(self, path: str) -> str:
        return Path(os.path.normpath(os.path.join(self._root, path))).as_posix()
