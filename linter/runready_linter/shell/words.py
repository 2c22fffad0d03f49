"""Words of a command line: from syntax nodes to parts, with quotes and escapes as a shell reads them.

Nodes are those of `parseable(source)`, in which every character is one byte: their byte offsets are offsets in `source`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tree_sitter import Node

from runready_linter.facts import Expansion, Part, Substitution, Word

_ESCAPE = re.compile(r"\\(\n|.)", re.DOTALL)
_ESCAPE_IN_QUOTES = re.compile(r"\\([$`\"\\\n])")
_ANSI_C = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"'}
_DEFAULTS = (":-", "-", ":=", "=")
_Unescape = Callable[[str], str]


def literal(text: str) -> Word:
    """A word that no shell reads."""
    return Word((text,))


def parseable(source: str) -> bytes:
    """A program as the parser is given it: every character that is not ASCII is an underscore.

    The grammar's scanner asks the C library's `isalpha` about whole code points, which reads outside of its tables for
    large ones and ends the process (tree-sitter-bash 0.25.1: the text `}{` before U+F8606).
    """
    return "".join(c if "\0" < c < "\x80" else "_" for c in source).encode("ascii")


def text_of(node: Node, source: str) -> str:
    """What the source has where a node stands."""
    return source[node.start_byte : node.end_byte]


def word(node: Node, source: str) -> Word:
    """The word that a syntax node stands for."""
    return Word(_joined(_parts(node, source)))


def _joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with neighbouring texts made one; never empty."""
    out: list[Part] = []
    for part in parts:
        last = out[-1] if out else None
        if isinstance(part, str) and isinstance(last, str):
            out[-1] = last + part
        elif part != "":
            out.append(part)
    return tuple(out) or ("",)


def _parts(node: Node, source: str) -> list[Part]:
    text = text_of(node, source)
    match node.type:
        case "word" | "number" | "extglob_pattern" | "variable_name" | "test_operator" | "regex":
            if node.named_children:
                return _between(node, source, 0, len(text), _unescape)
            return [_unescape(text)]
        case "raw_string":
            return [text[1:-1]]
        case "ansi_c_string":
            return [re.sub(r"\\(.)", lambda m: _ANSI_C.get(m[1], m[0]), text[2:-1])]
        case "string":
            end = len(text) - (1 if text.endswith('"') and len(text) > 1 else 0)
            return _between(node, source, 1, end, _unescape_quoted)
        case "translated_string":
            return [part for child in node.named_children for part in _parts(child, source)]
        case "concatenation" | "command_name":
            return [part for child in node.children for part in _parts(child, source)]
        case "simple_expansion":
            return [Expansion(text[1:])]
        case "expansion":
            return [_expansion(node, source)]
        case _ if not node.is_named:
            return [] if text in ('"', "$") else [_unescape(text)]
        case _:
            return [Substitution(text)]


def _between(node: Node, source: str, start: int, end: int, unescape: _Unescape) -> list[Part]:
    """The parts of a node whose children are only what is expanded in it: the text between them counts too."""
    first, parts, at = node.start_byte, list[Part](), start
    for child in node.named_children:
        if child.type != "string_content":
            parts += [unescape(source[first + at : child.start_byte]), *_parts(child, source)]
            at = child.end_byte - first
    parts.append(unescape(source[first + at : first + end]))
    return parts


def _expansion(node: Node, source: str) -> Part:
    """`${...}`: a variable with a default, or something that is not followed."""
    text = text_of(node, source)
    children = node.children[1:-1]
    if not children or children[0].type not in ("variable_name", "special_variable_name"):
        return Substitution(text)
    name = text_of(children[0], source)
    if len(children) == 1:
        return Expansion(name)
    operator = text_of(children[1], source)
    if operator in (":?", "?"):
        return Expansion(name)
    if operator not in _DEFAULTS:
        return Substitution(text)
    default = _joined(part for child in children[2:] for part in _parts(child, source))
    return Expansion(name, default, assigns=operator.endswith("="))


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda m: "" if m[1] == "\n" else m[1], text)


def _unescape_quoted(text: str) -> str:
    return _ESCAPE_IN_QUOTES.sub(lambda m: "" if m[1] == "\n" else m[1], text)
