"""Which of several servers is the service's own, and which stand beside it on ports that nobody reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from runready_linter.facts import MAIN, MODULE
from runready_linter.findings import Span
from runready_linter.link.callgraph import graph, lexical
from runready_linter.link.commands import follows_port, server_row
from runready_linter.link.contexts import contexts
from runready_linter.link.dormant import imports
from runready_linter.link.entries import Key, entries, is_operators, last_name
from runready_linter.link.launch import Launch, launches
from runready_linter.link.objects import FunctionObject, InstanceObject, Made
from runready_linter.link.project import Project
from runready_linter.link.server_calls import Serving
from runready_linter.link.server_settings import GUNICORN_FILE
from runready_linter.link.start import Started
from runready_linter.resolved import Env, Listen, Literal
from runready_linter.values import Attr, Call, Value

#: How functions, files and values are named that belong to a server beside the service's own.
_ASIDE_NAME = re.compile(r"(?i)metric|admin|health|prometheus|monitor|debug|internal|stats|probe|management")
#: Methods by which a server that was made before serves.
_SERVE = frozenset({"serve_forever", "serve", "start", "run", "run_forever", "handle_request", "wait_for_termination"})
#: How far up the callers of a function are asked for.
_FAR = 6


@dataclass(frozen=True, slots=True)
class _Way:
    """How a function comes to a server: the line and the conditions in the function itself, and whether what it calls asks
    for anything more."""

    line: int
    guards: frozenset[Value]
    certain: bool


def beside(
    project: Project, commands: Sequence[Listen], found: Sequence[Serving], judged: Sequence[Listen]
) -> frozenset[Listen]:
    """The listeners that run beside the service's own: started by another command of the same launch, by a thread or task
    of their own, or by the code that starts the one which takes the platform's port."""
    live = [(s, x) for s, x in zip(found, judged, strict=True) if not (x.dormant or x.side) and x.port]
    running = [(s, x) for s, x in live if x.form != GUNICORN_FILE]
    served = [x for x in (*commands, *(x for _, x in live if x.form == GUNICORN_FILE)) if not (x.dormant or x.side)]
    if len(running) + len(served) < 2:
        return frozenset()
    others = [(s, x) for s, x in running if _is_fixed(project, x)]
    processes = frozenset(_other_processes(project, served, running))
    aside = [(s, x) for s, x in others if _runs_aside(project, s) or _is_loaded(project, s)]
    if not served and len(aside) == len(running):
        aside = []
    own = [(s, x) for s, x in running if x not in processes and (s, x) not in aside]
    together = _together(project, own) if len(own) > 1 else ()
    return frozenset((*processes, *(x for _, x in aside), *together))


def _is_fixed(project: Project, listen: Listen) -> bool:
    """Whether every port of a listener is known to be no value of the platform's."""
    return not follows_port(project, listen) and all(isinstance(p, Literal | Env) for p in listen.port)


# Other processes of one launch


def _other_processes(
    project: Project, served: Sequence[Listen], running: Sequence[tuple[Serving, Listen]]
) -> Iterator[Listen]:
    """The listeners of commands that a launch starts beside the one that serves."""
    for launch in launches(project):
        if not launch.ships or len(launch.commands) < 2:
            continue
        by_command = [(c, x) for c in launch.commands if (x := _of_command(project, launch, c, served, running))]
        if len(by_command) < 2 or any(c.conditional for c, _ in by_command):
            continue
        main = _main(project, by_command)
        if main is None:
            continue
        ours = {x for c, listens in by_command if c is main for x in listens}
        for command, listens in by_command:
            if command is not main:
                yield from (x for x in listens if x not in ours and _is_fixed(project, x))


def _of_command(
    project: Project,
    launch: Launch,
    command: Started,
    served: Sequence[Listen],
    running: Sequence[tuple[Serving, Listen]],
) -> list[Listen]:
    """The listeners that one command is known to start, by its own options or in the code that it runs."""
    if server_row(project, command) is not None:
        return [x for x in served if x.service == launch.service and x.span == command.span]
    if command.python is None:
        return []
    loaded = project.derive(imports)(command.python)
    return [x for s, x in running if s.path == command.python or (s.path in loaded and s.scope != MAIN)]


