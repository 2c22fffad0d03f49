"""Patterns of files as in a `.gitignore`."""

from __future__ import annotations

from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Patterns:
    """Patterns that are relative to a folder, asked about paths that are relative to another one below it.

    Args:
        below: the way from the one to the other, with `/` at its end, or "".
    """

    def __init__(self, lines: Sequence[str] = (), below: str = "") -> None:
        self._lines = tuple(lines)
        self._below = below
        self._spec: GitIgnoreSpec | None = None

    def __bool__(self) -> bool:
        return bool(self._lines)

    def __call__(self, path: str) -> bool:
        """Whether a path matches; a folder's ends with `/`."""
        if not self._lines:
            return False
        if self._spec is None:
            # Loaded only where there is a pattern: it costs more than the walk of a small project.
            from pathspec import GitIgnoreSpec

            self._spec = GitIgnoreSpec.from_lines(self._lines)
        return self._spec.match_file(self._below + path)


NO_PATTERNS = Patterns()
