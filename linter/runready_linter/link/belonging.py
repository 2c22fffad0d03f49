"""Which container file builds the image that a service configuration names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from posixpath import basename, dirname

from runready_linter.containerfile.names import shipped
from runready_linter.facts import ServiceFacts
from runready_linter.link.project import Project

_HOLE = re.compile(r"\$\{[^}]*\}")


def belonging(project: Project) -> Mapping[str, tuple[ServiceFacts, ...]]:
    """The services that run the image of each container file, by its path: `project.derive(belonging)`.

    Services of one image belong to the project's container file, if there is one only that ships. Of several, that one
    which is named as the image is, or which is alone in the service's folder or above it; else there is no telling.
    """
    services = [service for service in project.services if service.image is not None]
    candidates = sorted(shipped_containers(project))
    found: dict[str, list[ServiceFacts]] = {}
    for service in services:
        path = _named(service, candidates) if len(candidates) > 1 else _only(service, services, candidates)
        if path is not None:
            found.setdefault(path, []).append(service)
    return {path: tuple(belong) for path, belong in found.items()}


def shipped_containers(project: Project) -> frozenset[str]:
    """The container files that build what is shipped; none that is for development where something else is deployed."""
    built = [s.path for s in (*project.services, *project.other_services) if s.image is None and not s.deferred]
    return shipped([*project.containers, *built]) & project.containers.keys()


def _only(service: ServiceFacts, services: Sequence[ServiceFacts], candidates: Sequence[str]) -> str | None:
    """The one container file, unless other services run other images, of which it is not known which is its."""
    if not candidates:
        return None
    others = [other for other in services if _differs(service, other)]
    if not others or _is_named(service, candidates[0]):
        return candidates[0]
    return None


def _differs(one: ServiceFacts, other: ServiceFacts) -> bool:
    """Whether two services run different images, as far as is known."""
    mine, its = _repository(one), _repository(other)
    if mine and its:
        return mine != its
    return one.path == other.path and _written(one) != _written(other)


def _written(service: ServiceFacts) -> str:
    image = service.image
    return image.identifier.text.rpartition(":")[0] or image.identifier.text if image and image.identifier else ""


def _repository(service: ServiceFacts) -> str:
    """The name of the image's repository, without its registry, tag and digest; "" where it is not known."""
    identifier = service.image.identifier if service.image is not None else None
    if identifier is None:
        return ""
    last = _HOLE.sub("\0", identifier.text).rpartition("/")[2]
    name = re.split("[:@]", last)[0]
    return "" if "\0" in name else name


def _is_named(service: ServiceFacts, path: str) -> bool:
    """Whether a container file is called as the image is, by its folder or its own name."""
    repository = _repository(service).lower()
    return bool(repository) and any(
        repository == word or repository.endswith(("-" + word, "_" + word)) for word in _words(path)
    )


def _words(path: str) -> Iterator[str]:
    folder = basename(dirname(path)).lower()
    if folder and folder not in ("docker", "deploy", "build"):
        yield folder
    name = basename(path).lower()
    for word in re.split(r"[._-]", name):
        if word not in ("dockerfile", "containerfile", "prod", "production", ""):
            yield word


def _named(service: ServiceFacts, candidates: Sequence[str]) -> str | None:
    named = [path for path in candidates if _is_named(service, path)]
    if len(named) == 1:
        return named[0]
    here = dirname(service.path)
    near = [p for p in candidates if dirname(p) and (here == dirname(p) or here.startswith(dirname(p) + "/"))]
    return near[0] if len(near) == 1 and not named else None
