"""Following a value to what it is when the service runs: a literal, an environment variable, or not known.

`trace` never gives an empty answer, and says `Unknown` for each part that could not be followed, so that a rule which
needs certainty can be silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import count, islice, product
from string import Formatter

from runready_linter.findings import Span
from runready_linter.knowledge import EnvReader
from runready_linter.link import classes
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.objects import External, InstanceObject, Known, Made
from runready_linter.link.origins import Origin, Variable, Written, displays, entries, origins, results
from runready_linter.link.project import Project
from runready_linter.link.traced import Traced, converted, either, mapped, put_together, reads
from runready_linter.resolved import Env, Literal, Resolved, Unknown
from runready_linter.shell.text import Text
from runready_linter.values import (
    Attr,
    Binary,
    Call,
    Choice,
    Const,
    Elsewhere,
    Imported,
    Join,
    Opaque,
    Seq,
    Table,
    Value,
)

_LIMIT = 24
_DEPTH = 60
#: Steps for one question: what takes more is unknown.
_STEPS = 3000
_NONE = 1 << 30
#: Methods of texts that leave a port, a host or the scheme of a URL as it is.
_PASSING = frozenset(
    {"strip", "rstrip", "lstrip", "removesuffix", "encode", "decode", "resolve", "absolute", "as_posix", "split"}
)
#: Methods that change the letters' case.
_CASES: Mapping[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "title": str.title,
    "casefold": str.casefold,
}
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
            case Binary(op="%", left=left, right=right):
                templates = [t for t in self._trace(path, left)[:4] if isinstance(t, Literal)]
                filled = [t for template in templates for t in self._formatted(path, template, right)]
                return filled or self._arithmetic(path, value)
            case Binary():
                return self._arithmetic(path, value)
            case _:
                found = origins(self.project, path, value)
                if found is None:
                    return (_UNKNOWN,)
                traced = [traced for origin in found for traced in self._origin(origin)]
                # `PORT = int(PORT)` behind another binding of the name.
                own = Call(Imported("builtins.int"), (value,))
                if any(isinstance(o, Written) and _is_same_call(o.value, own) for o in found):
                    return [converted("builtins.int", t) for t in traced]
                return traced

    def _origin(self, origin: Origin) -> Iterable[Traced]:
        match origin:
            case Written(path=path, value=value):
                return self._trace(path, value)
            case Variable(names=names, default=default, at=at, number=number):
                defaults = self._trace(default.path, default.value) if default is not None else ()
                return reads(names, defaults, at, number)
            case _:
                return (origin,)

    def _either(self, path: str, options: tuple[Value, ...]) -> tuple[Traced, ...]:
        found = self._trace(path, options[0])
        for option in options[1:]:
            other = self._trace(path, option)
            found = tuple(dict.fromkeys(t for left in found for t in either(left, other)))
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
                    answer = self._library(path, f"{dotted}.__call__", call, thing)
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

    def _library(
        self, path: str, dotted: str, call: Call, reader_object: Made | None = None
    ) -> Iterable[Traced] | None:
        """What one of a library's callables gives; None: it is not known. `reader_object`: the object that is called."""
        reader = self.project.knowledge.env_readers.get(dotted)
        if reader is not None:
            return self._read(path, reader, call, reader_object)
        match dotted, call.args:
            case "builtins.int" | "builtins.str" | "builtins.float", (inner, *_):
                return [converted(dotted, traced) for traced in self._trace(path, inner)]
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

    def _read(self, path: str, reader: EnvReader, call: Call, reader_object: Made | None) -> Iterable[Traced]:
        name = argument(call, *reader.name)
        default = argument(call, *reader.default)
        cast = argument(call, *reader.cast) if reader.cast is not None else None
        number = reader.number or cast == Imported("builtins.int")
        names = [t.value for t in self._trace(path, name) if isinstance(t, Literal)] if name is not None else []
        names = names or ([reader.variable] if name is None and reader.variable else [])
        defaults = self._trace(path, default) if default is not None else ()
        if number:
            # A reader that guesses the type from the default leaves a text as it is.
            numbers = [(d, converted("builtins.int", d)) for d in defaults]
            defaults = tuple(d if isinstance(n, Unknown) and isinstance(d, Literal) else n for d, n in numbers)
        at = _read_at(path, call, name)
        if reader.prefixes:
            before = prefix_of(self.project, path, call, reader)
            names = [before + n for n in names if isinstance(n, str)]
        if default is None and reader.scheme and len(names) == 1:
            declared = self._scheme(path, call, str(names[0]), reader_object)
            if declared is not None:
                defaults, at = declared
        return [t for n in names if isinstance(n, str) for t in reads((n,), defaults, at, number)] or (_UNKNOWN,)

    def _scheme(
        self, path: str, call: Call, name: str, reader_object: Made | None
    ) -> tuple[tuple[Traced, ...], Span | None] | None:
        """The default that the reader's constructor gives a variable, `Env(PORT=(int, 8000))`, and where it stands."""
        base = call.callee.base if isinstance(call.callee, Attr) else None
        things = [reader_object] if reader_object is not None else []
        things += [t for t in self.project.derive(evaluator).objects(path, base) if isinstance(t, Made)] if base else []
        for made in things:
            declared = dict(made.call.keywords).get(name)
            if isinstance(declared, Seq) and len(declared.items) == 2:
                found = self._trace(made.site.path, declared.items[1])
                line = getattr(declared.items[1], "line", 0) or declared.line
                return found, Span(made.site.path, line) if line else None
        return None

    def _method(self, path: str, callee: Attr, call: Call) -> Iterable[Traced]:
        """Methods of texts and mappings."""
        if callee.name in _PASSING:
            return self._trace(path, callee.base)
        if callee.name in _CASES and not call.args:
            return [mapped(t, _CASES[callee.name]) for t in self._trace(path, callee.base)]
        if callee.name == "format":
            return self._format(path, callee.base, call)
        if callee.name == "replace" and len(call.args) >= 2:
            old, new = call.args[0], call.args[1]
            if isinstance(old, Const) and isinstance(new, Const):
                return [
                    mapped(t, lambda text: text.replace(str(old.value), str(new.value)))
                    for t in self._trace(path, callee.base)
                ]
        if callee.name in {"get", "pop", "setdefault"} and call.args and isinstance(call.args[0], Const):
            return self._looked_up(path, callee.base, call)
        return ()

    def _looked_up(self, path: str, base: Value, call: Call) -> Iterable[Traced]:
        from runready_linter.values import Item

        key = call.args[0]
        default = argument(call, 1, "default")
        if len(call.args) > 1 and self._is_parser(path, base):
            # A section and an option.
            default = argument(call, -1, "fallback")
            return self._trace(path, default) if default is not None else (_UNKNOWN,)
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

    def _is_parser(self, path: str, base: Value) -> bool:
        """Whether a value is a parser of INI files, whose `get` takes a section and an option."""
        for thing in self.project.derive(evaluator).objects(path, base):
            match thing:
                case Made(path=dotted):
                    bases = frozenset({dotted})
                case InstanceObject(cls=cls):
                    bases = classes.library_bases(self.project, cls)
                case _:
                    continue
            if any(b.startswith("configparser.") for b in bases):
                return True
        return False

    def _joined(self, path: str, parts: tuple[Value, ...]) -> list[Traced]:
        alternatives = [self._trace(path, part)[:4] or (_UNKNOWN,) for part in parts]
        return [put_together(chosen) for chosen in islice(product(*alternatives), _LIMIT)]

    def _format(self, path: str, base: Value, call: Call) -> list[Traced]:
        """`"{}:{port}".format(host, port=port)`, also of a template that is a name; only plain fields are known."""
        found: list[Traced] = []
        given = dict(call.keywords)
        for template in self._trace(path, base)[:4]:
            if not isinstance(template, Literal) or not isinstance(template.value, str):
                found.append(_UNKNOWN)
                continue
            parts: list[Value] = []
            try:
                pieces = list(Formatter().parse(template.value))
            except ValueError:
                pieces = []
            numbers = count()
            for before, name, _, _ in pieces:
                parts.append(_of_template(path, template, before))
                if name is None:
                    continue
                place = int(name) if name.isdigit() else next(numbers) if not name else -1
                value = call.args[place] if 0 <= place < len(call.args) else given.get(name)
                parts.append(value if value is not None else Opaque("a field"))
            found += self._joined(path, tuple(parts)) if parts else [_UNKNOWN]
        return found

    def _formatted(self, path: str, template: Literal, right: Value) -> list[Traced]:
        """`"%s:%d" % (host, port)`; only plain marks are known, in the order of the values or by name."""
        text = template.value
        if not isinstance(text, str):
            return []
        tables = [t for _, t in displays(self.project, path, right) if isinstance(t, Table)] if "%(" in text else []
        if tables:
            fields = re.sub(r"%\((\w+)\)[sd]", r"{\1}", text.replace("{", "{{").replace("}", "}}"))
            named = tuple((str(k.value), v) for k, v in tables[0].pairs if isinstance(k, Const))
            base = _of_template(path, template, fields)
            return self._format(path, base, Call(Opaque("format"), (), named))
        values = right.items if isinstance(right, Seq) else (right,)
        pieces = text.replace("%d", "%s").split("%s")
        if len(pieces) != len(values) + 1:
            return [put_together((replace(template, value=pieces[0]), _UNKNOWN))] if pieces[0] else [_UNKNOWN]
        parts = [_of_template(path, template, pieces[0])]
        for value, piece in zip(values, pieces[1:], strict=True):
            parts += [value, _of_template(path, template, piece)]
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


