"""Suppressions: `# runready: ignore[AR101] reason` on the line of a finding, or on a line of its own above it."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MARK = re.compile(r"#\s*runready:\s*ignore(?:\[(?P<codes>[^\]]*)\])?(?P<reason>[^#]*)")
NEEDLE = b"runready:"


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: the line that it applies to, its codes (none for a bare ignore) and its reason."""

    line: int
    codes: frozenset[str]
    reason: str
    comment_line: int


def read(data: bytes, *, python: bool, trailing: bool = False) -> tuple[Suppression, ...]:
    """The suppressions of a file. In Python a comment counts only where the tokenizer sees one, not inside a text.

    Args:
        trailing: in a file that is no Python, a comment may also stand behind something.
    """
    if NEEDLE not in data:
        return ()
    lines = data.decode(errors="replace").splitlines()
    comments = _python_comments(data) if python else _hash_lines(lines, trailing)
    return tuple(_suppressions(comments, lines))


def _suppressions(comments: Iterable[tuple[int, str]], lines: list[str]) -> Iterator[Suppression]:
    for number, text in comments:
        found = _MARK.search(text)
        if found is None:
            continue
        applies = number
        if lines[number - 1].lstrip().startswith("#"):
            # Alone on its line: the next line that is no comment and not blank.
            applies = next(
                (n for n in range(number + 1, len(lines) + 1) if (s := lines[n - 1].strip()) and not s.startswith("#")),
                number,
            )
        codes = frozenset(c.strip().upper() for c in (found["codes"] or "").split(",") if c.strip())
        yield Suppression(applies, codes, found["reason"].strip(), number)


def _python_comments(data: bytes) -> Iterator[tuple[int, str]]:
    try:
        for token in tokenize.tokenize(io.BytesIO(data).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string
    except (tokenize.TokenError, SyntaxError, UnicodeDecodeError):
        # The file's own Trouble is told elsewhere; what was read so far counts.
        return


def _hash_lines(lines: list[str], trailing: bool) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("#"):
            yield number, line.strip()
        elif trailing and " #" in line:
            yield number, line[line.index(" #") + 1 :]
