"""What a service really starts: the commands behind an image's ENTRYPOINT and CMD, a service configuration's command,
or a Procfile's `web` process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from runready_linter.apprunner.command import meant
from runready_linter.containerfile.image import Image, final_image
from runready_linter.facts import ContainerFacts, Instruction, ServiceFacts
from runready_linter.findings import Span
from runready_linter.link.belonging import belonging, shipped_containers
from runready_linter.link.project import Project
from runready_linter.link.start import Run, Started
from runready_linter.resolved import Env, Literal, Unknown
from runready_linter.shell.text import Text, hole, plain

PROCFILE = "Procfile"
#: The form of what a service configuration's command starts.
SERVICE_FORM = "service"
#: Options behind which a program's own code stands: an interpreter's, or another shell's.
_CODE_OPTIONS = frozenset({"-c", "-e", "-Command", "/c", "/C", "--eval"})
_VARIABLE = re.compile(r"\$(?:\{(\w+)[^}]*\}|(\w+))")


@dataclass(frozen=True, slots=True)
class Unexpanded:
    """A variable in a word that no shell reads. `certain`: every program between is known."""

    variable: str
    word: str
    span: Span
    certain: bool


@dataclass(frozen=True, slots=True)
class Launch:
    """What one service starts.

    Args:
        service: what says it: the path of a container file or of the Procfile, the key of a service configuration.
        path: the file from whose folder, and those above it, its files are: the container file of an image.
        span: the instruction or line that says it.
        commands: in order.
        variables: those that the image or the service configuration sets, by name; None: to what is not known.
        unexpanded: variables that stay as they are written.
        ships: it is what is deployed, and not an image for development beside one that is.
        handles_stop: the shell that is process 1 has a trap for the stop signal.
        instructions: those of the container file that say it, the one that names process 1 first.
    """

    service: str
    path: str
    span: Span
    commands: tuple[Started, ...]
    variables: Mapping[str, str | None] = field(default_factory=dict)
    unexpanded: tuple[Unexpanded, ...] = ()
    ships: bool = True
    handles_stop: bool = False
    instructions: tuple[Span, ...] = ()

    def instruction_of(self, span: Span) -> Span:
        """The instruction that a place belongs to: itself, or for a place in a script the one that starts the script."""
        return span if span in self.instructions or not self.instructions else self.instructions[0]

    @property
    def starts_file(self) -> str | None:
        """The first Python file of the project that runs as a main module."""
        return next((c.python for c in self.commands if c.python is not None), None)


def launches(project: Project) -> tuple[Launch, ...]:
    """What the project's services start, one by container file, by service configuration and for the Procfile, in the
    order of their paths. A container file that neither sets nor inherits a start command within itself gives none. A
    configuration that runs the image of one, and has a start command of its own, is another launch of that image.

    A Procfile does not ship where a service configuration says what starts. Nor does what a configuration for another
    platform starts, unless nothing else says it: then it is what an image would start.
    """
    return project.derive(_launches)


def image_variables(project: Project) -> Mapping[str, frozenset[str | None]]:
    """The variables that the shipped images, the service configurations and the start commands set, with every value (None:
    not known)."""
    found: dict[str, set[str | None]] = {}
    for facts in project.services:
        for name, value in _values([facts]).items():
            found.setdefault(name, set()).add(value)
    for launch in launches(project):
        if launch.ships:
            for name, value in launch.variables.items():
                found.setdefault(name, set()).add(value)
            for started in launch.commands:
                for name, text in started.variables.items():
                    if name not in launch.variables and _is_set(project, name, text):
                        found.setdefault(name, set()).add(text.known)
    return {name: frozenset(values) for name, values in found.items()}


def given_elsewhere(project: Project) -> frozenset[str]:
    """The variables that a configuration for another platform gives: what the service is known to be given, though not here."""
    return frozenset(
        variable.name.text
        for facts in project.other_services
        for variable in (*facts.env, *facts.secrets)
        if variable.value is None or variable.value.text
    )


def _is_set(project: Project, name: str, text: Text) -> bool:
    """Whether a start command gives a variable a value, and not only a fallback to itself (`${NAME:-8000}`)."""
    reads_itself = any(isinstance(hole, Env) and hole.name == name for hole in text.holes)
    named = {facts.port_variable.text for facts in project.services if facts.port_variable is not None}
    return name not in project.platform.variables | named and not reads_itself


def _launches(project: Project) -> tuple[Launch, ...]:
    ships, owned = shipped_containers(project), project.derive(belonging)
    found = [
        launch
        for path, facts in sorted(project.containers.items())
        if (launch := _of_image(project, path, facts, owned.get(path, ()), ships=path in ships)) is not None
    ]
    images = {service.key: path for path, services in owned.items() for service in services}
    services = [
        launch
        for service in project.services
        if (launch := _of_service(project, service, images.get(service.key, ""))) is not None
    ]
    elsewhere = [
        replace(launch, unexpanded=(), ships=not found and not services)
        for service in project.other_services
        if (launch := _of_service(project, service)) is not None
    ]
    configured = services or [launch for launch in elsewhere if launch.ships]
    return (*found, *services, *elsewhere, *_of_procfile(project, ships=not configured))


def _of_image(
    project: Project, path: str, facts: ContainerFacts, services: Sequence[ServiceFacts], *, ships: bool
) -> Launch | None:
    """What an image starts by itself. `services`: the configurations that run it, whose variables it gets; it does not run
    by itself where each of them has a start command."""
    image = final_image(facts)
    if image is None or (image.entrypoint is None and image.command is None):
        return None
    plain_ones = [service for service in services if service.command is None]
    variables = {**dict(_image_texts(project, path, image)), **_given(project, plain_ones)}
    words = start_words(project, path, image)
    run = Run(project, path, image, variables)
    commands = tuple(run.words(words, "container"))
    said = image.command or image.entrypoint
    assert said is not None
    return Launch(
        service=path,
        path=path,
        span=project.span(path, said.loc),
        commands=commands,
        variables={**{name: setting.value for name, setting in image.env.items()}, **_values(plain_ones)},
        unexpanded=tuple(_unexpanded(project, path, image, run)),
        ships=ships and (bool(plain_ones) or not services),
        handles_stop=run.handles_stop,
        instructions=tuple(project.span(path, i.loc) for i in (image.entrypoint, image.command) if i is not None),
    )


def _image_texts(project: Project, path: str, image: Image) -> Iterator[tuple[str, Text]]:
    """The image's variables as a command sees them: the platform's own take the place of the image's."""
    for name, setting in image.env.items():
        at = project.span(path, setting.loc)
        if name in project.platform.variables:
            default = Literal(setting.value, at) if setting.value is not None else None
            yield name, hole(Env(name, default, at), at)
        elif setting.value is None:
            yield name, hole(Unknown("made when the image is built"), at)
        else:
            yield name, plain(setting.value, at, origin=at)


