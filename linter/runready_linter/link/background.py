"""Work that goes on after the response, or beside all requests: where the service starts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runready_linter.facts import MAIN, MODULE, CallSite, Function
from runready_linter.findings import Span
from runready_linter.link.beside import runs_server
from runready_linter.link.callgraph import lexical
from runready_linter.link.contexts import Contexts, contexts
from runready_linter.link.dormant import dormant_reason
from runready_linter.link.elsewhere import in_test, runs_elsewhere
from runready_linter.link.entries import entries, is_operators, last_name
from runready_linter.link.imports import may_be, of_imported, tails
from runready_linter.link.listens import listens
from runready_linter.link.objects import External, FunctionObject, Made
from runready_linter.link.project import Project
from runready_linter.link.server_calls import call_paths
from runready_linter.link.singletons import written
from runready_linter.values import Attr, Call, Const, Element, Entered, Local, Seq, Value

#: Calls that wait for tasks, jobs or processes that the same function started.
_GATHERING = frozenset(
    {"gather", "wait", "wait_for", "as_completed", "shield", "joinall", "waitall", "result", "run_until_complete"}
)
_ENDING = frozenset({"join", "wait", "communicate", "terminate", "kill", "poll", "returncode"})
#: How a function is run when the process ends: what it starts then goes on for no request.
_STOPPING = frozenset(
    {
        "signal", "add_signal_handler", "register", "finalize", "on_shutdown", "on_cleanup", "after_serving",
        "before_server_stop", "after_server_stop", "main_process_stop",
    }
)  # fmt: skip
#: Calls on what was started that wait for its result.
_WAITING = frozenset({"get", "wait", "join", "result"})
#: Events that tell that the work has begun: whoever waits for them goes on beside it.
_BEGUN = re.compile(r"(?i)start|begun|began|ready|running|open|up$|init")


@dataclass(frozen=True, slots=True)
class BackgroundStart:
    """A call that starts such work: what it is (`a thread`), when the call runs, and whether it is a framework's own
    task after one response."""

    span: Span
    what: str
    when: str
    after_response: bool = False


def background_work(project: Project) -> tuple[BackgroundStart, ...]:
    """All that the service starts beside its requests: `project.derive(background_work)`."""
    return tuple(_Finder(project).found())


class _Finder:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.known = project.knowledge.background
        self.rows = of_imported(project, {**self.known.starters, **dict.fromkeys(self.known.after_response, "")})
        self.names = tails(self.rows)
        self.lexical = project.derive(lexical)
        self.contexts: Contexts = project.derive(contexts)
        self.entries = project.derive(entries)
        servers = [s for s in project.derive(listens) if s.span.path in project.python]
        self.listening = frozenset(s.span.path for s in servers)
        #: What waits for requests, and not beside other work (a metrics library's own thread does that).
        beside = {row.server for row in project.knowledge.server_calls.values() if row.side}
        self.serving = [s.span for s in servers if not s.dormant and s.server not in beside]
        self.releasing = re.compile(self.known.releasing)

    def found(self) -> Iterator[BackgroundStart]:
        if not (self.contexts.serving_files or self.listening):
            # A tool or a library: it serves nothing that could be frozen.
            return
        for path, function in self.project.functions():
            if not self.project.serves(path):
                continue
            when = ""
            for site in function.calls:
                if not may_be(self.project, path, site.call.callee, self.names):
                    continue
                row = self.row(path, function, site.call)
                if row is None or runs_elsewhere(site.guards):
                    continue
                when = when or self.when(path, function)
                if when in {"", "never"} or in_test(self.project, path, function.qualname):
                    continue
                yield from self.started(path, function, site, row, when)
            yield from self.scheduled(path, function)

    def row(self, path: str, function: Function, call: Call) -> str | None:
        told = self.known.request_starters.get(written(call.callee))
        if told in self.rows:
            return told
        for dotted in call_paths(self.project, path, function, call.callee):
            if dotted in self.known.after_response:
                return dotted
            if dotted in self.rows:
                return dotted
        return None

    def when(self, path: str, function: Function) -> str:
        """`serving`, `start`, or "never" where the service does not run the function as far as is known."""
        key = (path, function.qualname)
        if dormant_reason(self.project, path, function.qualname, self.listening):
            return "never"
        if function.qualname == MODULE:
            return "start"
        if function.qualname == MAIN:
            return "start" if path in self.listening or path in self.contexts.serving_files else "never"
        reached = self.contexts.of(*key)
        if "serving" in reached:
            return "serving"
        for context in ("start", "import"):
            reach = reached.get(context)
            if reach is not None:
                entry = self.entries.direct.get(reach.entry)
                aside = entry is not None and (is_operators(entry) or entry.by in _STOPPING)
                return "never" if aside else "start"
        return "never"

    def started(self, path: str, function: Function, site: CallSite, row: str, when: str) -> Iterator[BackgroundStart]:
        span = self.project.span(path, site.loc)
        if row in self.known.after_response:
            if when == "serving" and not self.only_releases(path, site.call):
                yield BackgroundStart(span, "a task", when, after_response=True)
            return
        what = self.known.starters[row]
        if self.is_server(path, site.call):
            # Not work beside the requests: it waits for some of its own (AR107, where nobody can send them).
            return
        if self.opens_a_browser(path, site.call):
            return
        if not self.ends_here(path, function, site, what, when):
            yield BackgroundStart(span, what, when)

    def is_server(self, path: str, call: Call) -> bool:
        """Whether what starts only runs one of the project's servers."""
        if any((path, c.line) == (x.path, x.line) for c in self.makers(path, call) for x in self.serving):
            return True
        return any(runs_server(self.project, path, value, self.serving) for value in self.given(path, call))

    def makers(self, path: str, call: Call) -> list[Call]:
        """A call that starts work, and the calls that made the thread or timer that it starts."""
        if not isinstance(call.callee, Attr):
            return [call]
        return [call, *(o.call for o in self.lexical.objects(path, call.callee.base) if isinstance(o, Made))]

    def given(self, path: str, call: Call) -> list[Value]:
        """What a call that starts work hands over, or what the thread or timer that it starts was made with."""
        return [v for c in self.makers(path, call) for v in (*c.args, *(v for _, v in c.keywords))]

    def opens_a_browser(self, path: str, call: Call) -> bool:
        """Whether the work is to open the page on the developer's own screen."""
        for value in self.given(path, call):
            for thing in self.lexical.objects(path, value):
                if isinstance(thing, External) and thing.path.startswith("webbrowser."):
                    return True
                if isinstance(thing, FunctionObject):
                    function = self.project.python[thing.path].functions[thing.qualname]
                    called = (c for s in function.calls for c in self.lexical.objects(thing.path, s.call.callee))
                    if any(isinstance(c, External) and c.path.startswith("webbrowser.") for c in called):
                        return True
        return False

    def scheduled(self, path: str, function: Function) -> Iterator[BackgroundStart]:
        for decorator in function.decorators:
            name = last_name(decorator)
            if name in self.known.scheduled and isinstance(decorator, Call):
                yield BackgroundStart(
                    Span(path, decorator.line or function.loc.line), self.known.scheduled[name], "start"
                )

    def only_releases(self, path: str, call: Call) -> bool:
        """Whether the work is to close or delete something that the response needed."""
        work = call.args[0] if call.args else next((v for k, v in call.keywords if k == "func"), None)
        if work is None:
            return False
        if self.releasing.match(last_name(work)) is not None:
            return True
        return any(isinstance(o, FunctionObject) and self.only_removes(o) for o in self.lexical.objects(path, work))

    def only_removes(self, function: FunctionObject) -> bool:
        """Whether a function of the project removes files, and does nothing else but look and tell."""
        facts = self.project.python[function.path].functions.get(function.qualname)
        table = self.project.knowledge.temp_files
        removes = False
        for site in facts.calls if facts is not None else ():
            things = [o.path for o in self.lexical.objects(function.path, site.call.callee) if isinstance(o, External)]
            name = last_name(site.call.callee)
            if any(p in table.removers for p in things) or (not things and name in table.remove_methods):
                removes = True
            elif name not in table.calm_methods and not any(
                p in table.calm or p.startswith(tuple(c for c in table.calm if c.endswith("."))) for p in things
            ):
                return False
        return removes

    # Work that ends before the function does

    def ends_here(self, path: str, function: Function, site: CallSite, what: str, when: str) -> bool:
        if site.awaited or site.managed:
            return True
        bounded = not (when == "start" and function.is_generator)
        if bounded and any(_waits_for(s.call, site.call) for s in function.calls):
            return True
        match what:
            case "a thread" | "a timer" | "a greenlet":
                if what == "a timer" and any(last_name(s.call.callee) == "cancel" for s in function.calls):
                    return True
                return bounded and any(self.joins(s) for s in function.calls)
            case "a process":
                if any(isinstance(s.call.callee, Attr) and s.call.callee.name in _ENDING for s in function.calls):
                    return True
                # What reads its output or keeps the process waits for it, as far as is known.
                is_popen = last_name(site.call.callee) == "Popen"
                return is_popen and when == "serving" and not site.discarded
            case "a task":
                return bounded and self.is_awaited_later(function, site, when)
            case "a pool's job":
                held = isinstance(site.call.callee, Attr) and self.is_managed(function, site.call.callee.base)
                waits = any(last_name(s.call.callee) in _GATHERING for s in function.calls)
                if held or waits or (not site.discarded and self.is_mapped(function, site)):
                    return True
                # The future of a coroutine's executor job is awaited by its name, as a task is.
                return last_name(site.call.callee) == "run_in_executor" and self.is_awaited_later(function, site, when)
            case _:
                return False

    def joins(self, site: CallSite) -> bool:
        match site.call:
            case Call(callee=Attr(base=base, name="join" | "joinall"), args=args):
                return not isinstance(base, Const) and not any(isinstance(a, Seq | Call | Element) for a in args)
            case _:
                return last_name(site.call.callee) in {"joinall", "waitall"}

    def is_managed(self, function: Function, base: Value) -> bool:
        if isinstance(base, Entered):
            return True
        return isinstance(base, Local) and any(
            b.kind == "with" or isinstance(b.value, Entered) for b in function.locals.get(base.name, ())
        )

    def is_mapped(self, function: Function, site: CallSite) -> bool:
        """Whether the future is what the function gives back: its caller waits for it."""
        return any(site.call == value for value in function.returns)

    def is_awaited_later(self, function: Function, site: CallSite, when: str) -> bool:
        """Whether the function waits for its task: by a call that does, or by a bare `await` of a name that nothing
        else keeps (which leaves no trace in the facts)."""
        if any(s.awaited and last_name(s.call.callee) in _GATHERING for s in function.calls):
            return True
        if any(last_name(s.call.callee) == "run_until_complete" for s in function.calls):
            return True
        if when != "serving" or site.discarded:
            return False
        if any(site.call == value for value in function.returns):
            return True
        names = {n for n, bindings in function.locals.items() if any(b.value == site.call for b in bindings)}
        return bool(names) and not any(self.keeps(function, name) for name in names)

    def keeps(self, function: Function, name: str) -> bool:
        """Whether a function puts a local variable somewhere that outlives the call."""
        mine = Local(function.qualname, name)
        stored = any(s.value == mine for s in function.stores)
        put = any(mine in s.call.args and last_name(s.call.callee) in {"add", "append", "put"} for s in function.calls)
        hooked = any(
            isinstance(s.call.callee, Attr) and s.call.callee.base == mine and s.call.callee.name == "add_done_callback"
            for s in function.calls
        )
        return stored or put or hooked


def _waits_for(call: Call, start: Call) -> bool:
    """Whether a call waits for what another one started: `spawn(...).get()`, `runner.event.wait()`."""
    started: tuple[Value, ...] = (start,)
    if isinstance(start.callee, Attr) and start.callee.name == "start":
        started = (start, start.callee.base)
    callee = call.callee
    if not isinstance(callee, Attr) or callee.name not in _WAITING:
        return False
    base = callee.base
    while isinstance(base, Attr) and base not in started:
        if _BEGUN.search(base.name):
            return False
        base = base.base
    return base in started
