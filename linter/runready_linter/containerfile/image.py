"""The images that a container file makes: what each stage has in the end, with what it inherits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import join, normpath

from runready_linter.containerfile.copying import Copy, copy_of, written_by
from runready_linter.containerfile.expansion import expand
from runready_linter.facts import ContainerFacts, Instruction, Loc

_DEFAULT_SHELL = ("/bin/sh", "-c")


@dataclass(frozen=True, slots=True)
class Setting:
    """A variable of the image. `value` is None where it is not known (it is made from a build argument without a
    default, or from the base image)."""

    value: str | None
    loc: Loc


@dataclass(frozen=True, slots=True)
class Said:
    """A word of an instruction (a port, a path, a platform) with its variables expanded, and where it stands."""

    text: str
    loc: Loc


@dataclass(frozen=True, slots=True)
class Image:
    """What a stage has in the end, its named earlier stages included.

    Args:
        base: the image that the whole chain of stages starts from, its variables expanded where they are known.
        loc: the stage's `FROM`.
        stages: the indices of the stages that it is made of, its own last.
        instructions: all that were applied, in order; those that `ONBUILD` put off where they ran.
        platform: of the nearest `FROM` that names one and starts from a foreign image.
        env: its variables.
        entrypoint, command: the instructions in force; None: none is set in this file.
        entrypoint_shell, command_shell: what reads their shell form.
        resets: the base image's own entry point and command are out of force.
        shell: what reads the shell form in the end.
        workdir: the working directory, "" where it is the base image's.
        exposed, volumes: the words of `EXPOSE` and `VOLUME`; one that is not known is left out.
        healthcheck: the one in force.
        copies: what `COPY` and `ADD` bring, for the image that is built those of every stage, since files wander between
            stages.
    """

    base: str
    loc: Loc
    stages: tuple[int, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    platform: Said | None = None
    env: Mapping[str, Setting] = field(default_factory=dict)
    entrypoint: Instruction | None = None
    command: Instruction | None = None
    entrypoint_shell: tuple[str, ...] = _DEFAULT_SHELL
    command_shell: tuple[str, ...] = _DEFAULT_SHELL
    resets: bool = False
    shell: tuple[str, ...] = _DEFAULT_SHELL
    workdir: str = ""
    exposed: tuple[Said, ...] = ()
    volumes: tuple[Said, ...] = ()
    healthcheck: Instruction | None = None
    copies: tuple[Copy, ...] = ()


def final_image(facts: ContainerFacts) -> Image | None:
    """The image that is built when no target is named: the last stage's. None: the file has no stage."""
    built = stage_images(facts)
    if not built:
        return None
    return replace(built[-1], copies=tuple(copy for image in built for copy in image.copies if copy.context))


def stage_images(facts: ContainerFacts) -> tuple[Image, ...]:
    """What each stage has in the end, by its index; `copies` are those that it applies itself."""
    built: list[Image] = []
    arguments = _global_arguments(facts)
    by_stage: dict[int, list[Instruction]] = {}
    for instruction in facts.instructions:
        by_stage.setdefault(instruction.stage, []).append(instruction)
    for index, (_, written) in enumerate(facts.stages):
        base = expand(written, arguments) or written
        parent = named_stage(facts, index, base)
        own = by_stage.get(index, [])
        triggers = [i for i in by_stage.get(parent, []) if i.onbuild] if parent is not None else []
        start = next(i for i in own if i.keyword == "FROM")
        image = Image(base, start.loc, platform=_platform(start, arguments))
        if parent is not None:
            above = built[parent]
            image = replace(above, loc=start.loc, copies=(), platform=above.platform or image.platform)
        stage = _Stage(replace(image, stages=(*image.stages, index)), arguments)
        for instruction in (*triggers, *(i for i in own if not i.onbuild)):
            stage.apply(instruction)
        built.append(stage.image())
    return tuple(built)


def named_stage(facts: ContainerFacts, before: int, name: str) -> int | None:
    """The earlier stage that a `FROM` names."""
    for earlier in range(before - 1, -1, -1):
        if facts.stages[earlier][0] and facts.stages[earlier][0] == name.lower():
            return earlier
    return None


def _global_arguments(facts: ContainerFacts) -> dict[str, str | None]:
    """The build arguments before the first stage with their defaults; None: it has none."""
    found = dict[str, str | None]()
    for instruction in facts.instructions:
        if instruction.stage == -1 and instruction.keyword == "ARG":
            for name, value in instruction.pairs:
                found[name] = expand(value, found) if value else None
    return found


def _platform(start: Instruction, arguments: Mapping[str, str | None]) -> Said | None:
    written = next((value for name, value in start.flags if name == "platform"), None)
    text = expand(written.strip("\"'"), arguments) if written else None
    return Said(text, start.loc) if text else None


class _Stage:
    """One stage, applied instruction by instruction as the builder does.

    Source: https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact and
    `dispatchEntrypoint` of the builder: an ENTRYPOINT drops a CMD that the stage did not set itself; both take the shell
    that is set where they stand.
    """

    def __init__(self, image: Image, arguments: Mapping[str, str | None]) -> None:
        self._image = image
        self._env = dict(image.env)
        self._global = arguments
        self._local = dict[str, str | None]()
        self._own_command = False
        self._applied = list(image.instructions)
        self._copies = list[Copy]()

    def image(self) -> Image:
        """What the stage has now."""
        return replace(self._image, env=self._env, instructions=tuple(self._applied), copies=tuple(self._copies))

    def apply(self, instruction: Instruction) -> None:
        self._applied.append(instruction)
        image, known = self._image, self._known()
        match instruction.keyword:
            case "ENV":
                # All of one instruction's values see the variables as they were before it.
                for name, value in instruction.pairs:
                    self._env[name] = Setting(expand(value, known), instruction.loc)
            case "ARG":
                for name, value in instruction.pairs:
                    self._local[name] = expand(value, self._known()) if value else self._global.get(name)
            case "SHELL" if instruction.exec_form:
                self._image = replace(image, shell=instruction.exec_form)
            case "WORKDIR":
                folder = expand(instruction.text.strip("\"'"), known)
                workdir = normpath(join(image.workdir or "/", folder)) if folder else ""
                self._image = replace(image, workdir=workdir)
            case "CMD":
                self._own_command = True
                self._image = replace(image, command=instruction, command_shell=image.shell, resets=True)
            case "ENTRYPOINT":
                command = image.command if self._own_command else None
                self._image = replace(
                    image, entrypoint=instruction, entrypoint_shell=image.shell, command=command, resets=True
                )
            case "EXPOSE":
                self._image = replace(image, exposed=(*image.exposed, *self._said(instruction, known)))
            case "VOLUME":
                self._image = replace(image, volumes=(*image.volumes, *self._said(instruction, known)))
            case "HEALTHCHECK":
                self._image = replace(image, healthcheck=instruction)
            case "COPY" | "ADD":
                copy = copy_of(instruction, image.workdir or "/", known)
                if copy is not None:
                    self._copies.append(copy)
            case "RUN":
                written = written_by(instruction, image.workdir or "/", known)
                if written is not None:
                    self._copies.append(written)
            case _:
                pass

    def _known(self) -> dict[str, str | None]:
        return {**self._local, **{name: setting.value for name, setting in self._env.items()}}

    def _said(self, instruction: Instruction, known: Mapping[str, str | None]) -> Iterator[Said]:
        for word in instruction.exec_form or instruction.text.split():
            text = expand(word.strip("\"'"), known)
            if text:
                yield Said(text, instruction.loc)
