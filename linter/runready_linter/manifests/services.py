"""From a resource of App Runner whose references are followed to the facts of a service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runready_linter.apprunner.schema import port_faults
from runready_linter.facts import Fault, HealthCheck, ImageSource, Scalar, ServiceFacts, Variable
from runready_linter.forms import check, shown
from runready_linter.manifests.facts import Resource
from runready_linter.manifests.schema import TERRAFORM, form, snake
from runready_linter.yaml_tree import Entries, Items, Node

#: The types of a service, which are the names of its formats.
SERVICE_TYPES = frozenset({"AWS::AppRunner::Service", "aws_apprunner_service"})
_RUNNING = ("ImageRepository", "ImageConfiguration")
_VALUES = ("CodeRepository", "CodeConfiguration", "CodeConfigurationValues")


def service_of(path: str, resource: Resource, tree: Node | None, faults: Iterable[Fault]) -> ServiceFacts:
    """The facts of one service.

    Args:
        tree: its properties, with what their references stand for in their places.
        faults: further ones of its file.
    """
    terraform = resource.type in TERRAFORM

    def at(*keys: str) -> Node | None:
        node = tree
        for key in keys:
            node = node.get(snake(key) if terraform else key) if isinstance(node, Entries) else None
        return node

    def text(*keys: str) -> Scalar | None:
        node = at(*keys)
        return node if isinstance(node, Scalar) and node.kind != "null" else None

    source = "SourceConfiguration"
    image = at(source, "ImageRepository")
    running = (source, *(_RUNNING if image is not None else _VALUES))
    decided = text(source, "CodeRepository", "CodeConfiguration", "ConfigurationSource")
    deferred = image is None and decided is not None and decided.known == "REPOSITORY"
    env, secrets = at(*running, "RuntimeEnvironmentVariables"), at(*running, "RuntimeEnvironmentSecrets")
    build = text(*running, "BuildCommand")
    health = "HealthCheckConfiguration"
    return ServiceFacts(
        path=path,
        name=resource.name.text,
        format=resource.type,
        runtime=None if deferred else text(*running, "Runtime"),
        build=() if build is None or deferred else (build,),
        command=None if deferred else _said(text(*running, "StartCommand")),
        port=None if deferred else text(*running, "Port"),
        env=() if deferred else tuple(_variables(env, secret=False)),
        secrets=() if deferred else tuple(_variables(secrets, secret=True)),
        gives_more=any(map(_is_open, (*(at(*running[:depth]) for depth in range(len(running) + 1)), env, secrets))),
        image=None
        if image is None
        else ImageSource(
            text(source, "ImageRepository", "ImageIdentifier"), text(source, "ImageRepository", "ImageRepositoryType")
        ),
        deferred=deferred,
        cpu=text("InstanceConfiguration", "Cpu"),
        memory=text("InstanceConfiguration", "Memory"),
        instance_role=text("InstanceConfiguration", "InstanceRoleArn"),
        access_role=text(source, "AuthenticationConfiguration", "AccessRoleArn"),
        health=HealthCheck(
            protocol=text(health, "Protocol"),
            path=text(health, "Path"),
            interval=text(health, "Interval"),
            timeout=text(health, "Timeout"),
            healthy=text(health, "HealthyThreshold"),
            unhealthy=text(health, "UnhealthyThreshold"),
        ),
        faults=ordered((*faults, *faults_of(resource, tree), *port_faults(at(*running, "Port")))),
    )


def faults_of(resource: Resource, tree: Node | None) -> Iterator[Fault]:
    """Where a resource departs from its type."""
    shape = form(resource.type)
    if shape is None:
        yield Fault(f"there is no resource type {shown(resource.type)}", resource.name.loc)
    elif tree is not None:
        yield from check(tree, shape, resource.name.text, resource.at)
    elif shape.required:
        yield Fault(f"{shown(resource.name.text)} has no properties", resource.at)


def ordered(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults in the order of their file, each once."""
    return tuple(sorted(dict.fromkeys(faults), key=lambda f: (f.loc.line, f.loc.column)))


def _said(command: Scalar | None) -> Scalar | None:
    """A start command that is known; an empty one is none."""
    return command if command is not None and command.text.strip() else None


def _is_open(node: Node | None) -> bool:
    """Whether a part may hold more than is known."""
    if isinstance(node, Scalar):
        return node.kind == "unknown"
    if isinstance(node, Entries):
        return node.open
    return isinstance(node, Items) and any(isinstance(item, Scalar) and item.kind == "unknown" for item in node.items)


def _variables(node: Node | None, *, secret: bool) -> Iterator[Variable]:
    """The variables of a list of `Name` and `Value` (CloudFormation), or of a map (Terraform)."""
    if isinstance(node, Items) and not node.tag:
        pairs = [
            (item.get("Name"), item.get("Value")) for item in node.items if isinstance(item, Entries) and not item.tag
        ]
    elif isinstance(node, Entries):
        pairs = list(node.pairs)
    else:
        pairs = []
    for name, value in pairs:
        if not isinstance(name, Scalar) or name.known is None or value is None:
            continue
        if not isinstance(value, Scalar):
            value = Scalar("", value.loc, "unknown")
        if value.kind != "null":
            yield Variable(name, None, value) if secret else Variable(name, value)
