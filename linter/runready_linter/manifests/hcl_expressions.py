"""HCL's expressions as trees: literals and collections as they are, what refers to something as an expression's text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tree_sitter import Node

from runready_linter import yaml_tree
from runready_linter.facts import Loc, Scalar
from runready_linter.manifests.facts import NOTHING, expression, literal_part
from runready_linter.yaml_tree import Entries, Items

#: The tag of objects that are joined into one, the later over the earlier.
MERGE = "merge"
#: The tag of a value that is written as JSON text.
JSON = "jsonencode"
#: Functions that give what they are given, as far as its text goes.
_SAME = frozenset(
    {"tostring", "tonumber", "tobool", "tomap", "tolist", "toset", "trimspace", "sensitive", "nonsensitive"}
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_NAME = re.compile(r"[\w-]+")
_MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes, and places in it."""

    data: bytes
    _lines: list[bytes] = field(default_factory=list)

    def text(self, node: Node) -> str:
        return self.between(node.start_byte, node.end_byte)

    def between(self, start: int, end: int) -> str:
        return self.data[start:end].decode("utf-8", "replace")

    def loc(self, node: Node) -> Loc:
        start, end = node.start_point, node.end_point
        return Loc(
            start.row + 1,
            self._column(start.row, start.column) + 1,
            end.row + 1,
            self._column(end.row, end.column) + 1,
        )

    def _column(self, row: int, bytes_before: int) -> int:
        """A column in characters; the grammar counts bytes."""
        if not self._lines:
            self._lines.extend(self.data.split(b"\n"))
        line = self._lines[row] if row < len(self._lines) else b""
        return len(line[:bytes_before].decode("utf-8", "replace"))


def value_of(source: Source, node: Node, depth: int = 0) -> yaml_tree.Node:
    """The tree of an expression."""
    loc = source.loc(node)
    if depth > _MAX_DEPTH or node.has_error:
        return expression(NOTHING, loc)
    parts = [child for child in node.children if child.type != "comment"]
    match node.type:
        case "expression" | "literal_value" | "template_expr" | "collection_value" if len(parts) == 1:
            return value_of(source, parts[0], depth + 1)
        case "expression" if parts and parts[0].type == "variable_expr":
            return expression(_reference(source, parts), loc)
        case "expression" if len(parts) == 3 and parts[0].type == "(":
            return value_of(source, parts[1], depth + 1)
        case "variable_expr":
            return expression(f"${{{source.text(node)}}}", loc)
        case "numeric_lit":
            return Scalar(source.text(node), loc, "int" if source.text(node).isdigit() else "float")
        case "bool_lit":
            return Scalar(source.text(node), loc, "bool")
        case "null_lit":
            return Scalar("", loc, "null")
        case "string_lit" | "quoted_template" | "heredoc_template":
            return _template(source, node, loc)
        case "tuple":
            items = (value_of(source, child, depth + 1) for child in node.named_children if child.type == "expression")
            return Items(tuple(items), loc)
        case "object":
            return _object(source, node, loc, depth)
        case "function_call":
            return _called(source, node, loc, depth)
        case _:
            return expression(NOTHING, loc)


def _reference(source: Source, parts: list[Node]) -> str:
    """The text of `var.a`, `local.a["b"]`, `aws_iam_role.a[0].arn`; of anything else nothing."""
    names = [source.text(parts[0])]
    for part in parts[1:]:
        if part.type == "get_attr":
            names.append(source.text(part).strip(".").strip())
        elif part.type == "index":
            inside = source.text(part).strip("[]. ").strip('"')
            if inside.isdigit():
                continue
            if not _NAME.fullmatch(inside) or '"' not in source.text(part):
                return NOTHING
            names.append(inside)
        else:
            return NOTHING
    return f"${{{'.'.join(names)}}}"


def _object(source: Source, node: Node, loc: Loc, depth: int) -> Entries:
    pairs: dict[str, tuple[Scalar, yaml_tree.Node]] = {}
    open_ = False
    for element in (child for child in node.named_children if child.type == "object_elem"):
        key, value = (child for child in element.named_children if child.type == "expression")
        name = _key(source, key)
        if name is None:
            open_ = True
        else:
            # The last of equal keys wins.
            pairs[name.text] = (name, value_of(source, value, depth + 1))
    return Entries(tuple(pairs.values()), loc, open=open_)


def _key(source: Source, node: Node) -> Scalar | None:
    """An object's key: a bare word stands for itself."""
    text = source.text(node)
    if _NAME.fullmatch(text):
        return Scalar(text, source.loc(node))
    lowered = value_of(source, node)
    return lowered if isinstance(lowered, Scalar) and lowered.known is not None else None


def _called(source: Source, node: Node, loc: Loc, depth: int) -> yaml_tree.Node:
    name = source.text(node.children[0])
    given = next((child for child in node.children if child.type == "function_arguments"), None)
    expressions = [child for child in (given.children if given is not None else ()) if child.type == "expression"]
    if given is None or any(child.type == "ellipsis" for child in given.children):
        return expression(NOTHING, loc)
    arguments = tuple(value_of(source, child, depth + 1) for child in expressions)
    if name in _SAME and len(arguments) == 1:
        return arguments[0]
    if name == MERGE:
        return Items(arguments, loc, MERGE)
    if name == JSON and len(arguments) == 1:
        match arguments[0]:
            case Entries(pairs=pairs, open=open_):
                return Entries(pairs, loc, JSON, open_)
            case Items(items=items, tag=""):
                return Items(items, loc, JSON)
            case _:
                pass
    return expression(NOTHING, loc)


def _template(source: Source, node: Node, loc: Loc) -> Scalar:
    """A text in quotes, or a here-document."""
    children = node.children
    here = node.type == "heredoc_template"
    if here:
        start = source.data.find(b"\n", node.start_byte) + 1
        end = source.data.rfind(b"\n", 0, children[-1].start_byte) + 1
    else:
        start, end = children[0].end_byte, children[-1].start_byte
    pieces: list[str] = []
    holes = 0
    for child in children:
        if child.type not in ("template_interpolation", "template_directive"):
            continue
        pieces.append(literal_part(_literal(source.between(start, child.start_byte), here)))
        pieces.append(_hole(source, child))
        start = child.end_byte
        holes += 1
    last = _literal(source.between(start, end), here)
    text = "".join([*pieces, literal_part(last)]) if holes else last
    if here and source.text(children[0]) == "<<-":
        text = _unindented(text)
    return expression(text, loc) if holes else Scalar(text, loc, "heredoc" if here else "str")


def _literal(raw: str, here: bool) -> str:
    text = raw if here else _ESCAPE.sub(_unescaped, raw)
    return text.replace("$${", "${").replace("%%{", "%{")


def _unescaped(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] in "uU" and len(code) > 1:
        number = int(code[1:], 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "?"
    return _ESCAPES.get(code, match[0])


def _unindented(text: str) -> str:
    lines = text.split("\n")
    least = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[least:] for line in lines)


def _hole(source: Source, node: Node) -> str:
    inner = next((child for child in node.children if child.type == "expression"), None)
    lowered = value_of(source, inner) if inner is not None and node.type == "template_interpolation" else None
    if not isinstance(lowered, Scalar):
        return NOTHING
    return lowered.text if lowered.kind == "expression" else literal_part(lowered.text)
