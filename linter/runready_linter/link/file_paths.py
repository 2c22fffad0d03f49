"""Paths of local files, as far as they are literal: put together by joining, dividing, formatting, or as `Path` objects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from runready_linter.findings import Span
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.objects import External, Held, Inside, Made
from runready_linter.link.origins import Variable, Written, origins, results
from runready_linter.link.project import Project
from runready_linter.link.server_calls import in_image
from runready_linter.link.templates import filled
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Env, Literal, Unknown
from runready_linter.shell.text import Text
from runready_linter.values import (
    Attr,
    Binary,
    Call,
    Choice,
    Const,
    Elsewhere,
    Entered,
    Global,
    Imported,
    Item,
    Join,
    Local,
    Param,
    Value,
)

#: Stands for a part that is not known: any text at all.
ANY = "\0"
#: Stands for a folder of the application's own, wherever it is installed.
HERE = "\1"
_MOST, _DEPTH = 8, 12
_JOINERS = frozenset({"os.path.join", "posixpath.join", "pathlib.Path", "pathlib.PurePath", "werkzeug.utils.safe_join",
                      "flask.safe_join", "django.utils._os.safe_join", "anyio.Path"})  # fmt: skip
_SAME_METHODS = frozenset({"resolve", "absolute", "as_posix", "expanduser", "strip", "rstrip", "__str__"})
_OWN = frozenset({"os.getcwd", "pathlib.Path.cwd", "os.path.dirname", "os.path.expanduser", "pathlib.Path.home"})
_OWN_ATTRIBUTES = frozenset({"root_path", "instance_path", "BASE_DIR", "parent", "static_folder"})
_TEMPORARY = ("tempfile.", "anyio.gettempdir")


@dataclass(frozen=True, slots=True)
class FilePath:
    """A path.

    Args:
        pattern: its text, with `ANY` for each part that is not known and `HERE` for the application's own folder.
        variables: environment variables without a default that it depends on.
        temporary: it lies under a temporary folder.
        at: where its first literal stands.
    """

    pattern: str
    variables: tuple[str, ...] = ()
    temporary: bool = False
    at: Span | None = None

    @property
    def known(self) -> bool:
        """Whether it is known to be a path of the instance: by its beginning, or by a literal part of a name."""
        return bool(self.pattern.replace(ANY, "").strip("/. ")) and not self.temporary

    @property
    def shown(self) -> str:
        """For messages."""
        text = self.pattern.replace(HERE + "/", "").replace(HERE, ".").replace(ANY, "\N{HORIZONTAL ELLIPSIS}")
        return re.sub("\N{HORIZONTAL ELLIPSIS}+", "\N{HORIZONTAL ELLIPSIS}", text)


class FilePaths:
    """Reads paths of one project, remembering what it found: `project.derive(file_paths)`."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._folders = project.knowledge.temp_files.folders
        self._found: dict[tuple[str, Value], tuple[FilePath, ...]] = {}

    def of(self, path: str, value: Value, depth: int = 0) -> tuple[FilePath, ...]:
        """The paths that a value of the file `path` may be; () where it is none or nothing is known of it."""
        key = (path, value)
        if key not in self._found:
            self._found[key] = ()
            if depth < _DEPTH:
                self._found[key] = tuple(dict.fromkeys(self._of(path, value, depth + 1)))[:_MOST]
        return self._found[key]

    def _of(self, path: str, value: Value, depth: int) -> Iterable[FilePath]:
        match value:
            case Const(value=str(text), line=line):
                return [self._made(text, at=Span(path, line) if line else None)]
            case Const(value=bytes() | None):
                return []
            case Elsewhere(path=there, value=inner):
                return self.of(there, inner, depth)
            case Entered(of=of):
                return self.of(path, of, depth)
            case Imported(path="__file__") | Global(name="__file__") | Imported(path="builtins.__file__"):
                return [FilePath(HERE)]
            case Join(parts=joined):
                return self._put_together(path, joined, "", depth)
            case Binary(op="/", left=left, right=right):
                return self._put_together(path, (left, right), "/", depth) if self.of(path, left, depth) else []
            case Binary(op="+", left=left, right=right):
                return self._put_together(path, (left, right), "", depth) if self.of(path, left, depth) else []
            case Binary(op="%") if (join := filled(value)) is not None:
                return self._put_together(path, join.parts, "", depth)
            case Choice(options=options):
                return [p for option in options for p in self.of(path, option, depth)]
            case Call():
                return self._call(path, value, depth)
            case Item(base=Attr(base=base, name="parents")):
                return [_parent(p) for p in self.of(path, base, depth)] or [FilePath(HERE)]
            case Global() | Local() | Param() | Attr() | Item() | Imported():
                return self._named(path, value, depth)
            case _:
                return []

    def _made(self, text: str, variables: tuple[str, ...] = (), at: Span | None = None) -> FilePath:
        temporary = any(text == f or text.startswith(f + "/") for f in self._folders)
        return FilePath(text, variables, temporary, at)

    def _put_together(self, path: str, parts: tuple[Value, ...], between: str, depth: int) -> Iterable[FilePath]:
        alternatives = [self.of(path, part, depth)[:3] or (FilePath(ANY),) for part in parts]
        for chosen in islice(product(*alternatives), _MOST):
            text = ""
            for part in chosen:
                text = part.pattern if between and part.pattern.startswith("/") else (
                    f"{text.rstrip('/')}{between}{part.pattern}" if text and between else text + part.pattern
                )  # fmt: skip
            variables = tuple(v for part in chosen for v in part.variables)
            at = next((part.at for part in chosen if part.at is not None), None)
            made = self._made(text, variables, at)
            yield FilePath(made.pattern, variables, made.temporary or chosen[0].temporary, at)

    def _call(self, path: str, call: Call, depth: int) -> Iterable[FilePath]:
        found: list[FilePath] = []
        for thing in self.project.derive(evaluator).objects(path, call.callee):
            if not isinstance(thing, External):
                continue
            if thing.path in _JOINERS and call.args:
                if thing.path.endswith(".Path") or self.of(path, call.args[0], depth) or len(call.args) > 1:
                    found += self._put_together(path, call.args, "/", depth)
            elif thing.path.startswith(_TEMPORARY):
                found.append(FilePath(ANY, temporary=True))
            elif thing.path in self.project.knowledge.env_readers:
                found += self._read(path, thing.path, call, depth)
            elif thing.path in _OWN:
                inner = [p for a in call.args[:1] for p in self.of(path, a, depth)]
                found += [_parent(p) for p in inner] if thing.path.endswith("dirname") else [FilePath(HERE)]
            elif thing.path in self.project.knowledge.temp_files.same and call.args:
                found += self.of(path, call.args[-1 if thing.path == "typing.cast" else 0], depth)
            elif thing.path in {"werkzeug.utils.secure_filename", "werkzeug.secure_filename"}:
                found.append(FilePath(ANY))
        for written in results(self.project, path, call):
            found += self.of(written.path, written.value, depth)
        match call.callee:
            case Attr(base=base, name="joinpath"):
                found += self._put_together(path, (base, *call.args), "/", depth)
            case Attr(base=base, name=name) if name in _SAME_METHODS:
                found += self.of(path, base, depth)
            case Attr(base=base, name="with_suffix" | "with_name"):
                new = "".join(str(a.value) for a in call.args if isinstance(a, Const))
                found += [
                    FilePath(f"{_parent(p).pattern}/{ANY}{new}", p.variables, p.temporary)
                    for p in self.of(path, base, depth)
                ]
            case Attr(name="format") if (join := filled(call)) is not None:
                found += self._put_together(path, join.parts, "", depth)
            case Attr(name="get") if call.args:
                found += self._traced(path, call)
            case _:
                pass
        return found

    def _read(self, path: str, reader: str, call: Call, depth: int) -> Iterable[FilePath]:
        """What a variable holds; where its default is put together, as far as that is known."""
        found = [*self._traced(path, call)]
        default = argument(call, *self.project.knowledge.env_readers[reader].default)
        if default is not None and not any(p.known or p.temporary for p in found):
            return self.of(path, default, depth) or found
        return found

    def _traced(self, path: str, value: Value) -> Iterator[FilePath]:
        for traced in self.project.derive(tracer).trace(path, value):
            yield from self._resolved(in_image(self.project, traced) if isinstance(traced, Env) else traced)

    def _resolved(self, traced: object) -> Iterator[FilePath]:
        match traced:
            case Literal(value=str(text), at=at):
                yield self._made(text, at=at)
            case Env(name=name, default=default):
                if default is None:
                    yield FilePath(ANY, (name,))
                else:
                    yield from self._resolved(default)
            case Text(pattern=pattern, at=at):
                yield self._made("".join(c if c.isprintable() else ANY for c in pattern), at=at)
            case Unknown(begins=text) if text:
                yield self._made(text + ANY)
            case _:
                pass

    def _named(self, path: str, value: Value, depth: int) -> Iterable[FilePath]:
        found: list[FilePath] = []
        steps = origins(self.project, path, value)
        for step in steps or ():
            match step:
                case Written(path=there, value=inner):
                    found += self.of(there, inner, depth)
                case Variable():
                    found += self._traced(path, value)
                    break
                case Literal() | Env():
                    found += self._resolved(step)
                case _:
                    pass
        if not found and isinstance(value, Attr) and value.name in _OWN_ATTRIBUTES:
            return [_parent(p) for p in self.of(path, value.base, depth)] or [FilePath(HERE)]
        if not found and isinstance(value, Attr) and value.name in {"name", "path"}:
            return self.of(path, value.base, depth) if self._is_temporary(path, value.base) else []
        if not found and self._is_temporary(path, value):
            return [FilePath(ANY, temporary=True)]
        return found

    def _is_temporary(self, path: str, value: Value) -> bool:
        def made(thing: object) -> bool:
            match thing:
                case Held(what=inner) | Inside(of=inner):
                    return made(inner)
                case Made(path=dotted) | External(path=dotted):
                    return dotted.startswith(_TEMPORARY)
                case _:
                    return False

        return any(made(o) for o in self.project.derive(evaluator).objects(path, value))


def _parent(found: FilePath) -> FilePath:
    if found.pattern in {HERE, ANY}:
        return found
    head, separator, _ = found.pattern.rpartition("/")
    return FilePath(head if separator else HERE, found.variables, found.temporary, found.at)


def file_paths(project: Project) -> FilePaths:
    """The project's paths: `project.derive(file_paths)`."""
    return FilePaths(project)
