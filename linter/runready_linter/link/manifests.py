"""What infrastructure code says once its references are followed: within a template, and within a Terraform module, its
files, its variables' defaults and those who use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from posixpath import dirname, join, normpath

from runready_linter.facts import Fault, FileFacts, Loc, Scalar, ServiceFacts
from runready_linter.manifests.facts import NOTHING, ModuleCall, Resource
from runready_linter.manifests.services import SERVICE_TYPES, faults_of, ordered, service_of
from runready_linter.yaml_tree import Entries, Items, Node

_HOLE = re.compile(r"\$\$\{|\$\{([^}]*)\}")
_MERGE = "merge"
#: How far references lead to others, and how large a tree may become by them.
_DEPTH, _NODES = 24, 20_000
#: The longest text that references are put into.
_LONGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Followed:
    """A resource with what its references stand for in their places. What comes from another file has the place of the
    reference."""

    path: str
    resource: Resource
    properties: Node | None


class Manifests:
    """The infrastructure code of a project.

    Args:
        files: facts by path, also of other files.
        read: the content of a file of the project, or None.
    """

    def __init__(self, files: Mapping[str, FileFacts], read: Callable[[str], bytes | None]) -> None:
        self._facts = {path: f.manifest for path, f in files.items() if f.manifest is not None}
        self._read = read
        self._scopes: dict[str, _Scope] = {}
        #: Files whose scope is being made: modules may use each other.
        self._open: set[str] = set()

    @cached_property
    def resources(self) -> tuple[Followed, ...]:
        """Every resource that was read, in the order of the files."""
        return tuple(
            Followed(path, resource, self._follow(path, resource.properties))
            for path, facts in sorted(self._facts.items())
            for resource in facts.resources
        )

    @cached_property
    def services(self) -> tuple[ServiceFacts, ...]:
        """The services that are described."""
        return tuple(
            service_of(f.path, f.resource, f.properties, ()) for f in self.resources if f.resource.type in SERVICE_TYPES
        )

    def faults(self) -> Iterator[tuple[str, Fault]]:
        """The faults of the files themselves, and of the resources that are no services, with their files."""
        for path, facts in sorted(self._facts.items()):
            found = list(facts.faults)
            for resource in facts.resources:
                if resource.type not in SERVICE_TYPES and resource.type.startswith(
                    ("AWS::AppRunner::", "aws_apprunner_")
                ):
                    found += faults_of(resource, self._follow(path, resource.properties))
            yield from ((path, fault) for fault in ordered(found))

    def find(self, path: str, name: str) -> Followed | None:
        """The resource that a reference in a file leads to: `Role`, `Role.Arn`, `aws_iam_role.web.arn`."""
        terraform = path in self._facts and self._facts[path].language == "terraform"
        for followed in self.resources:
            kind, own = followed.resource.type, followed.resource.name.text
            if terraform and dirname(followed.path) == dirname(path) and f"{name}.".startswith(f"{kind}.{own}."):
                return followed
            if not terraform and followed.path == path and name.partition(".")[0] == own:
                return followed
        return None

    def _follow(self, path: str, node: Node | None) -> Node | None:
        return _Follow(self._scope(path), path).node(node, 0) if node is not None else None

    def _scope(self, path: str) -> _Scope:
        """What the names in a file stand for."""
        key = dirname(path) if self._facts[path].language == "terraform" else path
        if key not in self._scopes:
            self._scopes[key] = self._made(path)
        return self._scopes[key]

    def _made(self, path: str) -> _Scope:
        facts = self._facts[path]
        if facts.language == "cloudformation":
            return _Scope({n: _Value(path, v, n) for n, v in facts.values.items()})
        folder = dirname(path)
        values: dict[str, _Value] = {}
        for other, its in self._facts.items():
            if its.language == "terraform" and dirname(other) == folder:
                values |= {n: _Value(other, v, n if n in its.parameters else "") for n, v in its.values.items()}
        return _Scope({**values, **self._assigned(folder), **self._handed(folder)})

    def _assigned(self, folder: str) -> dict[str, _Value]:
        """What the file of variables, which is always read, gives a module."""
        path = join(folder, "terraform.tfvars")
        data = self._read(path)
        if data is None:
            return {}
        from runready_linter.manifests.terraform import assignments

        return {f"var.{name}": _Value(path, value) for name, value in assignments(data).items()}

    def _handed(self, folder: str) -> dict[str, _Value]:
        """What a module gets from those who use it."""
        calls = [
            (path, call)
            for path, facts in sorted(self._facts.items())
            for call in facts.calls
            if _leads_to(path, call, folder)
        ]
        found: dict[str, _Value] = {}
        for name in {name.text: name for _, call in calls for name, _ in call.arguments.pairs}.values():
            values = [self._argument(path, call, name.text, folder) for path, call in calls]
            texts = {value.known if isinstance(value, Scalar) else None for value in values}
            # Of several, only what all of them give is known.
            one = values[0] if len(values) == 1 or (len(texts) == 1 and None not in texts) else None
            found[f"var.{name.text}"] = _Value(calls[0][0], one or Scalar(NOTHING, name.loc, "unknown"))
        return found

    def _argument(self, path: str, call: ModuleCall, name: str, folder: str) -> Node | None:
        """What a use of a module gives for a variable, followed where it stands."""
        value = call.arguments.get(name)
        if value is None or dirname(path) == folder or path in self._open:
            return None
        self._open.add(path)
        try:
            return _Follow(self._scope(path), path).node(value, 0)
        finally:
            self._open.discard(path)


def _leads_to(path: str, call: ModuleCall, folder: str) -> bool:
    if not call.source.startswith("."):
        return False
    return normpath(join(dirname(path), call.source)) == (folder or ".")


@dataclass(frozen=True, slots=True)
class _Value:
    """What a name stands for: its file, its tree, and the parameter whose default it is."""

    path: str
    node: Node
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class _Scope:
    values: Mapping[str, _Value]

    def find(self, name: str) -> _Value | None:
        """What a dotted name stands for: a value, or a part of one."""
        found = self.values.get(name)
        if found is not None:
            return found
        outer, dot, inner = name.rpartition(".")
        whole = self.find(outer) if dot and outer else None
        part = whole.node.get(inner) if whole is not None and isinstance(whole.node, Entries) else None
        return replace(whole, node=part) if whole is not None and part is not None else None


class _Follow:
    """Puts what references stand for in their places, in one tree of one file."""

    def __init__(self, scope: _Scope, path: str) -> None:
        self._scope = scope
        self._path = path
        self._left = _NODES

    def node(self, node: Node, depth: int) -> Node:
        self._left -= 1
        if depth > _DEPTH or self._left < 0:
            return Scalar(NOTHING, node.loc, "unknown")
        if isinstance(node, Scalar):
            return self._scalar(node, depth) if node.kind == "expression" else node
        if isinstance(node, Items):
            items = tuple(self.node(item, depth + 1) for item in node.items)
            return _merged(items, node) if node.tag == _MERGE else replace(node, items=items)
        return replace(node, pairs=tuple((name, self.node(value, depth + 1)) for name, value in node.pairs))

    def _scalar(self, node: Scalar, depth: int) -> Node:
        only = _HOLE.fullmatch(node.text)
        if only is not None and only[1]:
            found = self._scope.find(only[1])
            if found is None:
                return replace(node, kind="unknown")
            whole = self.node(found.node, depth + 1)
            if found.path != self._path:
                whole = _placed(whole, node.loc)
            if isinstance(whole, Scalar):
                parameter = whole.default_of or found.parameter.rpartition(".")[2]
                return replace(whole, loc=node.loc, default_of=parameter)
            # A deployment may give a parameter further entries than its default's.
            return replace(whole, open=True) if isinstance(whole, Entries) and found.parameter else whole
        return self._joined(node, depth)

    def _joined(self, node: Scalar, depth: int) -> Scalar:
        """A text with references in it; `unknown` where one of them is not known."""
        pieces: list[str] = []
        at, parameter, known, size = 0, "", True, 0
        for match in _HOLE.finditer(node.text):
            pieces.append(node.text[at : match.start()])
            at = match.end()
            part = self._scalar(replace(node, text=match[0]), depth + 1) if match[1] else None
            if match[0] == "$${":
                pieces.append("$${")
            elif isinstance(part, Scalar) and part.known is not None and size + len(part.text) < _LONGEST:
                size += len(part.text)
                pieces.append(part.text.replace("${", "$${"))
                parameter = parameter or part.default_of
            else:
                pieces.append(match[0])
                known = False
        text = "".join([*pieces, node.text[at:]])
        if known:
            return Scalar(text.replace("$${", "${"), node.loc, "str", parameter)
        return Scalar(text, node.loc, "unknown")


def _merged(items: tuple[Node, ...], node: Items) -> Entries:
    """What `merge` makes of maps: the later over the earlier; one that is not known may have any key."""
    pairs: dict[str, tuple[Scalar, Node]] = {}
    open_ = False
    for item in items:
        if isinstance(item, Entries):
            open_ = open_ or item.open
            pairs |= {name.text: (name, value) for name, value in item.pairs}
        elif not (isinstance(item, Scalar) and item.kind == "null"):
            # What is not known may replace what was before it.
            open_ = True
            pairs = {text: (name, Scalar(NOTHING, value.loc, "unknown")) for text, (name, value) in pairs.items()}
    return Entries(tuple(pairs.values()), node.loc, open=open_)


def _placed(node: Node, loc: Loc) -> Node:
    """A tree of another file, at the place that refers to it."""
    if isinstance(node, Scalar):
        return replace(node, loc=loc)
    if isinstance(node, Items):
        return replace(node, items=tuple(_placed(item, loc) for item in node.items), loc=loc)
    return replace(
        node, pairs=tuple((replace(name, loc=loc), _placed(value, loc)) for name, value in node.pairs), loc=loc
    )
