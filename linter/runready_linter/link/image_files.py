"""The files of the build context that an image takes along: through `COPY` and `ADD`, from stage to stage, less what an
ignore file holds back or a build stage removes again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import basename, dirname, join, normpath

from runready_linter.containerfile.copying import Copy
from runready_linter.containerfile.ignoring import IgnoreFile, compiled
from runready_linter.containerfile.image import named_stage, stage_images
from runready_linter.facts import ContainerFacts, Heredoc, Instruction, Loc
from runready_linter.link.compose import compose_services
from runready_linter.link.context import contexts
from runready_linter.link.project import Project
from runready_linter.shell.frontend import parse


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that an image takes along.

    Args:
        path: in the project; for a here-document and for what is not there as the instruction names it.
        inside: where it lies in the image.
        loc: the instruction that takes it from the build context.
        exists: it is a file of the project.
        heredoc: its text, where it is written in the container file itself.
    """

    path: str
    inside: str
    loc: Loc
    exists: bool = True
    heredoc: Heredoc | None = None


def brought(
    project: Project,
    container_file: str,
    facts: ContainerFacts,
    wanted: Callable[[str], bool],
    named: Callable[[str], bool],
) -> tuple[Brought, ...]:
    """The files that the built image takes along, in the order of their instructions.

    Args:
        wanted: which files of the project are asked for, by their path.
        named: which paths are believed without a file: an instruction names one that is kept out of the repository.
    """
    images = stage_images(facts)
    if not images:
        return ()
    context = _Context(project, container_file, [c for image in images for c in image.copies], wanted, named)
    kept: list[tuple[Brought, ...]] = []
    current: list[dict[str, Brought]] = []
    for index, image in enumerate(images):
        parent = image.stages[-2] if len(image.stages) > 1 else None
        before = images[parent].instructions if parent is not None else ()
        files = dict(current[parent]) if parent is not None else {}
        ever = list(kept[parent]) if parent is not None else []
        copies = {copy.loc: copy for copy in image.copies}
        for instruction in image.instructions[len(before) :]:
            copy = copies.get(instruction.loc)
            if copy is not None:
                got = context.of(copy) if copy.context else _of_stage(copy, facts, index, current)
                ever += got
                files |= {file.inside: file for file in got}
            elif instruction.keyword == "RUN":
                for gone in _removed(instruction, image.workdir, files):
                    del files[gone]
        kept.append(tuple(ever))
        current.append(files)
    # What a later instruction removes is still in the layer that brought it.
    return tuple({(file.path, file.loc): file for file in kept[-1]}.values())


def build_context(project: Project, container_file: str, copies: Iterable[Copy]) -> str:
    """The folder that a container file is built from: what a compose file says, else the nearest in which most of the
    sources that it names are."""
    for service in project.derive(compose_services):
        if service.container_file == container_file and service.context is not None:
            return service.context
    sources = {s for copy in copies if copy.context for s in copy.sources if not set(s) & set("*?[$") and _relative(s)}
    files = project.listing()
    best, most = dirname(container_file), 0
    for folder in contexts(container_file):
        found = sum(1 for source in sources if _is_there(files, normpath(join(folder, _relative(source)))))
        if found > most:
            best, most = folder, found
    return best


def _is_there(files: frozenset[str], path: str) -> bool:
    return path in files or any(name.startswith(f"{path}/") for name in files)


def _relative(source: str) -> str:
    """A source as a path in the context; "" for all of it."""
    path = normpath(source.lstrip("/") or ".")
    return "" if path == "." or path.startswith("..") else path


