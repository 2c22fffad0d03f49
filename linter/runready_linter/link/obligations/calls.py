"""What a call does to what is not released yet: makes it, releases it, hands it on, raises before that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from runready_linter.link.evaluate import argument
from runready_linter.link.objects import ClassObject, FunctionObject, InstanceObject
from runready_linter.link.obligations import outcomes
from runready_linter.link.obligations.handing import Handing, removes
from runready_linter.link.obligations.making import Arguments
from runready_linter.link.obligations.outcomes import Leak, Place
from runready_linter.link.obligations.spots import JOIN, joined
from runready_linter.link.obligations.tokens import (
    CARED,
    MAKING,
    NOTHING,
    Bag,
    Instance,
    Ref,
    Row,
    Spot,
    State,
    Token,
    Tokens,
    carries,
    contents,
    flat,
)
from runready_linter.link.templates import filled
from runready_linter.values import Attr, Call, Const, Local, Seq, Value

if TYPE_CHECKING:
    from runready_linter.link.obligations.flow import Evaluated

#: Methods of the object on a file that we made: they fail when the storage is full, and then nothing helps.
_OWN = frozenset(
    {
        "write",
        "writelines",
        "flush",
        "seek",
        "truncate",
        "tell",
        "read",
        "readlines",
        "readline",
        "close",
        "write_text",
        "write_bytes",
        "read_text",
        "read_bytes",
        "stat",
        "iterdir",
        "glob",
        "rglob",
        "exists",
        "is_file",
        "is_dir",
    }
)
#: Ways to hand a function of the project and its arguments to somebody who runs it (`task.delay(path)`).
_QUEUED = frozenset(
    {"delay", "apply_async", "send", "enqueue", "defer", "submit", "spawn", "s", "si", "send_with_options"}
)


class Calls(Handing):
    """The calls of one walk."""

    # Evaluation

    def evaluate(self, call: Call, state: State) -> Evaluated:
        """What a call may give, each with the state behind it; the ways out by exception are left on the walk."""
        walk = self._walk
        if (join := filled(call)) is not None:
            return walk.value(join, state)
        receiver = call.callee.base if isinstance(call.callee, Attr) else call.callee
        found: Evaluated = []
        inner = (receiver, *call.args, *(v for _, v in call.keywords))
        for (first, *rest), after in walk.values(inner, state):
            arguments = Arguments(call, first if isinstance(call.callee, Attr) else NOTHING, tuple(rest))
            found += self._apply(call, arguments, after)
        return list(dict.fromkeys(found))

    def _apply(self, call: Call, given: Arguments, state: State) -> Evaluated:
        name = call.callee.name if isinstance(call.callee, Attr) else ""
        if taken := self._walk.shelf(call, state):
            return [(taken, state)]
        if (name and carries(given.receiver)) or CARED in given.receiver:
            found = self._method(call, name, given, state)
            if found is not None:
                return found
        libraries = self.library(call.callee)
        if libraries:
            known = self._library(call, libraries, given, state)
            if known is not None:
                return known
        projected = self._project(call, given, state)
        if projected is not None:
            return projected
        return self._unknown(call, name, libraries, given, state)

    # What a library's callable does

    def _library(self, call: Call, libraries: frozenset[str], given: Arguments, state: State) -> Evaluated | None:
        table = self._table
        for dotted in libraries:
            if dotted in table.makers:
                return [self._make(call, table.makers[dotted], given, state)]
            if dotted in table.removers:
                place = given.at((table.removers[dotted], "src"))
                place = place or given.at((-1, "path")) or given.at((-1, "name"))
                return [(NOTHING, self.release(place, state))]
            if dotted in table.folder_readers:
                return [(frozenset({Spot("<temp>", root=True, fixed=True)}), state)]
            if dotted in table.storages:
                return [(given.at(table.storages[dotted]), state)]
            if dotted in self._walk.analysis.project.knowledge.env_readers:
                return [(self._spots(call), state)]
            if dotted in table.namers:
                return [(frozenset({Spot(f"{self._site(call)}")}), state)]
            if dotted in JOIN and given.positional:
                first = joined(given.positional[0], call.args[1:])
                return [(first or self._spots(call), state)]
            if dotted in table.same and call.args:
                first = given.positional[-1 if dotted == "typing.cast" else 0]
                rest = () if dotted == "typing.cast" else call.args[1:]
                return [((joined(first, rest) if rest else first) or self._spots(call), state)]
            if dotted == "os.path.dirname" and given.positional:
                up = frozenset(
                    Ref(t.resource, "path") for t in given.positional[0] if isinstance(t, Ref) and t.role == "inside"
                )
                return [(up, state)]
            if dotted in table.exit_hooks:
                return [(NOTHING, state)]
            if dotted in table.runners:
                return self._run(call, table.runners[dotted], state)
            closed = self._descriptor(dotted, given, state)
            if closed is not None:
                return [closed]
            if dotted in table.writers:
                return self._write(call, table.writers[dotted], given, state)
            if dotted in table.closing:
                return [(given.at((0, "thing")), state)]
            if dotted.startswith("subprocess.") and call.args and self._is_rm(call.args[0]):
                return [(NOTHING, self.release(contents(given.positional[0]), state))]
        return None

    def _spots(self, value: Value) -> Tokens:
        return self._walk.analysis.spots.of(self._walk.path, value)

    def _is_rm(self, command: Value) -> bool:
        first = command.items[0] if isinstance(command, Seq) and command.items else None
        return isinstance(first, Const) and first.value in ("rm", "/bin/rm", "rmdir")

    # Methods of what we follow

    def _method(self, call: Call, name: str, given: Arguments, state: State) -> Evaluated | None:
        """A method of a path, of a file that we made, of a container of them, or of an instance that keeps them."""
        receiver = given.receiver
        instance = next((t for t in receiver if isinstance(t, Instance)), None)
        if instance is not None:
            return self._instance_method(call, instance, given, state)
        if any(isinstance(t, Row | Bag) for t in receiver):
            if name in self._table.givers and isinstance(call.callee, Attr):
                return [(NOTHING, self._walk.store(call.callee.base, given.every, state))]
            return [(_taken_out(name, receiver), state)]
        if name in {"save", "delete", "path"} and call.args:
            return [self._in_storage(call, name, given, state)]
        if name in self._table.remove_methods:
            return [(NOTHING, self.release(receiver, state))]
        if name in self._table.stackers or name == "__exit__":
            return None
        if name == "joinpath":
            return [(joined(receiver, call.args), state)]
        if name in self._table.same_methods:
            return [(receiver, state)]
        if name in MAKING:
            return [(NOTHING, self._made_at(receiver, name == "mkdir", call, state))]
        if name == "open":
            mode = argument(call, 0, "mode")
            after = self._made_at(receiver, False, call, state) if self._writes(mode) else state
            return [(frozenset(Ref(r, "handle") for r in after.reached(receiver)), after)]
        if name in {"with_suffix", "with_name", "with_stem"}:
            return [(frozenset(_sibling(t, call) for t in receiver if isinstance(t, Ref | Spot)), state)]
        if name == "close":
            # Closing an object closes its descriptor; the file stays.
            return [(NOTHING, state)]
        if name not in _OWN and name not in self._table.calm_methods:
            self._fail(call, state)
        return [(receiver if name in {"iterdir", "glob", "rglob"} else NOTHING, state)]

    def _in_storage(self, call: Call, name: str, given: Arguments, state: State) -> tuple[Tokens, State]:
        """A method of a storage for a temporary folder, which stands for that folder; `save` gives the name that the
        others take."""
        named = frozenset(t for t in given.positional[0] if isinstance(t, Spot)) or joined(
            given.receiver, call.args[:1]
        )
        if name == "delete":
            return NOTHING, self.release(named, state)
        if name == "save":
            self._fail(call, state)
            state = self._made_at(named, False, call, state)
        return named, state

    def _instance_method(self, call: Call, instance: Instance, given: Arguments, state: State) -> Evaluated | None:
        name = call.callee.name if isinstance(call.callee, Attr) else ""
        method = self._walk.analysis.method(instance.cls, name)
        if method is None:
            if removes(name, self._table.remove_words) or name == "close":
                return [(NOTHING, self.release(frozenset({instance}), state))]
            self._fail(call, state)
            return [(NOTHING, state)]
        return self._invoke(call, method, given, state, receiver=frozenset({instance}))

    # Functions and classes of the project

    def _project(self, call: Call, given: Arguments, state: State) -> Evaluated | None:
        for thing in self._objects(call.callee):
            match thing:
                case FunctionObject():
                    return self._invoke(call, thing, given, state)
                case ClassObject():
                    return self._construct(call, thing, given, state)
                case InstanceObject():
                    method = self._walk.analysis.method(thing.cls, "__call__")
                    return self._invoke(call, method, given, state) if method is not None else None
                case _:
                    pass
        if isinstance(call.callee, Attr) and call.callee.name in _QUEUED:
            for thing in self._objects(call.callee.base):
                if isinstance(thing, FunctionObject):
                    return [(NOTHING, self._later(thing, self._rest(call, given), state))]
        return None

    def _rest(self, call: Call, given: Arguments) -> tuple[Tokens, ...]:
        """The arguments of a function that is handed on: given one by one, or as `args=(...)`."""
        found: list[Tokens] = []
        for tokens in (*given.positional, *given.keywords.values()):
            row = next((t for t in tokens if isinstance(t, Row)), None)
            found += row.items if row is not None else (tokens,)
        return tuple(found)

    def _invoke(
        self, call: Call, function: FunctionObject, given: Arguments, state: State, receiver: Tokens = NOTHING
    ) -> Evaluated:
        """A call of a function of the project, walked with these arguments."""
        analysis, walk = self._walk.analysis, self._walk
        facts = analysis.function(function)
        if facts is None:
            self._fail(call, state)
            return [(NOTHING, state)]
        if analysis.runs_once(function.path, facts):
            return [(frozenset({CARED}), state)]
        bound = analysis.bind(function, facts, given.positional, given.keywords, receiver or given.receiver)
        bound.update(self._shared(function, facts.owner, call, state))
        if not any(carries(t) or CARED in t for t in bound.values()) and not analysis.concerns(function):
            if analysis.fails(function):
                self._fail(call, state)
            return [(analysis.returned_spots(function), state)]
        run = analysis.exits(function, bound, state.held, walk.depth + 1)
        if run is None:
            # Too deep or recursive: whatever it does is not known.
            self._fail(call, state)
            return [(NOTHING, walk.let_go(given.every, state))]
        walk.removed |= run.removed
        lazy = facts.is_generator
        # A coroutine that is not awaited here runs on its own.
        aside = facts.is_async and (call.line, call.column) not in walk.awaited
        site = self._site(call)
        behind: Evaluated = []
        for exit_ in run.exits:
            value, after = analysis.returned(run, function, exit_, state, site, self._self_place(call))
            if exit_.kind in outcomes.RAISED:
                if lazy or (aside and run.removes):
                    continue
                walk.leave(exit_.kind, after, call.line, analysis.shown(call.callee), exception=exit_.exception)
            elif lazy:
                behind.append((frozenset({CARED}) if analysis.concerns(function) else NOTHING, after))
            else:
                behind.append((value, after))
        if aside:
            behind = [(value, self._cared(run.removed, after)) for value, after in behind]
        self.released_by(state, behind)
        if lazy:
            self._closed_early(function, run.exits, state, [s for _, s in behind])
        elif (call.line, call.column) in walk.awaited and walk.function.is_async:
            self._cancel(call, state, behind)
        return behind

    def _cancel(self, call: Call, state: State, behind: Evaluated) -> None:
        """An await may end by cancellation, unless all that it awaits is the release itself."""
        if all(s.held == state.held for _, s in behind):
            self._walk.leave("cancel", state, call.line, self._walk.analysis.shown(call.callee))

    def released_by(self, before: State, behind: Evaluated) -> None:
        """Remembers what a call released."""
        for _, after in behind:
            self._walk.released |= before.held - after.held

    def _closed_early(
        self, function: FunctionObject, exits: Mapping[outcomes.Exit, Place], state: State, behind: list[State]
    ) -> None:
        """A generator that releases what it was given only when it is read to its end."""
        for resource in state.held:
            if all(resource in s.held for s in behind):
                continue
            for exit_, place in exits.items():
                if exit_.kind in outcomes.RAISED and resource in exit_.state.held:
                    self._walk.leaks[Leak(resource, "close", place, function.qualname)] = None
                    break

    def _shared(self, function: FunctionObject, owner: str, call: Call, state: State) -> dict[Value, Tokens]:
        """Places that the called function sees too: those of the functions around it, and of `self`."""
        nested: dict[Value, Tokens] = {
            p: t
            for p, t in state.places.items()
            if isinstance(p, Local) and function.qualname.startswith(p.scope + ".")
        }
        if not owner or self._self_place(call) is None:
            return nested
        return nested | self._walk.analysis.renamed(function, self._self_place(call), state)

    def _self_place(self, call: Call) -> Value | None:
        if isinstance(call.callee, Attr) and self._walk.is_self(call.callee.base):
            return call.callee.base
        return None

    def _construct(self, call: Call, cls: ClassObject, given: Arguments, state: State) -> Evaluated:
        analysis = self._walk.analysis
        maker = analysis.method(cls, "__init__")
        if maker is None:
            attributes = analysis.fields(cls, given.positional, given.keywords)
            held = frozenset({Instance(cls, attributes)}) if any(carries(t) for _, t in attributes) else NOTHING
            return [self._adopt(cls, held, state)]
        found = []
        facts = analysis.function(maker)
        if facts is None:
            return [(NOTHING, state)]
        bound = analysis.bind(maker, facts, given.positional, given.keywords, NOTHING)
        if not any(carries(t) for t in bound.values()) and not analysis.concerns(maker):
            if analysis.fails(maker):
                self._fail(call, state)
            return [(NOTHING, state)]
        run = analysis.exits(maker, bound, state.held, self._walk.depth + 1)
        if run is None:
            return [(NOTHING, self._walk.let_go(given.every, state))]
        for exit_ in run.exits:
            attributes, after = analysis.built(run, maker, exit_, state, self._site(call))
            if exit_.kind in outcomes.RAISED:
                if not analysis.releases_itself(cls):
                    shown = analysis.shown(call.callee)
                    self._walk.leave(exit_.kind, after, call.line, shown, exception=exit_.exception)
                continue
            if not attributes and carries(given.every) and analysis.library_made(cls):
                attributes = (("*", given.every),)
            held = frozenset({Instance(cls, attributes)}) if attributes else NOTHING
            found.append(self._adopt(cls, held, after))
        self.released_by(state, found)
        return found

    def _adopt(self, cls: ClassObject, held: Tokens, state: State) -> tuple[Tokens, State]:
        """An instance whose framework or finalizer runs the release takes the obligation over."""
        if held and self._walk.analysis.releases_itself(cls):
            return frozenset({CARED}), self.release(frozenset(t for i in held for t in flat(frozenset({i}))), state)
        return held, state

    # Functions that are run at once

    def _run(self, call: Call, position: int, state: State) -> Evaluated:
        """`to_thread(f, x)` is `f(x)`."""
        if len(call.args) <= position:
            return [(NOTHING, state)]
        direct = Call(call.args[position], call.args[position + 1 :], call.keywords, call.scope, call.line, call.column)
        return self.evaluate(direct, state)

    # The unknown

    def _unknown(self, call: Call, name: str, libraries: frozenset[str], given: Arguments, state: State) -> Evaluated:
        every = given.every
        last = name or next((p.rpartition(".")[2] for p in libraries), "") or getattr(call.callee, "name", "")
        if name in self._table.runners and len(call.args) > self._table.runners[name]:
            return self._run(call, self._table.runners[name], state)
        if name in self._table.write_methods and not libraries & self._table.calm:
            written = self._write(call, self._table.write_methods[name], given, state)
            if written is not None:
                return written
        state = self._handed_on(call, given, state)
        if carries(every):
            if last in self._table.stackers:
                # The stack leaves what it was given, and gives what that gives.
                state = self._stacked(given, state)
                return [(every, state)]
            if removes(str(last), self._table.remove_words):
                return [(NOTHING, self.release(every, state))]
            if name in self._table.givers and isinstance(call.callee, Attr):
                return [(NOTHING, self._walk.store(call.callee.base, every, state))]
        if CARED in every and last in self._table.stackers:
            return [(frozenset({CARED}), state)]
        if not self._is_calm(name, libraries):
            self._fail(call, state)
        return [(NOTHING, state)]

    def _stacked(self, given: Arguments, state: State) -> State:
        for token in given.every:
            if isinstance(token, Instance):
                state = self.exit(frozenset({token}), state)
        return state

    def _is_calm(self, name: str, libraries: frozenset[str]) -> bool:
        if name in self._table.calm_methods:
            return True
        return any(self._walk.analysis.calm(p) for p in libraries)

    # Context managers

    def suppressed(self, context: Value) -> frozenset[str]:
        """The exception names that a `with` swallows."""
        if isinstance(context, Call) and self.library(context.callee) & self._table.suppressors:
            return frozenset(n for a in context.args for n in outcomes.names(a))
        return frozenset()

    def enter(self, context: Value, tokens: Tokens, state: State) -> tuple[Tokens, State]:
        """What `with` binds, and the state inside of it."""
        bound: set[Token] = set()
        for token in tokens:
            match token:
                case Ref(resource=resource, role="folder"):
                    bound.add(Ref(resource, "path"))
                case Instance(cls=cls):
                    entered = self._walk.analysis.method(cls, "__enter__") or self._walk.analysis.method(
                        cls, "__aenter__"
                    )
                    if entered is None:
                        bound.add(token)
                        continue
                    facts = self._walk.analysis.function(entered)
                    place = Attr(context, "__enter__")
                    call = Call(place, scope=self._walk.function.qualname, line=getattr(context, "line", 0))
                    if facts is not None:
                        given = Arguments(call, frozenset({token}), ())
                        for value, after in self._invoke(call, entered, given, state, receiver=frozenset({token})):
                            bound |= value
                            state = after
                case _:
                    bound.add(token)
        return frozenset(bound), state

    def exit(self, tokens: Tokens, state: State) -> State:
        """The state once a `with` on these is left."""
        for token in tokens:
            if isinstance(token, Instance):
                for name in ("__exit__", "__aexit__", "close", "aclose"):
                    method = self._walk.analysis.method(token.cls, name)
                    if method is not None:
                        state = self._left(method, token, state)
        return state

    def _left(self, method: FunctionObject, token: Instance, state: State) -> State:
        facts = self._walk.analysis.function(method)
        if facts is None:
            return state
        bound = self._walk.analysis.bind(method, facts, (), {}, frozenset({token}))
        run = self._walk.analysis.exits(method, bound, state.held, self._walk.depth + 1)
        return self._released(run.released, state) if run is not None else state


def _taken_out(name: str, containers: Tokens) -> Tokens:
    """What a method of a container gives: an element, or another container of them."""
    if name in {"pop", "popleft", "get"}:
        return contents(containers)
    if name in {"copy", "keys", "values", "items"}:
        inner = contents(containers)
        return frozenset({Bag(inner)}) if inner else NOTHING
    return NOTHING


def _sibling(token: Ref | Spot, call: Call) -> Token:
    """The path beside another (`with_suffix`): inside the same directory, and a file of its own."""
    if isinstance(token, Spot):
        return Spot(f"{token.key}~{call.line}:{call.column}", token.within)
    return token if token.role == "inside" else Spot(f"{token.resource.origin}~{call.line}:{call.column}")
