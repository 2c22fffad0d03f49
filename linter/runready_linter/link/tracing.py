"""Following a value to what it is when the service runs: a literal, an environment variable, or not known.

`trace` never gives an empty answer, and says `Unknown` for each part that could not be followed, so that a rule which
needs certainty can be silent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice, product

from runready_linter.findings import Span
from runready_linter.knowledge import EnvReader
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.objects import External, Known, Made
from runready_linter.link.origins import Origin, Variable, Written, displays, entries, origins, results
from runready_linter.link.project import Project
from runready_linter.resolved import Env, Literal, Resolved, Unknown
from runready_linter.shell.text import Text, hole, joined, plain
from runready_linter.values import Attr, Binary, Call, Choice, Const, Elsewhere, Imported, Join, Seq, Value

#: What a value turned out to be; a `Text` is put together from literal parts and others.
Traced = Resolved | Text

_LIMIT = 24
_DEPTH = 60
#: Steps for one question: what takes more is unknown.
_STEPS = 3000
_NONE = 1 << 30
#: Methods of texts that leave a port, a host or the scheme of a URL as it is.
_PASSING = frozenset(
    {"strip", "rstrip", "lstrip", "removesuffix", "encode", "decode", "resolve", "absolute", "as_posix"}
)
_UNKNOWN = Unknown("not followed")


class Tracer:
    """Traces values of one project, remembering what it found: `project.derive(tracer)`."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._found: dict[tuple[str, Value], tuple[Traced, ...]] = {}
        #: The questions under way, each with its place; and the outermost one that the answer being made rests on.
        self._open: dict[tuple[str, Value], int] = {}
        self._rests_on = _NONE
        self._steps = 0

    def trace(self, path: str, value: Value) -> tuple[Traced, ...]:
        """Everything that `value`, of the file `path`, may be; never empty."""
        return self._trace(path, value) or (_UNKNOWN,)

    def resolved(self, path: str, value: Value) -> tuple[Resolved, ...]:
        """The same, with texts put together from several parts as not known."""
        return tuple(dict.fromkeys(t.value if isinstance(t, Text) else t for t in self.trace(path, value)))

    def _trace(self, path: str, value: Value) -> tuple[Traced, ...]:
        key = (path, value)
        if key in self._found:
            return self._found[key]
        place = len(self._open)
        if not place:
            self._steps, self._rests_on = 0, _NONE
        self._steps += 1
        if self._steps > _STEPS:
            self._rests_on = 0
            return (_UNKNOWN,)
        if key in self._open or place > _DEPTH:
            # A name that is bound to something made from itself adds nothing to its other values.
            self._rests_on = min(self._rests_on, self._open.get(key, 0))
            return ()
        outer, self._rests_on = self._rests_on, _NONE
        self._open[key] = place
        try:
            found = tuple(dict.fromkeys(self._step(path, value)))[:_LIMIT]
        finally:
            del self._open[key]
        if self._rests_on >= place:
            # It rests on nothing that is still under way.
            self._found[key] = found
            self._rests_on = outer
        else:
            self._rests_on = min(outer, self._rests_on)
        return found

    def _step(self, path: str, value: Value) -> Iterable[Traced]:
        match value:
            case Const(value=scalar, line=line):
                return (Literal(scalar, Span(path, line) if line else None),)
            case Elsewhere(path=there, value=inner):
                return self._trace(there, inner)
            case Choice(options=options, kind="or"):
                return self._either(path, options)
            case Choice(options=options, kind="and"):
                return self._trace(path, options[-1])
            case Call():
                return self._call(path, value)
            case Join(parts=parts):
                return self._joined(path, parts)
            case Binary(op="%", left=Const(value=str(text)), right=right):
                return self._formatted(path, text, right)
            case Binary():
                return self._arithmetic(path, value)
            case _:
                found = origins(self.project, path, value)
                if found is None:
                    return (_UNKNOWN,)
                return [traced for origin in found for traced in self._origin(origin)]

    def _origin(self, origin: Origin) -> Iterable[Traced]:
        match origin:
            case Written(path=path, value=value):
                return self._trace(path, value)
            case Variable(names=names, default=default, at=at, number=number):
                defaults = self._trace(default.path, default.value) if default is not None else ()
                return _reads(names, defaults, at, number)
            case _:
                return (origin,)

    def _either(self, path: str, options: tuple[Value, ...]) -> tuple[Traced, ...]:
        found = self._trace(path, options[0])
        for option in options[1:]:
            other = self._trace(path, option)
            found = tuple(dict.fromkeys(t for left in found for t in _or(left, other)))
        return found

    def _call(self, path: str, call: Call) -> Iterable[Traced]:
        found: list[Traced] = []
        known = False
        for thing in self.project.derive(evaluator).objects(path, call.callee):
            answer = None
            match thing:
                case External(path=dotted):
                    answer = self._library(path, dotted, call)
                case Made(path=dotted):
                    answer = self._library(path, f"{dotted}.__call__", call)
                case _:
                    pass
            if answer is not None:
                known = True
                found += answer
        for written in results(self.project, path, call):
            known = True
            found += self._trace(written.path, written.value)
        if not known and isinstance(call.callee, Attr):
            found += self._method(path, call.callee, call)
        # What is known to add nothing (an argument that no command gives) stays nothing.
        return found if known else found or (_UNKNOWN,)

    def _library(self, path: str, dotted: str, call: Call) -> Iterable[Traced] | None:
        """What one of a library's callables gives; None: it is not known."""
        reader = self.project.knowledge.env_readers.get(dotted)
        if reader is not None:
            return self._read(path, reader, call)
        match dotted, call.args:
            case "builtins.int" | "builtins.str" | "builtins.float", (inner, *_):
                return [_converted(dotted, traced) for traced in self._trace(path, inner)]
            case "typing.cast", (_, inner):
                return self._trace(path, inner)
            case "builtins.getattr", (base, Const(value=str(name)), *default):
                found = self._trace(path, Attr(base, name))
                if any(isinstance(t, Unknown) for t in found) and default:
                    return (*found, *self._trace(path, default[0]))
                return found
            case "builtins.max" | "builtins.min", (_, _):
                return [t for a in call.args for t in self._trace(path, a) if isinstance(t, Env)]
            case "pathlib.Path" | "os.fspath" | "os.path.abspath" | "os.path.realpath", (inner,):
                return self._trace(path, inner)
            case _:
                return None

    def _read(self, path: str, reader: EnvReader, call: Call) -> Iterable[Traced]:
        name = argument(call, *reader.name)
        default = argument(call, *reader.default)
        cast = argument(call, *reader.cast) if reader.cast is not None else None
        number = reader.number or cast == Imported("builtins.int")
        names = [t.value for t in self._trace(path, name) if isinstance(t, Literal)] if name is not None else []
        names = names or ([reader.variable] if name is None and reader.variable else [])
        defaults = self._trace(path, default) if default is not None else ()
        if number:
            # A reader that guesses the type from the default leaves a text as it is.
            numbers = [(d, _converted("builtins.int", d)) for d in defaults]
            defaults = tuple(d if isinstance(n, Unknown) and isinstance(d, Literal) else n for d, n in numbers)
        at = Span(path, call.line) if call.line else None
        return [t for n in names if isinstance(n, str) for t in _reads((n,), defaults, at, number)] or (_UNKNOWN,)

    def _method(self, path: str, callee: Attr, call: Call) -> Iterable[Traced]:
        """Methods of texts and mappings."""
        if callee.name in _PASSING:
            return self._trace(path, callee.base)
        if callee.name == "format" and isinstance(callee.base, Const) and isinstance(callee.base.value, str):
            return self._filled(path, callee.base.value, "{}", call.args)
        if callee.name == "replace" and len(call.args) >= 2:
            old, new = call.args[0], call.args[1]
            if isinstance(old, Const) and isinstance(new, Const):
                return [_replaced(t, str(old.value), str(new.value)) for t in self._trace(path, callee.base)]
        if callee.name in {"get", "pop", "setdefault"} and call.args and isinstance(call.args[0], Const):
            return self._looked_up(path, callee.base, call)
        return ()

    def _looked_up(self, path: str, base: Value, call: Call) -> Iterable[Traced]:
        from runready_linter.values import Item

        key = call.args[0]
        default = argument(call, 1, "default")
        fallback = self._trace(path, default) if default is not None else (Literal(None),)
        found: list[Traced] = []
        for there, display in displays(self.project, path, base):
            inside = entries(display, key.value) if isinstance(key, Const) else None
            if inside is None:
                found.append(_UNKNOWN)
            elif inside:
                found += [t for v in inside for t in self._trace(there, v)]
            else:
                found += fallback
        if found:
            return found
        known = origins(self.project, path, Item(base, key))
        if known:
            return [t for origin in known for t in self._origin(origin)]
        return (_UNKNOWN, *fallback)

    def _joined(self, path: str, parts: tuple[Value, ...]) -> list[Traced]:
        alternatives = [self._trace(path, part)[:4] or (_UNKNOWN,) for part in parts]
        return [_text(chosen) for chosen in islice(product(*alternatives), _LIMIT)]

    def _formatted(self, path: str, text: str, right: Value) -> list[Traced]:
        return self._filled(path, text.replace("%d", "%s"), "%s", right.items if isinstance(right, Seq) else (right,))

    def _filled(self, path: str, text: str, mark: str, values: tuple[Value, ...]) -> list[Traced]:
        """A text with each mark replaced by the value in its turn; only plain marks are known."""
        pieces = text.split(mark)
        if len(pieces) != len(values) + 1:
            return [_text((Literal(pieces[0]), _UNKNOWN))] if pieces[0] else [_UNKNOWN]
        parts: list[Value] = [Const(pieces[0])]
        for value, piece in zip(values, pieces[1:], strict=True):
            parts += [value, Const(piece)]
        return self._joined(path, tuple(parts))

    def _arithmetic(self, path: str, value: Binary) -> list[Traced]:
        """Sums of a text and a text, a folder and a name, a port and an offset."""
        if value.op == "+":
            sides = [self._trace(path, value.left), self._trace(path, value.right)]
            if any(
                (isinstance(t, Literal) and isinstance(t.value, str)) or isinstance(t, Text) for s in sides for t in s
            ):
                return self._joined(path, (value.left, value.right))
        known = [o for o in self.project.derive(evaluator).objects(path, value) if isinstance(o, Known)]
        if known:
            return [Literal(o.value, o.at) for o in known]
        if value.op in "+-":
            # A port beside the platform's follows the variable too.
            read = [t for t in self._trace(path, value.left) if isinstance(t, Env)]
            return [replace(t, default=None) for t in read] or [_UNKNOWN]
        return [_UNKNOWN]


