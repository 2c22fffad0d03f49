"""From a CloudFormation template, in YAML or JSON, to its facts.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html and its reference of intrinsic
functions. SAM templates and what CDK and the Serverless Framework write are such templates, or hold one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runready_linter import yaml_tree
from runready_linter.facts import FileFacts, Scalar, Trouble
from runready_linter.manifests.facts import NOTHING, ManifestFacts, Resource, expression, literal_part
from runready_linter.manifests.names import MAX_SIZE
from runready_linter.yaml_tree import Entries, Items, Node

_LIMITS = yaml_tree.Limits(bytes=MAX_SIZE, nodes=200_000, depth=100, kind="template")
_READ = ("AWS::AppRunner::", "AWS::IAM::Role")
_NO_VALUE = "AWS::NoValue"
_HOLE = re.compile(r"\$\{(!?)([^}]*)\}")


def read(path: str, data: bytes) -> FileFacts:
    """The facts of one template: its resources of App Runner, and roles.

    What is no YAML or JSON is a `Trouble` with its place; a file that is no template has no resources.
    """
    lines = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    root = yaml_tree.parse(data, _LIMITS, json=data.lstrip()[:1] == b"{")
    if isinstance(root, Trouble):
        return FileFacts(path, lines, troubles=(root,))
    framework = path.rpartition("/")[2].startswith("serverless")
    values = dict(_parameters(root))
    resources = tuple(r for sections in _resources(root) for r in _of(sections, framework))
    facts = ManifestFacts("cloudformation", resources, values, frozenset(values))
    return FileFacts(path, lines, manifest=facts)


def _resources(root: Node) -> Iterator[Entries]:
    """The template's resources; those of the Serverless Framework's file stand below `resources`, in one or several parts."""
    own = _under(root, "Resources")
    if isinstance(own, Entries):
        yield own
    inner = _under(root, "resources")
    for part in inner.items if isinstance(inner, Items) else (inner,):
        found = _under(part, "Resources")
        if isinstance(found, Entries):
            yield found


def _of(section: Entries, framework: bool) -> Iterator[Resource]:
    for name, body in section.pairs:
        kind = _under(body, "Type")
        if isinstance(kind, Scalar) and kind.text.startswith(_READ) and isinstance(body, Entries):
            properties, key = body.get("Properties"), body.key("Properties")
            lowered = _lowered(properties, framework) if properties is not None else None
            if isinstance(lowered, Scalar) and lowered.kind == "null":
                lowered = None
            yield Resource(kind.text, name, lowered, key.loc if key is not None else name.loc)


def _parameters(root: Node) -> Iterator[tuple[str, Node]]:
    section = _under(root, "Parameters")
    for name, body in section.pairs if isinstance(section, Entries) else ():
        default, kind = _under(body, "Default"), _under(body, "Type")
        # The default of a parameter in Systems Manager is its name there, and not its value.
        stored = isinstance(kind, Scalar) and kind.text.startswith("AWS::SSM::")
        if isinstance(default, Scalar) and not stored:
            yield name.text, default


def _under(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Entries) else None


def _lowered(node: Node, framework: bool) -> Node:
    """A tree with its functions as expressions, in their short form (`!Ref A`) and their long one (`Ref: A`)."""
    if isinstance(node, Scalar):
        if node.kind.startswith("!"):
            return _function(node.kind[1:], Scalar(node.text, node.loc), node)
        if framework and "${" in node.text:
            # The framework's own variables.
            return expression(NOTHING, node.loc)
        return node
    if node.tag:
        plain = Items(node.items, node.loc) if isinstance(node, Items) else Entries(node.pairs, node.loc)
        return _function(node.tag[1:], plain, node)
    if isinstance(node, Items):
        return Items(tuple(_lowered(item, framework) for item in node.items), node.loc)
    if len(node.pairs) == 1:
        name, argument = node.pairs[0]
        if name.text in ("Ref", "Condition") and isinstance(argument, Scalar):
            return _function(name.text, argument, node)
        if name.text.startswith("Fn::"):
            return _function(name.text[4:], argument, node)
    known = tuple((n, _lowered(v, framework)) for n, v in node.pairs if not n.text.startswith("Fn::"))
    return Entries(known, node.loc, open=len(known) < len(node.pairs))


def _function(name: str, argument: Node, at: Node) -> Scalar:
    if isinstance(argument, Scalar) and name == "Ref" and argument.text == _NO_VALUE:
        return Scalar("", at.loc, "null")
    return expression(_text(name, argument), at.loc)


def _text(name: str, argument: Node) -> str:
    """The text of the expression that a function gives."""
    match name, argument:
        case (("Ref" | "GetAtt"), Scalar(text=text)):
            return f"${{{text}}}"
        case "GetAtt", Items(items=(Scalar(text=resource), Scalar(text=attribute))):
            return f"${{{resource}.{attribute}}}"
        case "Sub", Scalar(text=text):
            return _substituted(text, {})
        case "Sub", Items(items=(Scalar(text=text), Entries(pairs=pairs))):
            return _substituted(text, {key.text: _part(value) for key, value in pairs})
        case "Join", Items(items=(Scalar(text=between, kind="str"), Items(items=items, tag=""))):
            return literal_part(between).join(_part(item) for item in items)
        case _:
            return NOTHING


def _substituted(text: str, given: dict[str, str]) -> str:
    """The text of `Fn::Sub`: `${!A}` is a literal `${A}`; the names that the function itself gives stand for their values."""

    def hole(match: re.Match[str]) -> str:
        name = match[2].strip()
        return f"$${{{name}}}" if match[1] else given.get(name, f"${{{name}}}")

    return _HOLE.sub(hole, text)


def _part(node: Node) -> str:
    lowered = _lowered(node, framework=False)
    if not isinstance(lowered, Scalar):
        return NOTHING
    return lowered.text if lowered.kind == "expression" else literal_part(lowered.text)