class _Context:
    """The build context of one container file: which of its files `COPY` takes."""

    def __init__(
        self,
        project: Project,
        container_file: str,
        copies: list[Copy],
        wanted: Callable[[str], bool],
        named: Callable[[str], bool],
    ) -> None:
        self._folder = build_context(project, container_file, copies)
        self._ignores = _ignore_file(project, container_file, self._folder)
        self._named = named
        prefix = f"{self._folder}/" if self._folder else ""
        inside = (f.removeprefix(prefix) for f in project.listing() if f.startswith(prefix))
        self._files = sorted(f for f in inside if wanted(f) and not self._ignores(f))
        self._all = project.listing()

    def of(self, copy: Copy) -> list[Brought]:
        """What an instruction takes from it."""
        excluded = [compiled(normpath(pattern)) for pattern in copy.excludes]
        found = [
            Brought(join(self._folder, path), inside, copy.loc)
            for path in self._files
            if (inside := placed(copy, path)) is not None and not any(e.fullmatch(path) for e in excluded)
        ]
        found += [Brought(heredoc.name, copy.place_of(heredoc), copy.loc, False, heredoc) for heredoc in copy.heredocs]
        for source in copy.sources:
            path = _relative(source)
            there = _is_there(self._all, normpath(join(self._folder, path)))
            if path and self._named(path) and not there and not self._ignores(path):
                inside = placed(replace(copy, sources=(source,)), path) or copy.destination
                found.append(Brought(join(self._folder, path), inside, copy.loc, exists=False))
        return found


def _ignore_file(project: Project, container_file: str, folder: str) -> IgnoreFile:
    """The ignore file of a build: the container file's own, or that of the context.

    Source: https://docs.docker.com/build/concepts/context/#filename-and-location
    """
    for name in (f"{container_file}.dockerignore", join(folder, ".containerignore"), join(folder, ".dockerignore")):
        data = project.read(name)
        if data is not None:
            return IgnoreFile(data.decode("utf-8", "replace"))
    return IgnoreFile("")


def placed(copy: Copy, path: str) -> str | None:
    """Where a file of the context lies in the image after an instruction; None: the instruction does not take it.

    Of a folder, the content is copied and not the folder itself.
    """
    for source in copy.sources:
        pattern = _relative(source.rstrip("/"))
        if copy.parents and (not pattern or any(compiled(pattern).fullmatch(p) for p in _upwards(path))):
            return join(copy.destination.rstrip("/") or "/", path)
        if not pattern:
            return join(copy.destination.rstrip("/") or "/", path)
        match = compiled(pattern)
        if match.fullmatch(path):
            return join(copy.destination, basename(path)) if copy.destination.endswith("/") else copy.destination
        for folder in _upwards(dirname(path)):
            if match.fullmatch(folder):
                return join(copy.destination.rstrip("/") or "/", path[len(folder) + 1 :])
    return None


def _upwards(path: str) -> Iterator[str]:
    """A path and the folders above it."""
    while path.strip("/"):
        yield path
        path = dirname(path)


def _of_stage(copy: Copy, facts: ContainerFacts, index: int, current: list[dict[str, Brought]]) -> list[Brought]:
    """What an instruction takes from an earlier stage; nothing for a foreign image."""
    name = copy.source_stage
    stage = int(name) if name.isascii() and name.isdigit() else named_stage(facts, index, name)
    if stage is None or not 0 <= stage < len(current):
        return []
    return [
        replace(file, inside=inside)
        for file in current[stage].values()
        if (inside := placed(copy, file.inside.lstrip("/"))) is not None
    ]


def _removed(run: Instruction, workdir: str, files: Mapping[str, Brought]) -> list[str]:
    """The files that a `RUN` removes."""
    if not files or "rm" not in run.text + "".join(h.text for h in run.heredocs):
        return []
    patterns: list[re.Pattern[str]] = []
    for text in (run.text, *(heredoc.text for heredoc in run.heredocs)):
        moved = False
        for command in parse(text)[0]:
            words = [word.text or "" for word in command.words]
            moved = moved or words[:1] == ["cd"]
            if words[:1] == ["rm"]:
                # Behind a `cd`, a name is taken to be meant wherever that led to.
                names = [w.rstrip("/") for w in words[1:] if not w.startswith("-")]
                patterns += [compiled(f"**/{n}" if moved else normpath(join(workdir or "/", n))) for n in names]
    return [inside for inside in files if any(p.fullmatch(up) for p in patterns for up in _upwards(inside))]
