"""The words of a command that no shell reads, and what in it was written as if one did."""

from __future__ import annotations

import re
import shlex

_WORD = re.compile(r"""(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|\S)+|\n""", re.DOTALL)
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
#: What only a shell takes for the end of a command.
_JOINTS = frozenset({"&&", "||", ";", "|", "&"})
#: Those that end a word which they stand at without a blank.
_JOINT = re.compile(r"(&&|\|\||;$)")
_QUOTING = frozenset("'\"\\")


def joints(text: str) -> tuple[str, ...]:
    """The operators of a command that would join several in a shell (`&&`, `;`, `|` ...), in their order. Quoted ones are
    text for another program, and so is an `&` within a word, as in a URL."""
    return tuple(piece for piece in _pieces(text) if piece in _JOINTS)


def meant(text: str) -> list[list[str]]:
    """The commands that the author had in mind, each as its words without quotes: what stands between the operators, or on
    lines of its own, without a shell's own `exec` and assignments before the program."""
    lines: list[list[str]] = [[]]
    pieces = _pieces(text)
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=False):
        if piece in _JOINTS or (piece == "\n" and not following.startswith("-")):
            lines.append([])
        elif piece not in ("\n", "\\\n"):
            lines[-1].append(_unquoted(piece))
    return [program for line in lines if (program := _without_shell(line))]


def _without_shell(words: list[str]) -> list[str]:
    rest = words
    while rest and (rest[0] == "exec" or _ASSIGNMENT.match(rest[0])):
        rest = rest[1:]
    return rest


def _pieces(text: str) -> list[str]:
    """The words, with their quotes, and the operators; a quote that is not closed is a character like any other."""
    found: list[str] = []
    for word in _WORD.findall(text):
        found += [word] if _QUOTING & set(word) else [piece for piece in _JOINT.split(word) if piece]
    return found


def _unquoted(word: str) -> str:
    try:
        return "".join(shlex.split(word))
    except ValueError:
        return word
