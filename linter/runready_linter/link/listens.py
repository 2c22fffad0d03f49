"""Every server that the project starts, wherever that is written, with the reason where it does not run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from posixpath import basename

from runready_linter.facts import MAIN, MODULE
from runready_linter.link.beside import beside
from runready_linter.link.callgraph import graph
from runready_linter.link.command_calls import command_calls
from runready_linter.link.commands import command_listens, follows_port, server_row
from runready_linter.link.contexts import contexts
from runready_linter.link.dormant import dormant_reason
from runready_linter.link.elsewhere import in_test, is_development_name
from runready_linter.link.entries import entries, is_operators
from runready_linter.link.launch import launches
from runready_linter.link.project import Project
from runready_linter.link.server_calls import Serving, server_calls, socket_listens
from runready_linter.link.server_settings import GUNICORN_FILE, GUNICORN_NAME, settings_listens
from runready_linter.resolved import Listen
from runready_linter.values import Binary, Const, Value


def listens(project: Project) -> tuple[Listen, ...]:
    """Every listener of the project; use it as `project.derive(listens)`."""
    found = [s for s in _in_python(project) if _is_service(project, s)]
    files = {s.path for s in found}
    commands = command_listens(project)
    served = next((x.server for x in commands if not (x.dormant or x.side)), "")
    judged = []
    for serving in found:
        if serving.listen.form == GUNICORN_FILE:
            why = _overridden(project)
        else:
            why = (
                dormant_reason(project, serving.path, serving.scope, files)
                or _other_branch(project, serving, found)
                or _other_function(serving, found)
                or _other_process(project, serving)
                or (_other_command(project, serving, served) if served else "")
            )
        judged.append(replace(serving.listen, dormant=why) if why else serving.listen)
    extra = beside(project, commands, found, judged)
    return tuple(replace(x, side=True) if x in extra else x for x in (*commands, *judged))


def _overridden(project: Project) -> str:
    """Why gunicorn's configuration file does not say where the service listens; "" where it does, or may."""
    rows = [
        (row, started)
        for launch in launches(project)
        if launch.ships
        for started in launch.commands
        if (row := server_row(project, started)) is not None
    ]
    if not rows:
        return ""
    ours = [(row, started) for row, started in rows if row.server == "gunicorn"]
    if not ours:
        return f"{rows[0][0].server} starts the service, and does not read this file"
    if all(any(w.pattern.startswith(row.bind) for w in started.invocation.arguments) for row, started in ours):
        return "the start command's own bind wins"
    return ""


def _in_python(project: Project) -> Iterator[Serving]:
    places: set[object] = set()
    found: Iterable[Serving] = chain(
        server_calls(project), socket_listens(project), settings_listens(project), command_calls(project)
    )
    for serving in found:
        key = (serving.listen.span, serving.listen.server, serving.listen.port)
        if key not in places:
            places.add(key)
            yield serving


def _is_service(project: Project, serving: Serving) -> bool:
    """Whether the code that starts a server may be part of the service: no test, and no script that nothing starts."""
    if not project.serves(serving.path):
        started = {c.python for launch in launches(project) if launch.ships for c in launch.commands}
        if project.roles.get(serving.path) != "script" or serving.path not in started:
            return False
    return not in_test(project, serving.path, serving.scope)


def _other_branch(project: Project, serving: Serving, found: Sequence[Serving]) -> str:
    """Of two branches of which one takes the platform's port, the other is for somewhere else."""
    if follows_port(project, serving.listen):
        return ""
    for other in found:
        if (other.path, other.scope) != (serving.path, serving.scope) or other.listen.side:
            continue
        if not follows_port(project, other.listen):
            continue
        if any(_opposite(a, b) for a in serving.guards for b in other.guards):
            return "another branch starts the server on the platform's port"
    return ""


def _other_function(serving: Serving, found: Sequence[Serving]) -> str:
    """Of two functions of a file that start the server, the one whose name says that it is for developers is."""
    if not _is_for_developers(serving):
        return ""
    others = (s for s in found if s.path == serving.path and not s.listen.side and not _is_for_developers(s))
    return "another function starts the service" if any(s.scope not in (MODULE, MAIN) for s in others) else ""


def _other_process(project: Project, serving: Serving) -> str:
    """A worker's own metrics are none of the service's."""
    if not serving.listen.side:
        return ""
    when = project.derive(contexts).of(serving.path, serving.scope)
    return "only a worker starts it" if when and when.keys() <= {"elsewhere", "test"} else ""


def _other_command(project: Project, serving: Serving, served: str) -> str:
    """A function that nothing calls, or an operator by a command, does not run where a server loads the application."""
    if serving.scope in (MODULE, MAIN) or GUNICORN_NAME.fullmatch(basename(serving.path)):
        return ""
    reached = project.derive(contexts).of(serving.path, serving.scope)
    if reached.keys() - {"start"}:
        return ""
    start = reached.get("start")
    entry = project.derive(entries).direct.get(start.entry) if start is not None else None
    if start is not None and (entry is None or not is_operators(entry)):
        return ""
    if start is None and project.derive(graph).into.get((serving.path, serving.scope)):
        return ""
    return f"{served} starts the service, and nothing that it loads calls this"


def _is_for_developers(serving: Serving) -> bool:
    return is_development_name(serving.scope.rpartition(".")[2])


def _opposite(one: Value, other: Value) -> bool:
    return one == Binary("not", other, Const(None)) or other == Binary("not", one, Const(None))
