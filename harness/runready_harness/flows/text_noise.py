"""The noise mask of text and HTML: what two undisturbed bodies have in common must appear in a third, in order.

The bodies are aligned piece by piece (a line, or up to the end of a tag), and pieces that differ word by word. What
differs becomes a gap. A gap that held something in both runs must hold something again. Where one run has more pieces
than the other, a list has grown: numbers in all pieces of the same form are noise then, since later runs shift them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Up to the end of a tag or of a line.
_PIECE = re.compile(r"[^>\n]*[>\n]|[^>\n]+")
# Random strings (base64, UUIDs, paths) stay whole, so that no letter of theirs is fixed by accident. No word reaches
# over the end of a piece.
_WORD = re.compile(r"[\w+/=.\-]+|[^\S\n]+|.", re.DOTALL)
_SAYS_SOMETHING = re.compile(r"\w{2,}")
_HAS_DIGIT = re.compile(r"\d")
# Aligning costs the square of the differing part; beyond this many words a differing part is a gap as a whole.
_MOST_WORDS = 4000
_MOST_PAIRS = 1_000_000
_MOST_SHOWN = 40
_LONGEST_SHOWN = 200

GAP = "…"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that must appear together; `gap` says what may stand before them: nothing, anything, or something."""

    gap: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextPattern:
    """Stretches in order; `end` is the gap after the last one."""

    stretches: tuple[Stretch, ...]
    end: str

    @property
    def masked(self) -> str:
        """The common text with an ellipsis for each gap."""
        parts = [(GAP if each.gap != NONE else "") + "".join(each.words) for each in self.stretches]
        return "".join(parts) + (GAP if self.end != NONE else "")


NONE, ANYTHING, SOMETHING = "nothing", "anything", "something"

# A word, or a gap in its place.
_Gap = tuple[str]


def text_pattern(one: str, two: str) -> TextPattern:
    """What two undisturbed bodies have in common."""
    parts = list(_aligned(one, two))
    stretches: list[Stretch] = []
    gap, words = NONE, list[str]()
    for part in parts:
        if isinstance(part, str):
            words.append(part)
            continue
        # Punctuation alone between two gaps is an accident of the alignment.
        if words and (_SAYS_SOMETHING.search("".join(words)) or gap == NONE):
            stretches.append(Stretch(gap, tuple(words)))
            gap = part[0]
        else:
            gap = SOMETHING if SOMETHING in (gap, part[0]) else ANYTHING
        words = []
    if words:
        stretches.append(Stretch(gap, tuple(words)))
        gap = NONE
    return TextPattern(tuple(stretches), gap)


def fits(wanted: TextPattern, text: str) -> bool:
    """Whether the stretches appear in `text` in order, with gaps as they may be."""
    words = _WORD.findall(text)
    position = 0
    for index, stretch in enumerate(wanted.stretches):
        size = len(stretch.words)
        last = index == len(wanted.stretches) - 1
        start = position + (stretch.gap == SOMETHING)
        if stretch.gap == NONE:
            found = position if tuple(words[position : position + size]) == stretch.words else -1
        elif last and wanted.end == NONE:
            # The last stretch is the end of the text, not its first occurrence.
            at = len(words) - size
            found = at if at >= start and tuple(words[at:]) == stretch.words else -1
        else:
            found = _find(words, stretch.words, start)
        if found < 0:
            return False
        position = found + size
    rest = len(words) - position
    return rest == 0 if wanted.end == NONE else rest > 0 or wanted.end == ANYTHING


def diff(wanted: TextPattern, text: str) -> str:
    """A short unified diff between the common text and `text`; lines that differ only in gaps are shown as equal."""
    before, after = _lines(wanted.masked), _lines(text)
    # Where nothing but an emptied gap differs, gaps have to hold something for the lines to show it.
    lines = _diff(before, after, ".*") or _diff(before, after, ".+")
    if len(lines) > _MOST_SHOWN:
        lines = [*lines[:_MOST_SHOWN], f"… {len(lines) - _MOST_SHOWN} more lines"]
    return "\n".join(line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + GAP for line in lines)


def _diff(before: list[str], after: list[str], anything: str) -> list[str]:
    masks = {line: re.compile(anything.join(map(re.escape, line.split(GAP)))) for line in before if GAP in line}
    equal = set(before)
    shown = [
        line if line in equal else next((mask for mask, regex in masks.items() if regex.fullmatch(line)), line)
        for line in after
    ]
    return list(difflib.unified_diff(before, shown, "before", "after", lineterm="", n=1))


def _lines(text: str) -> list[str]:
    """Lines; a tag that follows another starts a new one, as minified HTML has none."""
    return [line for line in re.sub(r">\s*<", ">\n<", text).splitlines() if line.strip()]


def _find(words: Sequence[str], wanted: tuple[str, ...], start: int) -> int:
    first = wanted[0]
    for at in range(start, len(words) - len(wanted) + 1):
        if words[at] == first and tuple(words[at : at + len(wanted)]) == wanted:
            return at
    return -1


def _aligned(one: str, two: str) -> Iterator[str | _Gap]:
    """The common words with a gap for each difference."""
    if one == two:
        yield from _WORD.findall(one)
        return
    a, b = _PIECE.findall(one), _PIECE.findall(two)
    codes = list(_opcodes(a, b))
    grown = {
        _form(piece)
        for code, i, j, k, m in codes
        if code in ("insert", "delete")
        for piece in (*a[i:j], *b[k:m])
        if _HAS_DIGIT.search(piece)
    }
    for code, i, j, k, m in codes:
        if code == "equal":
            for piece in a[i:j]:
                yield from _without_numbers(piece) if _form(piece) in grown else _WORD.findall(piece)
        elif code == "replace":
            yield from _aligned_words(_WORD.findall("".join(a[i:j])), _WORD.findall("".join(b[k:m])))
        else:
            yield (ANYTHING,)


def _opcodes(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """As `difflib` gives them. What is common at both ends is taken off first, and in a long rest frequent pieces do
    not start a match: aligning costs the square otherwise."""
    shortest = min(len(a), len(b))
    head = next((n for n in range(shortest) if a[n] != b[n]), shortest)
    tail = next((n for n in range(shortest - head) if a[-1 - n] != b[-1 - n]), shortest - head)
    if head:
        yield "equal", 0, head, 0, head
    rest_a, rest_b = a[head : len(a) - tail], b[head : len(b) - tail]
    matcher = difflib.SequenceMatcher(None, rest_a, rest_b, autojunk=len(rest_a) * len(rest_b) > _MOST_PAIRS)
    for code, i, j, k, m in matcher.get_opcodes():
        yield code, i + head, j + head, k + head, m + head
    if tail:
        yield "equal", len(a) - tail, len(a), len(b) - tail, len(b)


def _aligned_words(a: list[str], b: list[str]) -> Iterator[str | _Gap]:
    if max(len(a), len(b)) > _MOST_WORDS:
        yield (SOMETHING,)
        return
    for code, i, j, _, _ in _opcodes(a, b):
        if code == "equal":
            yield from a[i:j]
        else:
            yield (SOMETHING if code == "replace" else ANYTHING,)


def _form(piece: str) -> str:
    return " ".join("#" if _HAS_DIGIT.search(word) else word for word in _WORD.findall(piece))


def _without_numbers(piece: str) -> Iterator[str | _Gap]:
    for word in _WORD.findall(piece):
        yield (SOMETHING,) if _HAS_DIGIT.search(word) else word
