"""Programs that start others as a file of the project says: scripts of `package.json`, the programs of a supervisor, the
processes of a Procfile."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from runready_linter.containerfile.image import Image
from runready_linter.findings import Span
from runready_linter.link.context import script
from runready_linter.link.project import Project
from runready_linter.shell.text import Text, plain
from runready_linter.shell.wrappers import Invocation

_SCRIPT_RUNNERS = frozenset({"npm", "yarn", "pnpm", "bun"})
_RUN = frozenset({"run", "run-script"})
#: Subcommands that are scripts' names too.
_SHORT = frozenset({"start", "serve"})
_PROCESS_RUNNERS = frozenset({"honcho", "foreman", "goreman", "hivemind", "overmind"})
_SUPERVISOR_FILES = ("/etc/supervisor/supervisord.conf", "/etc/supervisord.conf", "supervisord.conf")
_PROGRAM = re.compile(r"\[program:[^\]]+\]")
_FROM_ENVIRONMENT = re.compile(r"%\(ENV_(\w+)\)s")


@dataclass(frozen=True, slots=True)
class Program:
    """A command line that a program runs as its configuration says. `supervised`: it is one of several, which are kept
    running."""

    line: Text
    supervised: bool = False


def configured_programs(
    project: Project, image: Image | None, service: str, invocation: Invocation
) -> tuple[Program, ...]:
    """The command lines that a program starts, as far as the project has its configuration."""
    words = [word.known or "" for word in invocation.arguments]
    if invocation.program in _SCRIPT_RUNNERS:
        return tuple(_package_script(project, image, service, words))
    if invocation.program == "supervisord" or invocation.module == "supervisor.supervisord":
        return tuple(_supervised(project, image, service, words))
    if invocation.program in _PROCESS_RUNNERS and words[:1] == ["start"]:
        return tuple(_processes(project, image, service, words[1:]))
    return ()


def _package_script(project: Project, image: Image | None, service: str, words: list[str]) -> Iterator[Program]:
    names = [w for w in words if w and not w.startswith("-")]
    if names and names[0] in _RUN:
        names = names[1:]
    elif not names or (names[0] not in _SHORT and words[:1] != names[:1]):
        return
    found = script(project, image, service, "package.json")
    if found is None or not names:
        return
    path, data = found
    try:
        line = json.loads(data)["scripts"][names[0]]
    except (ValueError, TypeError, KeyError, RecursionError):
        return
    if isinstance(line, str):
        yield Program(plain(line, Span(path, _line_of(data, rf'"{re.escape(names[0])}"\s*:\s*"'))))


def _line_of(data: bytes, pattern: str) -> int:
    text = data.decode("utf-8", "replace")
    within = text.find('"scripts"')
    found = re.compile(pattern).search(text, max(within, 0))
    return text.count("\n", 0, found.start()) + 1 if found is not None else 1


def _supervised(project: Project, image: Image | None, service: str, words: list[str]) -> Iterator[Program]:
    for path, data in _supervisor_files(project, image, service, words):
        inside = False
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            if line.startswith("["):
                inside = _PROGRAM.match(line) is not None
            key, equals, value = line.partition("=")
            if inside and equals and key.strip() == "command":
                command = _FROM_ENVIRONMENT.sub(r"${\1}", value.partition(" ;")[0].strip())
                yield Program(plain(command, Span(path, number, 1, number, len(line) + 1)), supervised=True)


def _supervisor_files(
    project: Project, image: Image | None, service: str, words: list[str]
) -> Iterator[tuple[str, bytes]]:
    named = [value for option, value in pairwise(words) if option in ("-c", "--configuration")]
    named += [w.partition("=")[2] for w in words if w.startswith("--configuration=")]
    names = named or list(_SUPERVISOR_FILES)
    for copy in image.copies if image is not None else ():
        if "/supervisor" in copy.destination:
            names += [source for source in copy.sources if source.endswith((".conf", ".ini"))]
    seen: set[str] = set()
    for name in names:
        found = script(project, image, service, name) if name else None
        if found is not None and found[0] not in seen:
            seen.add(found[0])
            yield found


def _processes(project: Project, image: Image | None, service: str, words: list[str]) -> Iterator[Program]:
    file = next((v for o, v in pairwise(words) if o in ("-f", "--procfile")), "Procfile")
    wanted = {w for w in words if w and not w.startswith("-")} - {file}
    found = script(project, image, service, file)
    if found is None:
        return
    path, data = found
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        name, colon, command = line.partition(":")
        if colon and command.strip() and not name.startswith("#") and (not wanted or name.strip() in wanted):
            yield Program(plain(command.strip(), Span(path, number, 1, number, len(line) + 1)), supervised=True)
