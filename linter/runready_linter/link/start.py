"""From a command line to the programs that it starts: through wrappers, shells and the start scripts of the image."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import basename

from runready_linter.containerfile.image import Image
from runready_linter.facts import Command, Expansion, Word
from runready_linter.findings import Span
from runready_linter.link.configured import configured_programs
from runready_linter.link.context import module_file, python_file, script
from runready_linter.link.project import Project
from runready_linter.resolved import Env, Unknown
from runready_linter.shell.frontend import is_script, parse
from runready_linter.shell.text import Text, hole, joined, plain, resolve
from runready_linter.shell.wrappers import Invocation, unwrap

#: Why the platform's port is not known once a start command has written a literal over its variable.
PORT_IS_SET = "the start command sets the port's variable itself"

#: How deep scripts that run scripts are followed, and how many commands are taken from one launch.
_DEPTH, _MOST_COMMANDS = 8, 500
_ALL_ARGUMENTS = frozenset({"@", "*"})
#: Shells that become the one command of `-c` themselves; that of Debian, dash, does not.
_BECOMES = frozenset({"bash", "zsh"})
#: Programs that put variables into their own options (Spring's placeholders), and how those look.
_EXPANDS_ITSELF = {"java": re.compile(r"(?:-D|--)[\w.-]+=.*\$\{\w")}
_STOP_SIGNALS = frozenset({"TERM", "SIGTERM", "15", "EXIT", "0"})


@dataclass(frozen=True, slots=True)
class Shell:
    """A shell that stays the first process: its name, what starts it, and the script that it reads ("" for a line)."""

    name: str
    at: Span
    script: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a command stands: what `Started` says of it, and whether it becomes the first process."""

    form: str
    conditional: bool = False
    background: bool = False
    supervised: bool = False
    first: bool = True
    shell: Shell | None = None
    depth: int = 0

    def below(self, shell: Shell | None, command: Command, *, becomes: bool) -> _Place:
        """The place of a command that a shell at this place runs, or becomes."""
        above = self.shell or (shell if self.first else None)
        return replace(
            self,
            conditional=self.conditional or command.conditional,
            background=self.background or command.background,
            first=self.first and becomes,
            shell=self.shell if becomes else above,
        )

    def beside(self, *, supervised: bool) -> _Place:
        """The place of a program that another program starts, which stays, below the same shell if there is one."""
        return replace(
            self,
            first=False,
            supervised=supervised,
            background=self.background or supervised,
            depth=self.depth + 1,
        )


@dataclass(frozen=True, slots=True)
class Started:
    """A program that a service starts.

    Args:
        invocation: the program and its arguments, wrappers taken off.
        variables: what is known of the environment that it gets.
        span: the instruction, or the line of the script, that starts it.
        form: where that is: `container`, `script`, `service` or `procfile`.
        conditional: a branch may leave it out; `background`: other commands run beside it.
        python: the project's Python file that it runs as its main module.
        first: it is process 1 of the instance.
        shell: the shell that stays process 1 above it; None where another program is, or the program itself.
        supervised: a supervisor starts it, as its configuration says.
    """

    invocation: Invocation
    variables: Mapping[str, Text]
    span: Span
    form: str
    conditional: bool = False
    background: bool = False
    python: str | None = None
    first: bool = False
    shell: Shell | None = None
    supervised: bool = False


def _placed(start: Span, command: Command) -> Span:
    """A command's place in the file whose text begins at the line of `start`."""
    loc, before = command.loc, start.line - 1
    return Span(start.path, loc.line + before, loc.column, loc.end_line + before, loc.end_column)


def _expanded(
    word: Word, arguments: list[Text], variables: Mapping[str, Text], at: Span, outer: Text, *, one: bool
) -> list[Text]:
    """A word as the words that it becomes: the script's arguments in place of `"$@"`, none for an argument that is
    not given, several for a variable whose value has blanks. `one`: it stays one word, which a shell reads again."""
    text = resolve(word.parts, variables, at, outer.holes)
    only = word.parts[0] if len(word.parts) == 1 else None
    if one or not isinstance(only, Expansion):
        return [text]
    positional = only.name in _ALL_ARGUMENTS or (only.name.isdigit() and only.name != "0")
    if only.name in _ALL_ARGUMENTS and arguments:
        return arguments
    if positional and only.name not in variables:
        return text.words() if only.default is not None else []
    if positional:
        return [arguments[int(only.name) - 1]]
    return text.words() if text.origin is not None and " " in text.pattern else [text]


def _of_first_line(text: Text) -> bool:
    """Whether a script's first line puts an init before its shell (`#!/usr/bin/dumb-init /bin/sh`)."""
    line = text.pattern.partition("\n")[0]
    if not line.startswith("#!"):
        return False
    invocation = unwrap([text.part(word) for word in line[2:].split()])
    return invocation is not None and bool(invocation.keeper)


