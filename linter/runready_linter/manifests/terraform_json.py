"""From Terraform's JSON form (`*.tf.json`) to its facts.

Source: https://developer.hashicorp.com/terraform/language/syntax/json
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runready_linter import yaml_tree
from runready_linter.facts import Scalar, Trouble
from runready_linter.forms import BLOCK, Form
from runready_linter.manifests.facts import NOTHING, ManifestFacts, ModuleCall, Resource, expression, literal_part
from runready_linter.manifests.names import MAX_SIZE
from runready_linter.manifests.schema import TERRAFORM
from runready_linter.yaml_tree import Entries, Items, Node

_LIMITS = yaml_tree.Limits(bytes=MAX_SIZE, nodes=200_000, depth=100, kind="Terraform file")
_HOLE = re.compile(r"\$\$\{|\$\{([^{}]*)\}|%\{")
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*")


def facts(data: bytes) -> ManifestFacts | Trouble:
    """The facts of a file, as `terraform.read` makes them of HCL."""
    root = yaml_tree.parse(data, _LIMITS, json=True)
    if isinstance(root, Trouble):
        return root
    values = {f"local.{n.text}": _lowered(v) for body in _bodies(_under(root, "locals")) for n, v in body.pairs}
    defaults = {
        f"var.{name.text}": _lowered(default)
        for name, body in _named(_under(root, "variable"))
        if (default := body.get("default")) is not None
    }
    return ManifestFacts(
        "terraform",
        tuple(_resources(root)),
        {**values, **defaults},
        frozenset(defaults),
        tuple(_calls(root)),
    )


def _resources(root: Node) -> Iterator[Resource]:
    for section, prefix in (("resource", ""), ("data", "data.")):
        for kind, bodies in _named(_under(root, section)):
            if not f"{prefix}{kind.text}".startswith(
                ("aws_apprunner_", "aws_iam_role", "data.aws_iam_policy_document")
            ):
                continue
            for name, body in _named(bodies):
                pairs = tuple((k, v) for k, v in body.pairs if k.text != "//")
                lowered = _blocks(Entries(pairs, body.loc), TERRAFORM.get(kind.text))
                yield Resource(f"{prefix}{kind.text}", name, lowered, name.loc)


def _calls(root: Node) -> Iterator[ModuleCall]:
    for _, body in _named(_under(root, "module")):
        lowered = _lowered(body)
        source = _under(lowered, "source")
        if isinstance(source, Scalar) and source.known is not None and isinstance(lowered, Entries):
            yield ModuleCall(source.text, lowered)


def _named(node: Node | None) -> Iterator[tuple[Scalar, Entries]]:
    for body in _bodies(node):
        for name, inner in body.pairs:
            yield from ((name, entries) for entries in _bodies(inner))


def _bodies(node: Node | None) -> Iterator[Entries]:
    """A block's bodies: one, or a list of them."""
    for item in node.items if isinstance(node, Items) else (node,):
        if isinstance(item, Entries):
            yield item


def _blocks(node: Node, form: Form | None) -> Node:
    """A tree in which what the form takes for blocks is one, also where it is a list with one."""
    if form is None or form.kind != "block":
        return _lowered(node)
    if isinstance(node, Items) and len(node.items) == 1:
        node = node.items[0]
    if not isinstance(node, Entries):
        return _lowered(node)
    keys = form.keys or {}
    return Entries(tuple((name, _blocks(value, keys.get(name.text))) for name, value in node.pairs), node.loc, BLOCK)


def _lowered(node: Node) -> Node:
    if isinstance(node, Scalar):
        return _text(node)
    if isinstance(node, Items):
        return Items(tuple(_lowered(item) for item in node.items), node.loc)
    return Entries(tuple((name, _lowered(value)) for name, value in node.pairs), node.loc)


def _text(node: Scalar) -> Scalar:
    """A text as a template: `${var.a}` refers, `$${` stands for itself."""
    if node.kind != "str" or ("${" not in node.text and "%{" not in node.text):
        return node
    pieces: list[str] = []
    at, refers = 0, False
    for match in _HOLE.finditer(node.text):
        pieces.append(literal_part(node.text[at : match.start()]))
        at = match.end()
        if match[0] == "$${":
            pieces.append("$${")
            continue
        refers = True
        name = (match[1] or "").strip()
        pieces.append(f"${{{name}}}" if _NAME.fullmatch(name) else NOTHING)
    pieces.append(literal_part(node.text[at:]))
    text = "".join(pieces)
    return expression(text, node.loc) if refers else Scalar(text.replace("$${", "${"), node.loc)


def _under(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Entries) else None
