"""Ignore files of a build context (`.dockerignore`): which of its files the builder never sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import normpath

_SPECIAL_IN_SET = re.compile(r"[\\\[&~|]")


class IgnoreFile:
    """The patterns of one ignore file. Unlike git's they are all relative to the context's top, and the last one that fits
    decides.

    Source: https://docs.docker.com/build/concepts/context/#dockerignore-files and github.com/moby/patternmatcher
    """

    def __init__(self, text: str) -> None:
        self._patterns = tuple(_patterns(text))

    def __call__(self, path: str) -> bool:
        """Whether a file of the context, by its path in it, is left out."""
        ignored = False
        for pattern, takes_back in self._patterns:
            if ignored == takes_back and any(pattern.fullmatch(candidate) for candidate in _with_folders(path)):
                ignored = not takes_back
        return ignored


def _with_folders(path: str) -> Iterator[str]:
    """A path and the folders that it lies in: what fits a folder fits all below."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _patterns(text: str) -> Iterator[tuple[re.Pattern[str], bool]]:
    for line in text.removeprefix("\ufeff").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        pattern = line.strip()
        takes_back = pattern.startswith("!")
        pattern = normpath(pattern.removeprefix("!").strip() or ".").lstrip("/")
        if pattern != ".":
            yield compiled(pattern), takes_back


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of Go's `filepath.Match`, with `**` for any number of folders."""
    out, index = "", 0
    while index < len(pattern):
        char = pattern[index]
        if pattern.startswith("**", index):
            index += 2
            if pattern.startswith("/", index):
                index += 1
                out += "(?:.*/)?"
            else:
                out += ".*"
            continue
        if char == "[" and (end := pattern.find("]", index + 2)) > 0:
            inside = pattern[index + 1 : end]
            negated = "^" if inside.startswith("^") else ""
            out += f"[{negated}{_SPECIAL_IN_SET.sub(_escaped, inside.removeprefix('^'))}]"
            index = end + 1
            continue
        if char == "\\" and index + 1 < len(pattern):
            index += 1
            out += re.escape(pattern[index])
        else:
            out += {"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char))
        index += 1
    try:
        return re.compile(out, re.DOTALL)
    except re.error:
        return re.compile(re.escape(pattern))


def _escaped(match: re.Match[str]) -> str:
    return "\\" + match[0]