def _main(project: Project, by_command: Sequence[tuple[Started, Sequence[Listen]]]) -> Started | None:
    following = [c for c, listens in by_command if any(follows_port(project, x) for x in listens)]
    if following:
        return following[-1]
    waited = [c for c, _ in by_command if not c.background]
    return waited[-1] if waited else None


# One process


def _runs_aside(project: Project, serving: Serving) -> bool:
    """Whether a thread or task of its own runs a server: the function that starts it, or the server's own method."""
    if serving.spawned or "background" in project.derive(contexts).of(serving.path, serving.scope):
        return True
    function = project.python[serving.path].functions[serving.scope]
    known = project.knowledge.frameworks
    return any(
        runs_server(project, serving.path, value, [serving.listen.span])
        for site in function.calls
        if last_name(site.call.callee) in known.spawner_names
        for value in (*site.call.args, *(v for _, v in site.call.keywords))
    )


def runs_server(project: Project, path: str, work: Value, listens: Sequence[Span]) -> bool:
    """Whether what a thread or task is given is to run one of the servers that start to listen at these places:
    `server.serve_forever`, or a function that makes it."""
    target = work.callee if isinstance(work, Call) else work
    evaluate = project.derive(lexical)
    if isinstance(target, Attr) and target.name in _SERVE:
        sites = [t.site for t in evaluate.objects(path, target.base) if isinstance(t, Made | InstanceObject)]
        if any(s is not None and (s.path, s.line) == (x.path, x.line) for s in sites for x in listens):
            return True
    for thing in evaluate.objects(path, target):
        if isinstance(thing, FunctionObject):
            function = project.python[thing.path].functions[thing.qualname]
            first, last = function.loc.line, function.loc.end_line
            if any(x.path == thing.path and first <= x.line <= last for x in listens):
                return True
    return False


def _is_loaded(project: Project, serving: Serving) -> bool:
    """Whether the code that starts a server is a hook of an application that another server loads."""
    start = project.derive(contexts).of(serving.path, serving.scope).get("start")
    entry = project.derive(entries).direct.get(start.entry) if start is not None else None
    return entry is not None and not is_operators(entry)


def _together(project: Project, own: Sequence[tuple[Serving, Listen]]) -> Iterator[Listen]:
    """The listeners on fixed ports that run whenever the service's own does, since one function starts both."""
    ways = [(s, x, _ways(project, s)) for s, x in own]
    mains = [one for one in ways if follows_port(project, one[1])]
    for serving, listen, mine in ways:
        if not _is_fixed(project, listen) or not serving.returns:
            continue
        for other, its, theirs in mains or ways:
            shared = next((k for k in mine if k in theirs and _runs_with(mine[k], theirs[k])), None)
            if shared is None or its.span == listen.span:
                continue
            # Of two that do not follow the platform's port, the first is the service's, unless its name says otherwise.
            ours = (_is_named_aside(serving), mine[shared].line)
            if mains or ours > (_is_named_aside(other), theirs[shared].line):
                yield listen
                break


def _runs_with(one: _Way, other: _Way) -> bool:
    return one.certain and one.line != other.line and one.guards <= other.guards


def _ways(project: Project, serving: Serving) -> Mapping[Key, _Way]:
    """The functions from which a server is started, each with how it comes to it."""
    calls = project.derive(graph)
    start = _body(serving.path, serving.scope)
    found = {start: _Way(serving.listen.span.line, frozenset(serving.guards), True)}
    pending = [(start, 0)]
    while pending:
        key, far = pending.pop(0)
        if far == _FAR:
            continue
        below = found[key]
        for edge in calls.into.get(key, ()):
            caller = _body(edge.path, edge.caller)
            if caller not in found:
                certain = below.certain and not below.guards
                found[caller] = _Way(edge.site.loc.line, frozenset(edge.site.guards), certain)
                pending.append((caller, far + 1))
    return found


def _body(path: str, scope: str) -> Key:
    """A scope, with the main block as a part of the module that it ends."""
    return path, MODULE if scope == MAIN else scope


def _is_named_aside(serving: Serving) -> bool:
    return bool(_ASIDE_NAME.search(serving.scope))