def tracer(project: Project) -> Tracer:
    """The project's tracer: `project.derive(tracer)`."""
    return Tracer(project)


def _reads(names: tuple[str, ...], defaults: Iterable[Traced], at: Span | None, number: bool) -> list[Traced]:
    """Reads of a variable, one for each thing that may stand in for it."""
    found: list[Traced] = []
    plain_defaults: list[Resolved | None] = [*(d.value if isinstance(d, Text) else d for d in defaults)] or [None]
    for default in plain_defaults:
        read: Resolved | None = None if isinstance(default, Literal) and default.value is None else default
        for name in reversed(names):
            read = Env(name, read, at, number)
        assert read is not None
        found.append(read)
    return found


def _or(left: Traced, right: tuple[Traced, ...]) -> Iterable[Traced]:
    """`left or right`."""
    match left:
        case Literal(value=value):
            return (left,) if value else right
        case Env(default=None):
            return [replace(left, default=r.value if isinstance(r, Text) else r) for r in right] or (left,)
        case Env(default=inner) if inner is not None:
            return [replace(left, default=d.value if isinstance(d, Text) else d) for d in _or(inner, right)]
        case Unknown():
            return (left, *right)
        case _:
            return (left,)


def _converted(dotted: str, traced: Traced) -> Traced:
    match traced:
        case Env(default=default):
            inner = _converted(dotted, default) if default is not None else None
            return replace(
                traced, default=inner.value if isinstance(inner, Text) else inner, number=dotted != "builtins.str"
            )
        case Literal(value=str() | int() | float() as scalar, at=at) if not isinstance(scalar, bool):
            try:
                return Literal({"int": int, "str": str, "float": float}[dotted.rpartition(".")[2]](scalar), at)
            except (ValueError, OverflowError):
                return Unknown("no number")
        case Text() if dotted == "builtins.str":
            return traced
        case Literal(value=None):
            return Unknown("no number")
        case _:
            return _UNKNOWN


def _replaced(traced: Traced, old: str, new: str) -> Traced:
    match traced:
        case Literal(value=str(text)):
            return replace(traced, value=text.replace(old, new))
        case Env(default=Literal(value=str(text)) as default):
            return replace(traced, default=replace(default, value=text.replace(old, new)))
        case Text(pattern=pattern):
            return replace(traced, pattern=pattern.replace(old, new))
        case _:
            return traced


def _text(parts: Iterable[Traced]) -> Traced:
    """Parts as one text: a literal where all are, the one value that it is, else a text with holes."""
    nowhere = Span("", 0)
    words: list[Text] = []
    at: Span | None = None
    for part in parts:
        match part:
            case Text():
                words.append(part)
                at = at or (part.at if part.at.line else None)
            case Literal(value=value):
                words.append(plain("" if value is None else str(value), nowhere))
                at = at or part.at
            case _:
                words.append(hole(part, nowhere))
    text = joined(words, at or nowhere, between="")
    if text.known is not None:
        return Literal(text.known, at)
    return text.value if len(text.pattern) == 1 else text
