"""From `apprunner.yaml` to its facts.

Source of the keys: https://docs.aws.amazon.com/apprunner/latest/dg/config-file-ref.html
"""

from __future__ import annotations

from collections.abc import Iterator

from runready_linter import yaml_tree
from runready_linter.apprunner.schema import faults
from runready_linter.facts import FileFacts, Scalar, ServiceFacts, Trouble, Variable
from runready_linter.yaml_tree import Entries, Items, Node

#: How platform profiles name this format.
FORMAT = "apprunner.yaml"
_COMMANDS = ("pre-build", "build", "post-build")


def read(path: str, data: bytes) -> FileFacts:
    """The facts of one service configuration. `path` is how findings name it; nothing is read from it.

    What is no YAML is a `Trouble` with its place; what is, but does not fit the format, is among the facts' faults, and
    the rest is still read.
    """
    lines = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    root = yaml_tree.parse(data)
    if isinstance(root, Trouble):
        return FileFacts(path, lines, troubles=(root,))
    return FileFacts(path, lines, service=_facts(path, root))


def _facts(path: str, root: Node) -> ServiceFacts:
    build, run = _under(root, "build"), _under(root, "run")
    network, commands = _under(run, "network"), _under(build, "commands")
    pre_run = run.key("pre-run") if isinstance(run, Entries) else None
    return ServiceFacts(
        path=path,
        format=FORMAT,
        version=_scalar(root, "version"),
        runtime=_scalar(root, "runtime"),
        runtime_version=_scalar(run, "runtime-version"),
        build=tuple(command for key in _COMMANDS for command in _scalars(_under(commands, key))),
        build_env=tuple(_variables(_under(build, "env"))),
        pre_run=tuple(_scalars(_under(run, "pre-run"))),
        pre_run_at=pre_run.loc if pre_run is not None else None,
        command=_scalar(run, "command"),
        port=_scalar(network, "port"),
        port_variable=_scalar(network, "env"),
        env=tuple(_variables(_under(run, "env"))),
        secrets=tuple(_variables(_under(run, "secrets"))),
        faults=tuple(sorted(faults(root), key=lambda f: (f.loc.line, f.loc.column))),
    )


def _under(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Entries) else None


def _scalar(node: Node | None, key: str) -> Scalar | None:
    """The scalar under a key; None where there is none, or nothing in it."""
    value = _under(node, key)
    return value if isinstance(value, Scalar) and value.kind != "null" else None


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Items):
        yield from (item for item in node.items if isinstance(item, Scalar) and item.kind != "null")


def _variables(node: Node | None) -> Iterator[Variable]:
    """The entries of a list of variables that have a name."""
    for item in node.items if isinstance(node, Items) else ():
        name = _scalar(item, "name")
        if name is not None:
            yield Variable(name, _scalar(item, "value"), _scalar(item, "value-from"))