def start_words(project: Project, path: str, image: Image) -> list[Text]:
    """ENTRYPOINT and CMD as one command line; behind the base image's entry point, where that is known.

    Source: https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact
    """
    if image.entrypoint is None and image.command is not None:
        at = project.span(path, image.command.loc)
        inherited = [plain(word, at) for word in project.knowledge.base_image(image.base).entrypoint]
        return inherited + _instruction_words(project, path, image.command, image.command_shell)
    entrypoint = _instruction_words(project, path, image.entrypoint, image.entrypoint_shell)
    if image.entrypoint is not None and image.entrypoint.exec_form is None:
        return entrypoint
    entrypoint = [word for word in entrypoint if word.pattern]
    return entrypoint + _instruction_words(project, path, image.command, image.command_shell)


def _instruction_words(
    project: Project, path: str, instruction: Instruction | None, shell: tuple[str, ...]
) -> list[Text]:
    if instruction is None:
        return []
    at = project.span(path, instruction.loc)
    if instruction.exec_form is not None:
        return [plain(word, at) for word in instruction.exec_form]
    line = instruction.shell_form or ""
    return [*(plain(word, at) for word in shell), plain(line, at)] if line else []


def _unexpanded(project: Project, path: str, image: Image, run: Run) -> Iterator[Unexpanded]:
    """The variables in exec-form words that no shell has read, once per instruction and variable."""
    for instruction in (image.entrypoint, image.command):
        if instruction is None or instruction.exec_form is None:
            continue
        if instruction is image.command and image.entrypoint is not None and image.entrypoint.exec_form is None:
            continue
        yield from _left_in(instruction.exec_form, project.span(path, instruction.loc), run)


