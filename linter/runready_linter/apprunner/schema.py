"""The format of `apprunner.yaml`, and where a file departs from it.

Source: https://docs.aws.amazon.com/apprunner/latest/dg/config-file-ref.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runready_linter.facts import Fault, Scalar
from runready_linter.forms import Form, check, shown
from runready_linter.yaml_tree import Entries, Node

_TEXT = Form("text")
_COMMANDS = Form("list", item=_TEXT)


def _variables(value: str) -> Form:
    return Form(
        "list",
        item=Form("mapping", {"name": _TEXT, value: _TEXT}, ("name", value)),
        example=f"write a list of entries: - name: NAME, and {value}: ... below it",
    )


_BUILD = Form(
    "mapping",
    {
        "commands": Form("mapping", {"pre-build": _COMMANDS, "build": _COMMANDS, "post-build": _COMMANDS}, ("build",)),
        "env": _variables("value"),
    },
    ("commands",),
    example="<what builds it>",
)
_RUN = Form(
    "mapping",
    {
        "runtime-version": _TEXT,
        "pre-run": _COMMANDS,
        "command": Form("text", example="<what starts the service>"),
        "network": Form("mapping", {"port": _TEXT, "env": _TEXT}),
        "env": _variables("value"),
        "secrets": _variables("value-from"),
    },
    ("command",),
)
_FILE = Form(
    "mapping",
    {
        "version": Form("text", example="1.0"),
        "runtime": Form("text", example="python311"),
        "build": _BUILD,
        "run": _RUN,
    },
    ("version", "runtime", "build", "run"),
    example="write the keys version, runtime, build and run",
)

_PORTS = range(1, 65536)
_NUMBER = re.compile(r"\d+(?:\.\d+)*", re.ASCII)


def faults(root: Node) -> Iterator[Fault]:
    """Every place at which a file departs from the format; a part that has the wrong shape is not looked into."""
    yield from check(root, _FILE)
    version, port = _at(root, "version"), _at(root, "run", "network", "port")
    if isinstance(version, Scalar) and version.kind != "null" and not _NUMBER.fullmatch(version.text):
        yield Fault(f"{shown(version.text)} is no version of the format", version.loc, "write version: 1.0")
    yield from port_faults(port)


def port_faults(port: Node | None) -> Iterator[Fault]:
    """Why a port is none."""
    if not isinstance(port, Scalar) or port.known is None or port.kind == "null":
        return
    if port.kind in ("str", "float", "bool") and not _is_port(port.text):
        yield Fault(f"{shown(port.text)} is no port number", port.loc, "write a number from 1 to 65535, such as 8080")
    elif port.text.isascii() and port.text.isdigit() and not _is_port(port.text):
        yield Fault(f"there is no port {shown(port.text)}", port.loc, "write a number from 1 to 65535, such as 8080")


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text[:9]) in _PORTS


def _at(node: Node | None, *keys: str) -> Node | None:
    for key in keys:
        node = node.get(key) if isinstance(node, Entries) else None
    return node
