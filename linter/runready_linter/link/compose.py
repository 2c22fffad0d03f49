"""What a compose file says of a developer's machine: the services beside the application, and how its images are built.

It is a hint and no more: nothing of it is deployed. A file that cannot be read as one gives none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath

from runready_linter.facts import Scalar
from runready_linter.findings import Span
from runready_linter.link.project import Project
from runready_linter.yaml_tree import Entries, Items, Node, parse

_NAMES = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")
_FOLDERS = ("", "docker", "deploy", ".devcontainer")


@dataclass(frozen=True, slots=True)
class ComposeService:
    """A service of a compose file.

    Args:
        name: with its place.
        image: the name of the foreign image that it runs, without registry and tag; "" for one that is built.
        context, container_file: what it is built from, in the project; "" where it is not built, or it is not known.
        command: the place of its own start command, None where it has none.
    """

    name: str
    span: Span
    image: str = ""
    context: str | None = None
    container_file: str = ""
    command: Span | None = None


def compose_services(project: Project) -> tuple[ComposeService, ...]:
    """The services of the project's compose files, in their order: `project.derive(compose_services)`."""
    found: list[ComposeService] = []
    for folder in _FOLDERS:
        for name in _NAMES:
            path = join(folder, name)
            data = project.read(path)
            tree = parse(data) if data is not None else None
            services = tree.get("services") if isinstance(tree, Entries) else None
            if isinstance(services, Entries):
                found += [_service(project, path, folder, key, node) for key, node in services.pairs]
    return tuple(found)


def backing_service(project: Project, product: str) -> ComposeService | None:
    """The service of a compose file that is a product, by the name of its image: what a developer has beside the
    application."""
    programs = project.knowledge.services.programs.get(product, frozenset())
    names = {product.lower(), *programs}
    for service in project.derive(compose_services):
        if service.image and (service.image.lower() in names or service.image.lower().removesuffix("-alpine") in names):
            return service
    return None


def _service(project: Project, path: str, folder: str, key: Scalar, node: Node) -> ComposeService:
    entries = node if isinstance(node, Entries) else Entries((), key.loc)
    command = entries.get("command")
    span = project.span(path, command.loc) if isinstance(command, Scalar | Items) and not _is_null(command) else None
    build = entries.get("build")
    context, container_file = _build(folder, build) if build is not None else (None, "")
    image = entries.get("image")
    name = _repository(image.text) if isinstance(image, Scalar) and build is None else ""
    return ComposeService(key.text, project.span(path, key.loc), name, context, container_file, span)


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.kind == "null"


def _build(folder: str, build: Node) -> tuple[str | None, str]:
    """The folder that an image is built from, and its container file."""
    given = dict(_texts(build)) if isinstance(build, Entries) else {}
    context = build.text if isinstance(build, Scalar) else given.get("context", ".")
    if "://" in context or "$" in context:
        return None, ""
    inside = normpath(join(folder, context))
    file = normpath(join(inside, given.get("dockerfile", "Dockerfile")))
    if inside.startswith("..") or file.startswith(".."):
        return None, ""
    return ("" if inside == "." else inside), file


def _texts(entries: Entries) -> Iterator[tuple[str, str]]:
    for key, value in entries.pairs:
        if isinstance(value, Scalar):
            yield key.text, value.text


def _repository(image: str) -> str:
    """The last name of an image, without registry, tag and digest: `redis` of `docker.io/library/redis:7`."""
    return image.partition("@")[0].rpartition("/")[2].partition(":")[0]
