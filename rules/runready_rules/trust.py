"""Who may take a role of the infrastructure code: the principals of its trust policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from runready_linter import yaml_tree
from runready_linter.facts import Loc, Scalar
from runready_linter.link.manifests import Followed
from runready_linter.link.project import Project
from runready_linter.yaml_tree import Entries, Items, Node


@dataclass(frozen=True, slots=True)
class Trust:
    """The services that may take a role, each with its place; `path` is the file of those."""

    path: str
    services: tuple[Scalar, ...]


def trust_of(project: Project, path: str, role: Scalar) -> Trust | None:
    """The trust policy of the role that a value of a file refers to; None: it is not in the project, or not known whole."""
    name = role.text.removeprefix("${").removesuffix("}")
    if role.kind != "unknown" or role.text != f"${{{name}}}":
        return None
    followed = project.manifests.find(path, name)
    if followed is None or followed.resource.type not in ("AWS::IAM::Role", "aws_iam_role"):
        return None
    tree = followed.properties
    if not isinstance(tree, Entries) or tree.open:
        return None
    if followed.resource.type == "AWS::IAM::Role":
        services = _of_document(tree.get("AssumeRolePolicyDocument"))
        return Trust(followed.path, services) if services else None
    return _of_terraform(project, followed, tree.get("assume_role_policy"))


def _of_terraform(project: Project, followed: Followed, policy: Node | None) -> Trust | None:
    path = followed.path
    if isinstance(policy, Scalar) and policy.kind == "unknown":
        name = policy.text.removeprefix("${").removesuffix("}")
        document = project.manifests.find(path, name) if name.startswith("data.aws_iam_policy_document.") else None
        services = _of_statements(document.properties) if document is not None else None
        return Trust(document.path, services) if document is not None and services else None
    services = _of_text(policy) if isinstance(policy, Scalar) else _of_document(policy)
    return Trust(path, services) if services else None


def _of_text(policy: Scalar) -> tuple[Scalar, ...] | None:
    """A policy that is written as JSON in a text; in a here-document its lines are those of the file."""
    parsed = yaml_tree.parse(policy.text.encode(), json=True)
    if not isinstance(parsed, Entries):
        return None
    services = _of_document(parsed)
    if services is None:
        return None
    if policy.kind != "heredoc":
        return tuple(replace(s, loc=policy.loc) for s in services)
    return tuple(replace(s, loc=Loc(policy.loc.line + s.loc.line, 1)) for s in services)


def _of_document(document: Node | None) -> tuple[Scalar, ...] | None:
    """The services of a policy's `Statement`s that allow; None: something of it is not known."""
    if not isinstance(document, Entries) or document.open:
        return None
    statement = document.get("Statement")
    found: list[Scalar] = []
    for item in statement.items if isinstance(statement, Items) and not statement.tag else (statement,):
        if not isinstance(item, Entries) or item.open:
            return None
        effect, principal = item.get("Effect"), item.get("Principal")
        if isinstance(effect, Scalar) and effect.text == "Deny":
            continue
        named = principal.get("Service") if isinstance(principal, Entries) and not principal.open else None
        if named is None:
            if isinstance(principal, Entries) and not principal.open and principal.pairs:
                # Users, accounts or federations: no service.
                continue
            return None
        known = _texts(named)
        if known is None:
            return None
        found += known
    return tuple(found)


def _of_statements(tree: Node | None) -> tuple[Scalar, ...] | None:
    """The services of the `statement` blocks of a policy document."""
    if not isinstance(tree, Entries) or tree.open:
        return None
    if any(tree.get(k) is not None for k in ("source_policy_documents", "override_policy_documents", "source_json")):
        return None
    found: list[Scalar] = []
    for statement in _blocks(tree.get("statement")):
        if statement is None:
            return None
        for principals in _blocks(statement.get("principals")):
            kind = principals.get("type") if principals is not None else None
            if principals is None or not isinstance(kind, Scalar) or kind.known is None:
                return None
            known = _texts(principals.get("identifiers")) if kind.text == "Service" else ()
            if known is None:
                return None
            found += known
    return tuple(found)


def _blocks(node: Node | None) -> Iterator[Entries | None]:
    """The blocks of a kind; None for one that is not known."""
    for item in node.items if isinstance(node, Items) else (node,):
        if item is not None:
            yield item if isinstance(item, Entries) and not item.open else None


def _texts(node: Node | None) -> tuple[Scalar, ...] | None:
    """One text, or a list of them; None where one is not known."""
    items = node.items if isinstance(node, Items) and not node.tag else (node,)
    known = [item for item in items if isinstance(item, Scalar) and item.known is not None and item.kind != "null"]
    return tuple(known) if len(known) == len(items) else None