def _is_for_stop(words: list[Text]) -> bool:
    """Whether a `trap` does something at the stop signal, or when the shell ends."""
    given = [word.known or "?" for word in words[1:]]
    return len(given) > 1 and given[0] not in ("", "-") and any(g.upper() in _STOP_SIGNALS for g in given[1:])


class Run:
    """Follows one launch from its first command line to the programs that it starts.

    `read_by_shell` are the command-line words that a shell has read, or the program itself where it does, `certain` is false once a program that cannot be
    looked into has been handed the rest. `handles_stop`: the shell that is process 1 has a trap for the stop signal.
    """

    def __init__(self, project: Project, service: str, image: Image | None, variables: dict[str, Text]) -> None:
        self._project = project
        self._service = service
        self._image = image
        self._variables = variables
        self._left = _MOST_COMMANDS
        self.read_by_shell: set[str] = set()
        self.certain = True
        self.handles_stop = False

    def words(self, words: list[Text], form: str) -> Iterator[Started]:
        """The programs that a command line of these words starts."""
        yield from self._words(words, _Place(form))

    def line(self, text: Text, arguments: list[Text], form: str) -> Iterator[Started]:
        """The programs that a shell starts which reads this line."""
        yield from self._follow(text, arguments, _Place(form, first=False, depth=1))

    def _words(self, words: list[Text], place: _Place) -> Iterator[Started]:
        invocation = unwrap(words)
        if invocation is None or place.depth > _DEPTH or self._left <= 0:
            return
        self._left -= 1
        if invocation.keeper:
            place = replace(place, first=False)
        inside = replace(place, depth=place.depth + 1)
        if invocation.line is not None:
            self.read_by_shell.add(invocation.line.pattern)
            shell = Shell(invocation.program, invocation.path.at)
            yield from self._follow(invocation.line, list(invocation.arguments[1:]), inside, shell)
            return
        text = self._script(invocation)
        if text is not None:
            shell = Shell(invocation.program if invocation.script else "sh", invocation.path.at, text.at.path)
            if _of_first_line(text):
                inside = replace(inside, first=False)
            yield from self._follow(text, list(invocation.arguments), replace(inside, form="script"), shell, file=True)
            return
        python = self._python(invocation)
        variables = {**self._variables, **{n: self._given(n, value, value.at) for n, value in invocation.env.items()}}
        yield Started(
            invocation,
            variables,
            invocation.path.at,
            place.form,
            place.conditional,
            place.background,
            python,
            place.first,
            place.shell,
            place.supervised,
        )
        own = _EXPANDS_ITSELF.get(invocation.program)
        self.read_by_shell |= {w.pattern for w in invocation.arguments if own is not None and own.match(w.pattern)}
        for program in configured_programs(self._project, self._image, self._service, invocation):
            beside = replace(place.beside(supervised=program.supervised), form="script")
            yield from self._follow(program.line, [], beside)
        if python is None and self._hands_over(invocation):
            self.certain = False
            yield from self._words(list(invocation.arguments), replace(inside, first=False))

    def _follow(
        self, text: Text, arguments: list[Text], place: _Place, shell: Shell | None = None, *, file: bool = False
    ) -> Iterator[Started]:
        """The programs that a shell starts which reads this text, with these arguments. `file`: the text is a whole
        file (or a part of one, from the text's own line on), so that its commands have lines of their own."""
        commands, _ = parse(text.pattern)
        for command in commands:
            at = _placed(text.at, command) if file else text.at
            self._assign(command, at, text)
            words = self._words_of(command, arguments, at, text)
            name = words[0].known if words else None
            becomes = command.exec_ or (command.alone and not file and shell is not None and shell.name in _BECOMES)
            below = place.below(shell, command, becomes=becomes)
            if name == "shift":
                arguments = arguments[1:]
            elif name == "set":
                dashes = [i for i, word in enumerate(words) if word.known == "--"]
                arguments = words[dashes[0] + 1 :] if dashes else arguments
            elif name == "trap":
                self.handles_stop = self.handles_stop or (place.first and _is_for_stop(words))
            elif name in ("eval", ".", "source") and place.depth < _DEPTH:
                same = replace(below, first=place.first, shell=place.shell, depth=place.depth + 1)
                yield from self._read_on(words, arguments, same, shell, at)
            elif words:
                outside = self._variables
                if command.env:
                    self._variables = {**outside, **self._assigned(command, at, text)}
                yield from self._words(words, below)
                if command.env:
                    self._variables = outside

    def _read_on(
        self, words: list[Text], arguments: list[Text], place: _Place, shell: Shell | None, at: Span
    ) -> Iterator[Started]:
        """What the same shell reads next: the text of `eval`, or another script."""
        if words[0].known == "eval":
            self.read_by_shell |= {word.pattern for word in words[1:]}
            yield from self._follow(joined(words[1:], at), [], place, shell)
        elif len(words) > 1 and words[1].known:
            found = script(self._project, self._image, self._service, words[1].known)
            if found is not None and not found[0].endswith(".py"):
                other = plain(found[1].decode("utf-8-sig", "replace"), Span(found[0], 1))
                yield from self._follow(other, words[2:] or arguments, replace(place, form="script"), shell, file=True)

    def _assign(self, command: Command, at: Span, outer: Text) -> None:
        """Takes over the variables that a command of the shell itself sets."""
        for word in command.words:
            for part in word.parts:
                if isinstance(part, Expansion) and part.assigns and part.name not in self._variables:
                    self._variables[part.name] = resolve((part,), self._variables, at, outer.holes)
        if command.words:
            return
        self._variables |= self._assigned(command, at, outer)

    def _assigned(self, command: Command, at: Span, outer: Text) -> dict[str, Text]:
        """The variables that stand before a command or alone, each seeing those before it."""
        found: dict[str, Text] = {}
        for name, word in command.env:
            value = resolve(word.parts, {**self._variables, **found}, at, outer.holes)
            found[name] = (
                self._maybe(name, value, at)
                if command.conditional and not command.words
                else self._given(name, value, at)
            )
        return found

    def _given(self, name: str, value: Text, at: Span) -> Text:
        """What a variable is once a start command has set it. A literal PORT, where the platform gives one, is another
        finding than the listener's: the platform's own is overwritten."""
        platform = self._project.platform
        if platform.gives_port and name == platform.port_variable and value.known is not None:
            return hole(Unknown(PORT_IS_SET), at)
        return Text(value.pattern, value.holes, at, value.origin or at)

    def _maybe(self, name: str, value: Text, at: Span) -> Text:
        """A variable that a branch may have set (`if [ -z "$PORT" ]; then PORT=8000; fi`)."""
        known = self._variables.get(name)
        if known is not None:
            return known if name in self._project.platform.variables else hole(Unknown("set in a branch"), at)
        return hole(Env(name, value.value, at), at)

    def _words_of(self, command: Command, arguments: list[Text], at: Span, outer: Text) -> list[Text]:
        """A command's words, the script's arguments and its own assignments filled in."""
        variables = dict(self._variables)
        variables |= {str(number): text for number, text in enumerate(arguments, 1)}
        if arguments:
            variables |= {name: joined(arguments, at) for name in _ALL_ARGUMENTS}
        words: list[Text] = []
        for word in command.words:
            before = words[-1].pattern if words else ""
            line = words and (words[0].pattern == "eval" or (before.startswith("-") and before.endswith("c")))
            if line and _ALL_ARGUMENTS & set(word.variables):
                self.read_by_shell |= {text.pattern for text in arguments}
            words += _expanded(word, arguments, variables, at, outer, one=bool(line))
        return words

    def _script(self, invocation: Invocation) -> Text | None:
        """The text of the shell script that an invocation runs."""
        path = invocation.path.known
        name = invocation.script if invocation.program != "python" else ""
        if not name and (invocation.program == "python" or path is None):
            return None
        name = name or path or ""
        if not invocation.script and "/" not in name and "." not in name and not self._copied_to_path(name):
            return None
        for copy in self._image.copies if self._image is not None else ():
            for heredoc in copy.heredocs:
                if basename(copy.place_of(heredoc)) == basename(name):
                    return plain(heredoc.text, Span(self._service, heredoc.line))
        found = script(self._project, self._image, self._service, name)
        if found is None or not (invocation.script or is_script(found[0], found[1])):
            return None
        return plain(found[1].decode("utf-8-sig", "replace"), Span(found[0], 1))

    def _copied_to_path(self, name: str) -> bool:
        """Whether a bare program name is a file that the image copies from the repository."""
        copies = self._image.copies if self._image is not None else ()
        return any(
            basename(s) == name or basename(c.destination) == name
            for c in copies
            for s in (*c.sources, *(c.place_of(h) for h in c.heredocs), "")
        )

    def _python(self, invocation: Invocation) -> str | None:
        if invocation.module:
            return module_file(self._project, self._service, "", invocation.module, main=True)
        name = invocation.script if invocation.program == "python" else invocation.path.known or ""
        if not name.endswith(".py"):
            return None
        return python_file(self._project, self._image, self._service, name)

    def _hands_over(self, invocation: Invocation) -> bool:
        """Whether a program that cannot be looked into most likely runs its arguments: an entry point of the image
        before its CMD."""
        image = self._image
        if image is None or image.entrypoint is None or image.command is None or not invocation.arguments:
            return False
        first = invocation.arguments[0]
        known = invocation.program in self._known_programs() or invocation.program == "python"
        return (
            not known
            and first.at == self._project.span(self._service, image.command.loc)
            and not first.pattern.startswith("-")
        )

    def _known_programs(self) -> frozenset[str]:
        knowledge = self._project.knowledge
        return frozenset(p for row in knowledge.server_commands for p in row.programs) | knowledge.front_servers
