"""Words of a command line: from syntax nodes to parts, with quotes and escapes as a shell reads them."""

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


def word(node: Node) -> Word:
    """The word that a syntax node stands for."""
    return Word(_joined(_parts(node)))


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


def _parts(node: Node) -> list[Part]:
    text = _text(node)
    match node.type:
        case "word" | "number" | "extglob_pattern" | "variable_name" | "test_operator" | "regex":
            if node.named_children:
                return _between(node, 0, len(node.text or b""), _unescape)
            return [_unescape(text)]
        case "raw_string":
            return [text[1:-1]]
        case "ansi_c_string":
            return [re.sub(r"\\(.)", lambda m: _ANSI_C.get(m[1], m[0]), text[2:-1])]
        case "string":
            end = len(node.text or b"") - (1 if text.endswith('"') and len(text) > 1 else 0)
            return _between(node, 1, end, _unescape_quoted)
        case "translated_string":
            return [part for child in node.named_children for part in _parts(child)]
        case "concatenation" | "command_name":
            return [part for child in node.children for part in _parts(child)]
        case "simple_expansion":
            return [Expansion(text[1:])]
        case "expansion":
            return [_expansion(node, text)]
        case _ if not node.is_named:
            return [] if text in ('"', "$") else [_unescape(text)]
        case _:
            return [Substitution(text)]


def _between(node: Node, start: int, end: int, unescape: _Unescape) -> list[Part]:
    """The parts of a node whose children are only what is expanded in it: the text between them counts too."""
    data, parts, at = node.text or b"", list[Part](), start
    for child in node.named_children:
        if child.type == "string_content":
            continue
        begin = child.start_byte - node.start_byte
        parts += [unescape(data[at:begin].decode("utf-8", "replace")), *_parts(child)]
        at = child.end_byte - node.start_byte
    parts.append(unescape(data[at:end].decode("utf-8", "replace")))
    return parts


def _expansion(node: Node, text: str) -> Part:
    """`${...}`: a variable with a default, or something that is not followed."""
    children = node.children[1:-1]
    if not children or children[0].type not in ("variable_name", "special_variable_name"):
        return Substitution(text)
    name = _text(children[0])
    if len(children) == 1:
        return Expansion(name)
    operator = _text(children[1])
    if operator in (":?", "?"):
        return Expansion(name)
    if operator not in _DEFAULTS:
        return Substitution(text)
    default = _joined(part for child in children[2:] for part in _parts(child))
    return Expansion(name, default, assigns=operator.endswith("="))


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda m: "" if m[1] == "\n" else m[1], text)


def _unescape_quoted(text: str) -> str:
    return _ESCAPE_IN_QUOTES.sub(lambda m: "" if m[1] == "\n" else m[1], text)


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")
