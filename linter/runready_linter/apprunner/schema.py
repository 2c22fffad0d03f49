"""The format of `apprunner.yaml`, and where a file departs from it.

Source: https://docs.aws.amazon.com/apprunner/latest/dg/config-file-ref.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from runready_linter.facts import Fault, Loc, Scalar
from runready_linter.yaml_tree import Entries, Items, Node


@dataclass(frozen=True, slots=True)
class _Form:
    """What may stand somewhere: one text, a list of forms, or a mapping with the given keys."""

    kind: Literal["text", "list", "mapping"]
    keys: Mapping[str, _Form] | None = None
    required: tuple[str, ...] = ()
    item: _Form | None = None


_TEXT = _Form("text")
_COMMANDS = _Form("list", item=_TEXT)
_ENV = _Form("list", item=_Form("mapping", {"name": _TEXT, "value": _TEXT}, ("name", "value")))
_SECRETS = _Form("list", item=_Form("mapping", {"name": _TEXT, "value-from": _TEXT}, ("name", "value-from")))
_BUILD = _Form(
    "mapping",
    {
        "commands": _Form("mapping", {"pre-build": _COMMANDS, "build": _COMMANDS, "post-build": _COMMANDS}, ("build",)),
        "env": _ENV,
    },
    ("commands",),
)
_RUN = _Form(
    "mapping",
    {
        "runtime-version": _TEXT,
        "pre-run": _COMMANDS,
        "command": _TEXT,
        "network": _Form("mapping", {"port": _TEXT, "env": _TEXT}),
        "env": _ENV,
        "secrets": _SECRETS,
    },
    ("command",),
)
_FILE = _Form(
    "mapping",
    {"version": _TEXT, "runtime": _TEXT, "build": _BUILD, "run": _RUN},
    ("version", "runtime", "build", "run"),
)

_NAMES = {"text": "one text", "list": "a list", "mapping": "a mapping"}
_PORTS = range(1, 65536)
_NUMBER = re.compile(r"\d+(?:\.\d+)*", re.ASCII)


def faults(root: Node) -> Iterator[Fault]:
    """Every place at which a file departs from the format; a part that has the wrong shape is not looked into."""
    yield from _check(root, _FILE, "", Loc(1))
    version, port = _at(root, "version"), _at(root, "run", "network", "port")
    if isinstance(version, Scalar) and version.kind != "null" and not _NUMBER.fullmatch(version.text):
        yield Fault(f"{_shown(version.text)} is no version of the format", version.loc, "write version: 1.0")
    if isinstance(port, Scalar) and port.kind in ("str", "float", "bool") and not _is_port(port.text):
        yield Fault(f"{_shown(port.text)} is no port number", port.loc, "write a number from 1 to 65535, such as 8080")
    elif isinstance(port, Scalar) and port.text.isascii() and port.text.isdigit() and not _is_port(port.text):
        yield Fault(f"there is no port {_shown(port.text)}", port.loc, "write a number from 1 to 65535, such as 8080")


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text[:9]) in _PORTS


def _at(node: Node | None, *keys: str) -> Node | None:
    for key in keys:
        node = node.get(key) if isinstance(node, Entries) else None
    return node


def _check(node: Node, form: _Form, where: str, at: Loc) -> Iterator[Fault]:
    """The faults of one part.

    Args:
        where: its keys from the top, joined by dots; "" for the file.
        at: its key, which stands for what is missing in it.
    """
    if isinstance(node, Scalar) and node.kind == "null" and where:
        # Whether an empty part is refused is not documented; a needed one is missing, and told by what needs it.
        return
    if not _fits(node, form):
        yield _misfit(node, form, where, node.loc if isinstance(node, Scalar) and where else at)
    elif isinstance(node, Items) and form.item is not None:
        for index, item in enumerate(node.items):
            yield from _check(item, form.item, f"{where}[{index}]", item.loc)
    elif isinstance(node, Entries) and form.keys is not None:
        unknown = [name for name, _ in node.pairs if name.text not in form.keys]
        yield from (_unknown(name, form.keys, where) for name in unknown)
        for name, value in node.pairs:
            if name.text in form.keys:
                inner = f"{where}.{name.text}" if where else name.text
                yield from _check(value, form.keys[name.text], inner, name.loc)
        # A misspelt key is one fault, not two.
        missing = [
            key
            for key in form.required
            if _is_missing(node.get(key)) and not any(_resembles(name.text, key) for name in unknown)
        ]
        if missing:
            yield Fault(f"{where or 'the file'} lacks {' and '.join(missing)}", at, _addition(missing))


def _addition(missing: list[str]) -> str:
    return "add " + ", ".join(f"{key}: {_EXAMPLES.get(key, '...')}" for key in missing)


def _fits(node: Node, form: _Form) -> bool:
    return isinstance(node, {"text": Scalar, "list": Items, "mapping": Entries}[form.kind])


def _is_missing(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.kind == "null")


def _misfit(node: Node, form: _Form, where: str, at: Loc) -> Fault:
    found = {Scalar: "one text", Items: "a list", Entries: "a mapping"}[type(node)]
    help = ""
    if form.kind == "text" and isinstance(node, Entries):
        help = "a text with a colon and a blank in it is a mapping to YAML: put it in quotes"
    elif form in (_ENV, _SECRETS):
        value = "value-from" if form is _SECRETS else "value"
        help = f"write a list of entries: - name: NAME, and {value}: ... below it"
    elif form.kind == "list":
        help = "write a list: each item on a line of its own, behind a dash"
    elif form is _FILE:
        help = "write the keys version, runtime, build and run"
    return Fault(f"{where or 'the file'} is {found} where {_NAMES[form.kind]} is expected", at, help)


#: What may stand at a key that is missing.
_EXAMPLES = {
    "version": "1.0",
    "runtime": "python311",
    "command": "<what starts the service>",
    "build": "<what builds it>",
}


def _unknown(name: Scalar, keys: Mapping[str, _Form], where: str) -> Fault:
    near = next((key for key in keys if _resembles(name.text, key)), "")
    near = near or next(iter(get_close_matches(name.text, keys, 1)), "")
    home = next(iter(_homes(name.text, _FILE, "")), "")
    known = f"known here: {', '.join(keys)}"
    if near:
        known = f"did you mean {near}?"
    elif home:
        known = f"it belongs under {home}"
    return Fault(f"{_shown(name.text)} is no key of {where or 'the file'}", name.loc, known)


def _homes(key: str, form: _Form, where: str) -> Iterator[str]:
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


def _shown(text: str) -> str:
    """A text of the file for a message: short, and nothing that a terminal obeys."""
    short = text if len(text) <= 60 else f"{text[:57]}..."
    return short if short.isprintable() and short else ascii(short)
