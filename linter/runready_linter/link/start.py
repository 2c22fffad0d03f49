"""From a command line to the programs that it starts: through wrappers, shells and the start scripts of the image."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from posixpath import basename

from runready_linter.containerfile.image import Image
from runready_linter.facts import Command, Expansion, Word
from runready_linter.findings import Span
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
    """

    invocation: Invocation
    variables: Mapping[str, Text]
    span: Span
    form: str
    conditional: bool = False
    background: bool = False
    python: str | None = None


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


class Run:
    """Follows one launch from its first command line to the programs that it starts.

    `read_by_shell` are the command-line words that a shell has read, `certain` is false once a program that cannot be
    looked into has been handed the rest.
    """

    def __init__(self, project: Project, service: str, image: Image | None, variables: dict[str, Text]) -> None:
        self._project = project
        self._service = service
        self._image = image
        self._variables = variables
        self._left = _MOST_COMMANDS
        self.read_by_shell: set[str] = set()
        self.certain = True

    def words(
        self, words: list[Text], form: str, *, conditional: bool = False, background: bool = False, depth: int = 0
    ) -> Iterator[Started]:
        """The programs that a command line of these words starts."""
        invocation = unwrap(words)
        if invocation is None or depth > _DEPTH or self._left <= 0:
            return
        self._left -= 1
        started = partial(self._follow, form=form, conditional=conditional, background=background, depth=depth + 1)
        if invocation.line is not None:
            self.read_by_shell.add(invocation.line.pattern)
            yield from started(parse_of=invocation.line, arguments=list(invocation.arguments[1:]))
            return
        found = self._script(invocation)
        if found is not None:
            text, arguments = found
            yield from started(parse_of=text, arguments=arguments, form="script", file=True)
            return
        python = self._python(invocation)
        variables = {**self._variables, **{n: self._given(n, value, value.at) for n, value in invocation.env.items()}}
        yield Started(invocation, variables, invocation.path.at, form, conditional, background, python)
        if python is None and self._hands_over(invocation):
            self.certain = False
            yield from self.words(
                list(invocation.arguments), form, conditional=conditional, background=background, depth=depth + 1
            )

    def line(self, text: Text, arguments: list[Text], form: str) -> Iterator[Started]:
        """The programs that a shell starts which reads this line."""
        yield from self._follow(
            parse_of=text, arguments=arguments, form=form, conditional=False, background=False, depth=1
        )

    def _follow(
        self,
        *,
        parse_of: Text,
        arguments: list[Text],
        form: str,
        conditional: bool,
        background: bool,
        depth: int,
        file: bool = False,
    ) -> Iterator[Started]:
        """The programs that a shell starts which reads this text, with these arguments. `file`: the text is a whole
        file (or a part of one, from the text's own line on), so that its commands have lines of their own."""
        commands, _ = parse(parse_of.pattern)
        for command in commands:
            at = _placed(parse_of.at, command) if file else parse_of.at
            self._assign(command, at, parse_of)
            words = self._words_of(command, arguments, at, parse_of)
            name = words[0].known if words else None
            if name == "shift":
                arguments = arguments[1:]
            elif name == "set":
                dashes = [i for i, word in enumerate(words) if word.known == "--"]
                arguments = words[dashes[0] + 1 :] if dashes else arguments
            elif name == "eval":
                self.read_by_shell |= {word.pattern for word in words[1:]}
                if depth < _DEPTH:
                    yield from self._follow(
                        parse_of=joined(words[1:], at),
                        arguments=[],
                        form=form,
                        conditional=conditional or command.conditional,
                        background=background or command.background,
                        depth=depth + 1,
                    )
            elif words:
                outside = self._variables
                if command.env:
                    self._variables = {**outside, **self._assigned(command, at, parse_of)}
                yield from self.words(
                    words,
                    form,
                    conditional=conditional or command.conditional,
                    background=background or command.background,
                    depth=depth,
                )
                if command.env:
                    self._variables = outside

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

    def _script(self, invocation: Invocation) -> tuple[Text, list[Text]] | None:
        """The shell script that an invocation runs: its text, and the arguments that it gets."""
        path = invocation.path.known
        name = invocation.script if invocation.program != "python" else ""
        if not name and (invocation.program == "python" or path is None):
            return None
        name = name or path or ""
        if not invocation.script and "/" not in name and "." not in name and not self._copied_to_path(name):
            return None
        for copy in self._image.copies if self._image is not None else ():
            for heredoc in copy.heredocs:
                if basename(copy.destination) in (basename(name), heredoc.name):
                    at = Span(self._service, heredoc.line)
                    return Text(plain(heredoc.text, at).pattern, (), at), list(invocation.arguments)
        found = script(self._project, self._image, self._service, name)
        if found is None or not (invocation.script or is_script(found[0], found[1])):
            return None
        text = found[1].decode("utf-8-sig", "replace")
        return plain(text, Span(found[0], 1)), list(invocation.arguments)

    def _copied_to_path(self, name: str) -> bool:
        """Whether a bare program name is a file that the image copies from the repository."""
        copies = self._image.copies if self._image is not None else ()
        return any(basename(s) == name or basename(c.destination) == name for c in copies for s in (*c.sources, ""))

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
