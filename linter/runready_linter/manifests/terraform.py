"""From a Terraform file (HCL) to its facts, read by tree-sitter's grammar.

Source: https://developer.hashicorp.com/terraform/language/syntax/configuration
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import tree_sitter_hcl
from tree_sitter import Language, Node, Parser

from runready_linter import yaml_tree
from runready_linter.facts import Fault, FileFacts, Loc, Scalar, Trouble
from runready_linter.forms import BLOCK
from runready_linter.manifests.facts import NOTHING, ManifestFacts, ModuleCall, Resource, expression
from runready_linter.manifests.hcl_expressions import Source, value_of
from runready_linter.manifests.names import MAX_SIZE
from runready_linter.yaml_tree import Entries, Items

_ENDING = ".tf.json"
_READ = ("aws_apprunner_", "aws_iam_role", "data.aws_iam_policy_document")
_MAX_DEPTH = 40


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_hcl.language()))


def read(path: str, data: bytes) -> FileFacts:
    """The facts of one Terraform file: resources of App Runner, roles and their policies, variables, locals, uses of modules.

    What is no HCL is a `Trouble` with its place; a resource that it is in is left out.
    """
    lines = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    if len(data) > MAX_SIZE:
        return FileFacts(path, lines, troubles=(Trouble(f"is larger than {MAX_SIZE // 1024} KiB", Loc(1)),))
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = Loc(data.count(b"\n", 0, error.start) + 1)
        return FileFacts(path, lines, troubles=(Trouble("is not UTF-8 text", at),))
    if path.endswith(_ENDING):
        from runready_linter.manifests.terraform_json import facts

        found = facts(data)
        if isinstance(found, Trouble):
            return FileFacts(path, lines, troubles=(found,))
        return FileFacts(path, lines, manifest=found)
    source = Source(data.removeprefix(b"\xef\xbb\xbf"))
    root = _parser().parse(source.data).root_node
    trouble = _trouble(root, source) if root.has_error else None
    reader = _Reader(source)
    return FileFacts(path, lines, manifest=reader.facts(root), troubles=(trouble,) if trouble is not None else ())


def assignments(data: bytes) -> dict[str, yaml_tree.Node]:
    """The values of a file of variables (`terraform.tfvars`)."""
    if len(data) > MAX_SIZE:
        return {}
    source = Source(data)
    root = _parser().parse(source.data).root_node
    return {name.text: node for name, node in _Reader(source).body(_body(root), 0).pairs if not root.has_error}


def _trouble(root: Node, source: Source) -> Trouble:
    """The first place at which the text is no HCL; for something that is missing, the argument or block that lacks it."""
    pending = [(root, root)]
    while pending:
        node, around = pending.pop()
        if node.is_error:
            return Trouble("is not valid HCL here", source.loc(node))
        if node.is_missing:
            start = source.loc(around)
            return Trouble("is not valid HCL here: something is missing", Loc(start.line, start.column))
        around = node if node.type in ("attribute", "block") else around
        pending += [(child, around) for child in reversed(node.children) if child.has_error or child.is_missing]
    return Trouble("is not valid HCL", Loc(1))


def _body(node: Node) -> Node | None:
    return next((child for child in node.children if child.type == "body"), None)


class _Reader:
    """Lowers the blocks of one file."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._faults: list[Fault] = []

    def facts(self, root: Node) -> ManifestFacts:
        resources: list[Resource] = []
        values: dict[str, yaml_tree.Node] = {}
        parameters: set[str] = set()
        calls: list[ModuleCall] = []
        for block in self._blocks(_body(root)):
            kind, *labels = self._labels(block)
            match kind, labels:
                case (("resource" | "data"), [first, second]):
                    prefix = "data." if kind == "data" else ""
                    if f"{prefix}{first.text}".startswith(_READ) and not block.has_error:
                        resources.append(self._resource(f"{prefix}{first.text}", second, block))
                case "variable", [name]:
                    default = self.body(_body(block), 0).get("default")
                    if default is not None:
                        values[f"var.{name.text}"] = default
                        parameters.add(f"var.{name.text}")
                case "locals", []:
                    for name, value in self.body(_body(block), 0).pairs:
                        values[f"local.{name.text}"] = value
                case "module", [_]:
                    arguments = self.body(_body(block), 0)
                    where = arguments.get("source")
                    if isinstance(where, Scalar) and where.known is not None:
                        calls.append(ModuleCall(where.text, arguments))
                case _:
                    pass
        return ManifestFacts(
            "terraform", tuple(resources), values, frozenset(parameters), tuple(calls), tuple(self._faults)
        )

    def _resource(self, kind: str, name: Scalar, block: Node) -> Resource:
        line = self._source.loc(block)
        watched = len(self._faults)
        properties = self.body(_body(block), 0)
        if not kind.startswith("aws_apprunner_"):
            # Faults of other resources are not this tool's.
            del self._faults[watched:]
        return Resource(
            kind, name, Entries(properties.pairs, line, BLOCK, properties.open), Loc(line.line, line.column)
        )

    def _blocks(self, body: Node | None) -> Iterator[Node]:
        yield from (child for child in (body.children if body is not None else ()) if child.type == "block")

    def _labels(self, block: Node) -> tuple[str, *tuple[Scalar, ...]]:
        """A block's kind, and the texts behind it."""
        kind, labels = "", list[Scalar]()
        for child in block.children:
            if child.type == "identifier" and not kind:
                kind = self._source.text(child)
            elif child.type in ("string_lit", "identifier"):
                labels.append(Scalar(self._source.text(child).strip('"'), self._source.loc(child)))
        return kind, *labels

    def body(self, body: Node | None, depth: int) -> Entries:
        """What stands in a block: its arguments, and its blocks by their kind; several of one kind are a list."""
        pairs: dict[str, tuple[Scalar, yaml_tree.Node]] = {}
        open_ = depth > _MAX_DEPTH
        for child in body.children if body is not None and not open_ else ():
            if child.type == "attribute":
                name = child.children[0]
                key = Scalar(self._source.text(name), self._source.loc(name))
                if key.text in pairs:
                    first = pairs[key.text][0].loc.line
                    message = f"{key.text} stands a second time (the first is in line {first})"
                    self._faults.append(Fault(message, key.loc))
                else:
                    pairs[key.text] = (key, value_of(self._source, child.children[-1]))
            elif child.type == "block":
                self._block(child, pairs, depth)
        return Entries(tuple(pairs.values()), self._source.loc(body) if body is not None else Loc(1), BLOCK, open=open_)

    def _block(self, block: Node, pairs: dict[str, tuple[Scalar, yaml_tree.Node]], depth: int) -> None:
        kind, *labels = self._labels(block)
        at = self._source.loc(block.children[0])
        if kind == "dynamic" and labels:
            # How often it stands there, and with which values, only a run knows.
            pairs.setdefault(labels[0].text, (Scalar(labels[0].text, at), expression(NOTHING, at)))
            return
        made = self.body(_body(block), depth + 1)
        before = pairs.get(kind)
        if before is None:
            pairs[kind] = (Scalar(kind, at), made)
        elif isinstance(before[1], Items):
            pairs[kind] = (before[0], Items((*before[1].items, made), before[1].loc))
        else:
            pairs[kind] = (Scalar(kind, at), Items((before[1], made), at))
