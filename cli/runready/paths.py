"""Paths as the reader of a report needs them: relative to the working directory, or to the top of the repository."""

from __future__ import annotations

import os
from pathlib import Path

#: Where a CI system says that the repository lies, which need not be a clone there.
_CI_TOPS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


class Shown:
    """Turns paths of a project into paths relative to a folder, by default the working directory as the JSON format
    asks."""

    def __init__(self, root: Path, base: Path | None = None) -> None:
        self._absolute = root
        relative = os.path.relpath(root, base or Path.cwd())
        # From another drive or far away an absolute path says more than a ladder of dots.
        self._root = str(root) if relative.startswith(os.path.join("..", "..", "..")) else relative

    def __call__(self, path: str) -> str:
        return Path(os.path.normpath(os.path.join(self._root, path))).as_posix()

    def from_repository(self) -> Shown:
        """The same, relative to the top of the repository: what code hosts lay over the sources."""
        return Shown(self._absolute, _repository(Path.cwd()))


def _repository(folder: Path) -> Path:
    """The top of the repository that a folder is in; outside of one the folder itself."""
    for variable in _CI_TOPS:
        top = os.environ.get(variable)
        if top and folder.is_relative_to(top):
            return Path(top)
    return next((f for f in (folder, *folder.parents) if (f / ".git").exists()), folder)
