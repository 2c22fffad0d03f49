"""Servers that Python code starts as another program, or as a command of Django: `subprocess.run([...])`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from runready_linter.facts import Function
from runready_linter.findings import Span
from runready_linter.link.commands import listens_of
from runready_linter.link.imports import may_be, of_imported, tails
from runready_linter.link.launch import Launch
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.server_calls import Serving, call_paths
from runready_linter.link.start import Started
from runready_linter.link.traced import Traced
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Literal
from runready_linter.shell.frontend import parse
from runready_linter.shell.text import Text, hole, plain, resolve
from runready_linter.shell.wrappers import unwrap
from runready_linter.values import Attr, Call, Element, Imported, Seq, Value


def command_calls(project: Project) -> Iterator[Serving]:
    """Every server that a call of the project's Python code starts by a command line."""
    runners = of_imported(project, project.knowledge.command_runners)
    names = tails(runners)
    for path, function in project.functions():
        for site in function.calls:
            callee = site.call.callee
            if not may_be(project, path, callee, names):
                continue
            for dotted in call_paths(project, path, function, callee):
                if dotted in runners:
                    yield from _started(project, path, function, site.call, dotted, project.span(path, site.loc))
                    break


def _started(project: Project, path: str, function: Function, call: Call, dotted: str, span: Span) -> Iterator[Serving]:
    guards = next((s.guards for s in function.calls if s.call == call), ())
    for words in _command_lines(project, path, call, dotted, span):
        invocation = unwrap(words)
        if invocation is not None and invocation.line is not None:
            invocation = next((i for line in _lines(invocation.line, span) if (i := unwrap(line)) is not None), None)
        if invocation is None:
            continue
        started = Started(invocation, dict(invocation.env), span, "call")
        for listen in listens_of(project, Launch(path, path, span, (started,)), started):
            yield Serving(replace(listen, span=span, form="call"), path, function.qualname, guards)


def _command_lines(project: Project, path: str, call: Call, dotted: str, span: Span) -> Iterator[list[Text]]:
    position, keyword = project.knowledge.command_runners[dotted]
    if not keyword:
        # The words are the arguments themselves.
        words = _words(project, path, call.args[position:], span)
        if words is not None:
            yield [plain("manage.py", span), *words] if dotted.endswith("call_command") else words
        return
    value = next((v for k, v in call.keywords if k == keyword), None)
    if value is None and position < len(call.args):
        value = call.args[position]
    if value is None:
        return
    shown = [(there, d) for there, d in displays(project, path, value) if isinstance(d, Seq)]
    for there, display in shown:
        items = _words(project, there, display.items, span)
        if items is not None and not display.partial:
            yield items
    if not shown:
        for traced in project.derive(tracer).trace(path, value):
            yield from _lines(_text(traced, span), span)


def _lines(line: Text, span: Span) -> Iterator[list[Text]]:
    """The commands of a text that a shell reads."""
    for command in parse(line.pattern)[0]:
        words = [resolve(word.parts, {}, span, line.holes) for word in command.words]
        if words:
            yield words


def _words(project: Project, path: str, items: tuple[Value, ...], span: Span) -> list[Text] | None:
    """The words of a list; None where one of them may be several."""
    words: list[Text] = []
    for item in items:
        if isinstance(item, Element):
            return None
        if item == Attr(Imported("sys"), "executable") or item == Imported("sys.executable"):
            words.append(plain("python", span))
            continue
        found = project.derive(tracer).trace(path, item)
        words.append(_text(_best(found), span))
    return words


def _best(found: tuple[Traced, ...]) -> Traced:
    """One value for a word that may be several: the one that the environment decides, if there is one."""
    return next((t for t in found if not isinstance(t, Literal)), found[0])


def _text(traced: Traced, span: Span) -> Text:
    match traced:
        case Text():
            return replace(traced, at=span)
        case Literal(value=value, at=at):
            return plain("" if value is None else str(value), span, origin=at)
        case _:
            return hole(traced, span)
