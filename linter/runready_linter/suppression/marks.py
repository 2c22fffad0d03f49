"""What the comments say: which codes they ignore, on which lines, for what reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runready_linter.suppression.layout import Comment, Layout

#: Bytes without which a file has no mark.
NEEDLE = b"runready:"

_MARK = re.compile(
    r"(?P<lead>#|//)\s*runready:\s*(?P<word>[\w-]+)(?P<brackets>\s*\[(?P<codes>[^\]\n]*)\])?(?P<reason>[^#\n]*)"
)
#: What other tools call it: a slip, and not a sentence about runready.
_SLIPS = frozenset(
    {"ignore-file", "ignored", "ignores", "noqa", "nolint", "nosec", "disable", "skip", "allow", "suppress", "off"}
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One comment that ignores something.

    Args:
        comment: the comment that it stands in; `start` and `end` are its place in the comment's text.
        codes: as written, in upper case; none for a mark that names no code.
        first, last: the lines whose findings it is for.
        slip: it is written in a way that says nothing.
    """

    comment: Comment
    start: int
    end: int
    codes: tuple[str, ...]
    reason: str
    first: int
    last: int
    slip: bool = False

    @property
    def line(self) -> int:
        return self.comment.line

    def covers(self, line: int) -> bool:
        return self.first <= line <= self.last


def marks(layout: Layout) -> Iterator[Mark]:
    """Every mark of a file, in order.

    One behind something is for its own line and, at the first or the last line of a statement, for all of that statement:
    a formatter may move it from one to the other. One on a line of its own is for the statement that follows.
    """
    for comment in layout.comments:
        for found in _MARK.finditer(comment.text):
            word = found["word"].lower()
            if word != "ignore" and not (word in _SLIPS or found["brackets"]):
                continue
            first, last = _reach(comment, layout)
            codes = tuple(dict.fromkeys(c.strip().upper() for c in (found["codes"] or "").split(",") if c.strip()))
            reason = found["reason"].strip().lstrip("-:,").strip()
            slip = word != "ignore"
            yield Mark(comment, found.start(), found.end(), () if slip else codes, reason, first, last, slip)


def _reach(comment: Comment, layout: Layout) -> tuple[int, int]:
    line = comment.line
    if layout.lines[line - 1][: comment.column - 1].strip(" \t\f\ufeff"):
        first, last = layout.statement(line)
        return (first, last) if line in (first, last) else (line, line)
    commented = {c.line for c in layout.comments}
    for number in range(line + 1, len(layout.lines) + 1):
        text = layout.lines[number - 1].strip()
        if text and not (number in commented and text.startswith(("#", "//"))):
            first, last = layout.statement(number)
            return (first, last) if number == first else (number, number)
    return line, line