def _left_in(words: Sequence[str], at: Span, run: Run) -> Iterator[Unexpanded]:
    """The variables in words that no shell has read, each once."""
    seen: set[str] = set()
    for before, word in zip(("", *words), words, strict=False):
        if before in _CODE_OPTIONS:
            continue
        for match in _VARIABLE.finditer(word):
            name = match[1] or match[2]
            if word not in run.read_by_shell and name not in seen:
                seen.add(name)
                yield Unexpanded(name, word, at, run.certain)


def _of_service(project: Project, facts: ServiceFacts, container: str = "") -> Launch | None:
    """The command of a service configuration. No shell reads it; where it is written as for a shell (`a && b`), what
    was meant is followed, since that is what the rest of the project is for.

    Args:
        container: the container file of the image that it runs, whose CMD its command replaces; "": none is known.
    """
    if facts.command is None or facts.command.known is None:
        return None
    at = project.span(facts.path, facts.command.loc)
    image = final_image(project.containers[container]) if container else None
    path = container if image is not None else facts.path
    variables = dict(_image_texts(project, path, image)) if image is not None else {}
    run = Run(project, path, image, {**variables, **_given(project, [facts])})
    before = _before_command(project, path, image)
    lines = meant(facts.command.text)
    commands = tuple(
        started
        for index, words in enumerate(lines)
        for started in run.words([*(before if not index else ()), *(plain(word, at) for word in words)], SERVICE_FORM)
    )
    inherited = {name: setting.value for name, setting in image.env.items()} if image is not None else {}
    return Launch(
        service=facts.key,
        path=path,
        span=at,
        commands=commands,
        variables={**inherited, **_values([facts])},
        unexpanded=tuple(_left_in([word for words in lines for word in words], at, run)),
    )


def _before_command(project: Project, path: str, image: Image | None) -> list[Text]:
    """The words that an image puts before the command that it is given."""
    if image is None or (image.entrypoint is not None and image.entrypoint.exec_form is None):
        return []
    if image.entrypoint is not None:
        return [w for w in _instruction_words(project, path, image.entrypoint, image.entrypoint_shell) if w.pattern]
    at = project.span(path, image.loc)
    return [plain(word, at) for word in project.knowledge.base_image(image.base).entrypoint]


def _values(services: Sequence[ServiceFacts]) -> dict[str, str | None]:
    """The variables of service configurations that run the same, by name; None: to what is not known, or not the same."""
    found: dict[str, set[str | None]] = {}
    for facts in services:
        for variable in (*facts.env, *facts.secrets):
            value = variable.value.known if variable.value is not None else None
            found.setdefault(variable.name.text, set()).add(value)
    return {name: next(iter(values)) if len(values) == 1 else None for name, values in found.items()}


def _given(project: Project, services: Sequence[ServiceFacts]) -> dict[str, Text]:
    """The variables of service configurations as a command sees them."""
    known = _values(services)
    found: dict[str, Text] = {}
    for facts in services:
        for variable in (*facts.env, *facts.secrets):
            name, at = variable.name.text, project.span(facts.path, variable.name.loc)
            if name in project.platform.variables:
                continue
            value = known[name]
            if variable.value is None:
                found[name] = hole(Unknown("given as a secret"), at)
            elif value is None:
                found[name] = hole(Unknown("given by the service configuration"), at)
            else:
                found[name] = plain(value, at, origin=project.span(facts.path, variable.value.loc))
        if facts.port_variable is not None:
            at = project.span(facts.path, facts.port_variable.loc)
            found[facts.port_variable.text] = hole(Env(project.platform.port_variable, None, at), at)
    return found


def _of_procfile(project: Project, *, ships: bool) -> Iterator[Launch]:
    """The `web` process of a Procfile; a shell reads its line."""
    data = project.read(PROCFILE)
    if data is None:
        return
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        name, colon, command = line.partition(":")
        if colon and name.strip() == "web" and command.strip():
            at = Span(PROCFILE, number, 1, number, len(line) + 1)
            run = Run(project, PROCFILE, None, {})
            commands = tuple(run.line(plain(command.strip(), at), [], "procfile"))
            yield Launch(PROCFILE, PROCFILE, at, commands, ships=ships)
            return
