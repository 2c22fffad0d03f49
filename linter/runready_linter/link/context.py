"""Where the files of an image come from in the repository."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, dirname, join, normpath

from runready_linter.containerfile.image import Image
from runready_linter.link.project import Project

#: Where start scripts are kept, for those that no COPY leads to (an earlier build step moved them).
_SCRIPT_FOLDERS = ("", "docker", "scripts", "bin", "deploy", "deployment", "docker-entrypoint")


def contexts(container_file: str) -> Iterator[str]:
    """The folders that may be the build context of a container file: its own, and those above it."""
    folder = dirname(container_file)
    yield folder
    while folder:
        folder = dirname(folder)
        yield folder


def sources(image: Image | None, container_file: str, path: str) -> Iterator[str]:
    """The files of the repository that may be the image's `path`, likeliest first; not all of them exist.

    Args:
        image: None where there is no image (a Procfile): paths are those of the repository.
        path: in the image, relative to its working directory or absolute.
    """
    inside = list(_copied(image, normpath(join(image.workdir or "/", path)))) if image is not None else []
    inside.append(path.lstrip("/"))
    if image is None or image.workdir in ("", "/"):
        inside.append(basename(path))
    for context in contexts(container_file):
        for candidate in dict.fromkeys(inside):
            relative = normpath(join(context, candidate))
            if not relative.startswith(("../", "/")) and relative not in ("..", "."):
                yield relative


def script(project: Project, image: Image | None, container_file: str, path: str) -> tuple[str, bytes] | None:
    """A script that the image runs: its path in the repository and its content. None: it is not there."""
    for candidate in sources(image, container_file, path):
        data = project.read(candidate)
        if data is not None:
            return candidate, data
    name = basename(path)
    for context in contexts(container_file):
        for folder in _SCRIPT_FOLDERS:
            candidate = normpath(join(context, folder, name))
            data = project.read(candidate)
            if data is not None:
                return candidate, data
    return None


def python_file(project: Project, image: Image | None, container_file: str, path: str) -> str | None:
    """The project's Python file that the image's `path` is."""
    return next((c for c in sources(image, container_file, path) if c in project.python), None)


def module_file(project: Project, container_file: str, folder: str, dotted: str, *, main: bool = False) -> str | None:
    """The project's Python file that a module name leads to.

    Args:
        folder: a folder that is put on the search path (`--chdir`, `--app-dir`), relative to the context.
        main: it is started with `python -m`: a package stands for its `__main__`.
    """
    if not dotted:
        return None
    relative = dotted.replace(".", "/")
    names = [f"{relative}/__main__.py"] if main else []
    names += [f"{relative}.py", f"{relative}/__init__.py"]
    for context in contexts(container_file):
        for name in names:
            candidate = normpath(join(context, folder, name))
            if candidate in project.python:
                return candidate
    for name in names:
        found = sorted(
            (p for p in project.python if p.endswith(f"/{name}") and project.serves(p)), key=lambda p: (p.count("/"), p)
        )
        if found:
            return found[0]
    return None


def _copied(image: Image, path: str) -> Iterator[str]:
    """Where in the build context a file of the image comes from; the last COPY wins."""
    for copy in reversed(image.copies):
        for source in copy.sources:
            bare = source.strip("/").removeprefix("./") if source not in (".", "./", "/") else ""
            destination = copy.destination.rstrip("/")
            if path == destination and not copy.destination.endswith("/"):
                yield bare
            if bare and path == f"{destination}/{basename(bare)}":
                yield bare
            if path.startswith(f"{destination}/"):
                yield normpath(join(bare, path[len(destination) + 1 :]))
