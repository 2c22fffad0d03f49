"""The shape that a format asks for, as data, and where a file departs from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from runready_linter.facts import Fault, Loc, Scalar
from runready_linter.yaml_tree import Entries, Items, Node

#: The tag of a mapping that HCL writes as a block, and not as the value of an argument.
BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Form:
    """What may stand somewhere.

    Args:
        kind: one text, number or truth value; a list of forms; a mapping with the given keys; `block`: such a mapping
            which has to be written as a block; `map`: a mapping with any keys; `any`: anything.
        keys: those of a mapping or block; None: not looked into.
        item: what a list or map consists of.
        choices: the only texts that are taken.
        example: what to write where it is missing or has the wrong shape.
        one_of: keys of which exactly one has to be there.
    """

    kind: Literal["text", "number", "bool", "list", "mapping", "block", "map", "any"]
    keys: Mapping[str, Form] | None = None
    required: tuple[str, ...] = ()
    item: Form | None = None
    choices: tuple[str, ...] = ()
    example: str = ""
    one_of: tuple[str, ...] = ()


_NAMES = {
    "text": "one text",
    "number": "a number",
    "bool": "true or false",
    "list": "a list",
    "mapping": "a mapping",
    "block": "a block",
    "map": "a mapping",
    "any": "a value",
}
_SCALARS = frozenset({"text", "number", "bool"})
_UNKNOWN = frozenset({"expression", "unknown"})


def check(root: Node, form: Form, name: str = "the file", at: Loc | None = None) -> Iterator[Fault]:
    """Every place at which a part of a file departs from its form; what has the wrong shape is not looked into, and what
    is not known is taken as it should be.

    Args:
        name: what messages call the part.
        at: its key, which stands for what is missing in it.
    """
    yield from _Check(form, name).part(root, form, "", at or Loc(1))


@dataclass(frozen=True, slots=True)
class _Check:
    root: Form
    name: str

    def part(self, node: Node, form: Form, where: str, at: Loc) -> Iterator[Fault]:
        """The faults of one part; `where`: its keys from the top, joined by dots."""
        if isinstance(node, Scalar) and node.kind in _UNKNOWN:
            return
        if isinstance(node, Scalar) and node.kind == "null" and where:
            # Whether an empty part is refused is not documented; a needed one is missing, and told by what needs it.
            return
        if not _fits(node, form):
            yield self._misfit(node, form, where, node.loc if isinstance(node, Scalar) and where else at)
        elif isinstance(node, Scalar):
            yield from self._scalar(node, form, where)
        elif isinstance(node, Items) and form.item is not None:
            for index, item in enumerate(node.items):
                yield from self.part(item, form.item, f"{where}[{index}]", item.loc)
        elif isinstance(node, Entries) and form.kind == "map":
            for name, value in node.pairs:
                if form.item is not None:
                    yield from self.part(value, form.item, f"{where}.{name.text}", name.loc)
        elif isinstance(node, Entries) and form.keys is not None:
            yield from self._keys(node, form, form.keys, where, at)

    def _keys(self, node: Entries, form: Form, keys: Mapping[str, Form], where: str, at: Loc) -> Iterator[Fault]:
        unknown = [name for name, _ in node.pairs if name.text not in keys]
        yield from (self._unknown(name, keys, where) for name in unknown)
        for name, value in node.pairs:
            if name.text in keys:
                inner = f"{where}.{name.text}" if where else name.text
                yield from self.part(value, keys[name.text], inner, name.loc)
        if node.open:
            return
        # A misspelt key is one fault, not two.
        missing = [key for key in form.required if self._is_missing(node, key, unknown)]
        if missing:
            yield Fault(f"{where or self.name} lacks {' and '.join(missing)}", at, _addition(missing, keys))
        if form.one_of:
            given = [key for key in form.one_of if not self._is_missing(node, key, unknown)]
            named = " and ".join(form.one_of)
            if len(given) > 1:
                second = max(key.loc.line for name in given if (key := node.key(name)) is not None)
                place = next(key.loc for key, _ in node.pairs if key.text in given and key.loc.line == second)
                yield Fault(f"{where or self.name} has both {named}", place, "leave one of them out")
            elif not given:
                yield Fault(f"{where or self.name} has neither {' nor '.join(form.one_of)}", at, "add one of them")

    def _is_missing(self, node: Entries, key: str, unknown: list[Scalar]) -> bool:
        return _is_none(node.get(key)) and not any(_resembles(name.text, key) for name in unknown)

    def _scalar(self, node: Scalar, form: Form, where: str) -> Iterator[Fault]:
        lower = node.text.strip().lower()
        if form.kind == "number" and not (lower.isascii() and lower.removeprefix("-").isdigit()):
            yield Fault(f"{where} is {shown(node.text)} where a number is expected", node.loc)
        elif form.kind == "bool" and lower not in ("true", "false"):
            yield Fault(f"{where} is {shown(node.text)} where true or false is expected", node.loc)
        elif form.choices and node.text not in form.choices:
            near = next((c for c in form.choices if c.lower() == lower), "")
            help = f"did you mean {near}?" if near else f"write {' or '.join(form.choices)}"
            yield Fault(f"{where} cannot be {shown(node.text)}", node.loc, help)

    def _misfit(self, node: Node, form: Form, where: str, at: Loc) -> Fault:
        found = {Scalar: "one text", Items: "a list", Entries: "a mapping"}[type(node)]
        if isinstance(node, Entries) and node.tag == BLOCK:
            found = "a block"
        help = form.example
        if form.kind in _SCALARS and isinstance(node, Entries) and node.tag != BLOCK:
            help = "a text with a colon and a blank in it is a mapping to YAML: put it in quotes"
        elif form.kind == "block" and found == "a list":
            return Fault(f"{where} stands more than once, or is a list, where one block is expected", at, help)
        elif form.kind == "block":
            help = f"write it as a block, without an equals sign: {where.rpartition('.')[2]} {{ ... }}"
        elif form.kind == "map" and found == "a block":
            help = f"write it with an equals sign: {where.rpartition('.')[2]} = {{ ... }}"
        elif form.kind == "list" and not help:
            help = "write a list: each item on a line of its own, behind a dash"
        return Fault(f"{where or self.name} is {found} where {_NAMES[form.kind]} is expected", at, help)

    def _unknown(self, name: Scalar, keys: Mapping[str, Form], where: str) -> Fault:
        near = next((key for key in keys if _resembles(name.text, key)), "")
        near = near or next(iter(get_close_matches(name.text, keys, 1)), "")
        home = next(iter(_homes(name.text, self.root, "")), "")
        known = f"known here: {', '.join(keys)}" if len(keys) < 13 else ""
        if near:
            known = f"did you mean {near}?"
        elif home:
            known = f"it belongs under {home}"
        return Fault(f"{shown(name.text)} is no key of {where or self.name}", name.loc, known)


def _addition(missing: list[str], keys: Mapping[str, Form]) -> str:
    return "add " + ", ".join(f"{key}: {keys[key].example or '...'}" for key in missing)


def _fits(node: Node, form: Form) -> bool:
    if form.kind == "any":
        return True
    if isinstance(node, Scalar):
        return form.kind in _SCALARS
    if node.tag and node.tag != BLOCK:
        # A function's result, whatever its arguments look like.
        return True
    if isinstance(node, Items):
        return form.kind == "list"
    return form.kind in ("mapping", "block" if node.tag == BLOCK else "map")


def _is_none(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.kind == "null")


def _homes(key: str, form: Form, where: str) -> Iterator[str]:
    """The mappings of the format that know a key, by their keys from the top."""
    for name, inner in (form.keys or {}).items():
        path = f"{where}.{name}" if where else name
        if key in (inner.keys or {}):
            yield path
        if inner.item is not None and key in (inner.item.keys or {}):
            yield path
        yield from _homes(key, inner, path)


def _resembles(written: str, key: str) -> bool:
    """Whether one word is meant to be the other (`runtime_version`, `Command`, `commands`, `value` for `value-from`)."""
    one, other = (text.lower().replace("_", "").replace("-", "").rstrip("s") for text in (written, key))
    return one == other or (one == "value" and other == "valuefrom") or bool(get_close_matches(one, [other], 1, 0.85))


def shown(text: str) -> str:
    """A text of the file for a message: short, and nothing that a terminal obeys."""
    short = text if len(text) <= 60 else f"{text[:57]}..."
    return short if short.isprintable() and short else ascii(short)