def _is_same_call(value: Value, other: Call) -> bool:
    return isinstance(value, Call) and (value.callee, value.args) == (other.callee, other.args)


def _read_at(path: str, call: Call, name: Value | None) -> Span | None:
    """Where a variable is read: where a helper of the project that reads any variable is told which."""
    if isinstance(name, Elsewhere) and isinstance(name.value, Const) and name.value.line:
        return Span(name.path, name.value.line)
    return Span(path, call.line) if call.line else None


def prefix_of(project: Project, path: str, call: Call, reader: EnvReader) -> str:
    """What the `with` blocks round a read put before the variable's name: `with env.prefixed("SHOP_"):`."""
    blocks = project.derive(prefix_blocks).get((path, reader.prefixes), ())
    return "".join(prefix for first, last, prefix in blocks if first < call.line <= last)


def prefix_blocks(project: Project) -> Mapping[tuple[str, str], tuple[tuple[int, int, str], ...]]:
    """The `with` blocks that put a prefix before variables, by file and method: first line, last line, prefix."""
    methods = {reader.prefixes for reader in project.knowledge.env_readers.values() if reader.prefixes}
    found: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for path, function in project.functions():
        for site in function.calls:
            match site.call:
                case Call(callee=Attr(name=name), args=(Const(value=str(prefix)), *_)) if (
                    site.managed and name in methods
                ):
                    last = _end_of_block(
                        (project.read(path) or b"").decode(errors="replace").splitlines(), site.loc.line
                    )
                    found.setdefault((path, name), []).append((site.loc.line, last, prefix))
                case _:
                    pass
    return {key: tuple(sorted(blocks)) for key, blocks in found.items()}


def _end_of_block(lines: list[str], first: int) -> int:
    """The last line of the block that begins below a line, by its indentation."""
    if first > len(lines):
        return first
    outer = len(lines[first - 1]) - len(lines[first - 1].lstrip())
    for number, line in enumerate(lines[first:], first + 1):
        if line.strip() and len(line) - len(line.lstrip()) <= outer:
            return number - 1
    return len(lines)


def _of_template(path: str, template: Literal, piece: str) -> Value:
    """A piece of a template, which stands where the template does."""
    at = template.at
    return (
        Elsewhere(at.path, Const(piece, at.line))
        if at is not None and at.path != path
        else Const(piece, at.line if at else 0)
    )


def tracer(project: Project) -> Tracer:
    """The project's tracer: `project.derive(tracer)`."""
    return Tracer(project)
