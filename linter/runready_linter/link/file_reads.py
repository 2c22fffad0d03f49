"""Files that an earlier request wrote, opened as if they were still there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from runready_linter.facts import CallSite, Function
from runready_linter.findings import Span
from runready_linter.link.callgraph import graph, lexical
from runready_linter.link.contexts import contexts
from runready_linter.link.elsewhere import in_test, runs_elsewhere
from runready_linter.link.evaluate import argument
from runready_linter.link.file_paths import ANY, HERE, FilePath, file_paths
from runready_linter.link.imports import of_imported
from runready_linter.link.kept_files import FileWrite, file_writes
from runready_linter.link.objects import External
from runready_linter.link.project import Project
from runready_linter.steps import Block, Branch, Cases, Loop, Step, Try, With
from runready_linter.values import Attr, Call, Const, Imported, Seq, Table, Value

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AssumedFile:
    """A call that opens a file which only an earlier request may have written, and the writes that made it."""

    file: FilePath
    span: Span
    writes: tuple[Span, ...]


def assumed_files(project: Project) -> tuple[AssumedFile, ...]:
    """Every open of a written file whose absence nobody handles: `project.derive(assumed_files)`."""
    written = _Written(project.derive(file_writes))
    return tuple(_reads(project, written)) if written.any and not _answers_absence(project) else ()


def _answers_absence(project: Project) -> bool:
    """Whether the application has a handler of its own for files that are not there."""
    kept = project.knowledge.kept_files
    absence = kept.absence - {"Exception", "BaseException"}
    for path, function in project.functions():
        calls = [d for d in function.decorators if isinstance(d, Call)] + [s.call for s in function.calls]
        for call in calls if project.serves(path) else ():
            named = _last(call.callee) in kept.error_handlers
            if named and any(_names(a) & absence for a in call.args[:1]):
                return True
            tables = [v for k, v in call.keywords if k == "exception_handlers" and isinstance(v, Table)]
            if any(_names(key) & absence for table in tables for key, _ in table.pairs):
                return True
    return False


class _Written:
    """What is written, by its path."""

    def __init__(self, writes: Iterable[FileWrite]) -> None:
        self._exact: dict[str, list[FileWrite]] = {}
        self._by_folder: dict[str, list[FileWrite]] = {}
        for write in writes:
            pattern = _bare(write.file.pattern)
            self._exact.setdefault(pattern, []).append(write)
            if (folder := _folder(pattern)) is not None:
                self._by_folder.setdefault(folder, []).append(write)

    @property
    def any(self) -> bool:
        return bool(self._exact)

    def of(self, file: FilePath) -> list[FileWrite]:
        """The writes that may have made a file: of the same path, or of one in the same folder that a name which is
        not known may stand for."""
        pattern = _bare(file.pattern)
        if pattern in self._exact:
            return self._exact[pattern]
        folder = _folder(pattern)
        return [w for w in self._by_folder.get(folder, ()) if _may_be(pattern, _bare(w.file.pattern))] if folder else []


def _bare(pattern: str) -> str:
    return pattern.replace(f"{HERE}/", "").removeprefix("./")


def _folder(pattern: str) -> str | None:
    """The folder of a path of which only the last name is not known."""
    folder, slash, name = pattern.rpartition("/")
    return folder if slash and folder and ANY in name and ANY not in folder else None


def _may_be(read: str, written: str) -> bool:
    name, other = read.rpartition("/")[2], written.rpartition("/")[2]
    return _fits(name, other) or _fits(other, name)


def _fits(name: str, pattern: str) -> bool:
    return re.fullmatch(".+".join(map(re.escape, pattern.split(ANY))), name, re.DOTALL) is not None


def _reads(project: Project, written: _Written) -> Iterator[AssumedFile]:
    kept = project.knowledge.kept_files
    rows = {d: r for d, r in kept.readers.items() if d.startswith("builtins.")} | of_imported(project, kept.readers)
    names = {d.rpartition(".")[2] for d in rows} | kept.reader_methods | {"open"}
    when = project.derive(contexts)
    for path, function in project.functions():
        if not project.serves(path) or not when.of(path, function.qualname).keys() & {"serving", "background"}:
            continue
        for site in function.calls:
            if _last(site.call.callee) not in names or runs_elsewhere(site.guards):
                continue
            value = _read(project, path, site.call, rows)
            files = project.derive(file_paths).of(path, value) if value is not None else ()
            writes = [w for f in files for w in written.of(f)]
            if not writes or _is_there(project, path, function, site, files, writes):
                continue
            if in_test(project, path, function.qualname) or _is_handled(project, path, function, site):
                continue
            spans = tuple(dict.fromkeys(w.span for w in writes))
            yield AssumedFile(writes[0].file, project.span(path, site.loc), spans)


def _read(
    project: Project, path: str, call: Call, rows: dict[str, tuple[tuple[int, str], tuple[int, str] | None]]
) -> Value | None:
    """The path that a call reads from; None: it reads none, or may make the file."""
    for thing in project.derive(lexical).objects(path, call.callee):
        if isinstance(thing, External) and thing.path in rows:
            place, mode = rows[thing.path]
            return argument(call, *place) if mode is None or _is_reading(argument(call, *mode)) else None
    if not isinstance(call.callee, Attr):
        return None
    if call.callee.name in project.knowledge.kept_files.reader_methods:
        return call.callee.base
    if call.callee.name == "open" and _is_reading(argument(call, 0, "mode")):
        return call.callee.base
    return None


def _is_reading(mode: Value | None) -> bool:
    return mode is None or (
        isinstance(mode, Const) and isinstance(mode.value, str) and not set("wax") & set(mode.value)
    )


def _is_there(
    project: Project,
    path: str,
    function: Function,
    site: CallSite,
    files: tuple[FilePath, ...],
    writes: list[FileWrite],
) -> bool:
    """Whether a file is there without an earlier request: this function or the start writes it, or the image has it."""
    when = project.derive(contexts)
    for write in writes:
        if (write.path, write.function) == (path, function.qualname) and write.span.line < site.loc.line:
            return True
        if when.of(write.path, write.function).keys() & {"import", "start"}:
            return True
    for file in files:
        bare = file.pattern.replace(HERE, "").strip("/").removeprefix("./")
        folder = path.rpartition("/")[0]
        if bare and ANY not in bare and any(project.read(f"{f}/{bare}".strip("/")) is not None for f in ("", folder)):
            return True
    # A call before it may write the file (`save(data)` and then `load()`).
    edges = project.derive(graph).out.get((path, function.qualname), ())
    writers = {(w.path, w.function) for w in writes}
    return any((e.target.path, e.target.qualname) in writers and e.site.loc.line < site.loc.line for e in edges)


def _is_handled(project: Project, path: str, function: Function, site: CallSite) -> bool:
    """Whether the absence of the file is handled: tested, listed or caught, here or by every caller."""
    if _asks(project, path, function) or _is_caught(project, path, function, site.loc.line):
        return True
    callers = [
        e for e in project.derive(graph).into.get((path, function.qualname), ()) if e.caller != function.qualname
    ]
    return bool(callers) and all(
        (caller := project.python[e.path].functions.get(e.caller)) is not None
        and (_asks(project, e.path, caller) or _is_caught(project, e.path, caller, e.site.loc.line))
        for e in callers
    )


def _asks(project: Project, path: str, function: Function) -> bool:
    """Whether a function asks which files there are, itself or by a helper that does nothing else about it."""
    return _asks_itself(project, function) or any(
        (helper := project.python[e.target.path].functions.get(e.target.qualname)) is not None
        and _asks_itself(project, helper)
        and not any(_last(s.call.callee) in {"makedirs", "mkdir"} for s in helper.calls)
        for e in project.derive(graph).out.get((path, function.qualname), ())
    )


def _asks_itself(project: Project, function: Function) -> bool:
    testers = project.knowledge.kept_files.testers
    return any(_last(site.call.callee) in testers for site in function.calls)


def _last(callee: Value) -> str:
    match callee:
        case Attr(name=name):
            return name
        case Imported(path=dotted):
            return dotted.rpartition(".")[2]
        case _:
            return ""


def _is_caught(project: Project, path: str, function: Function, line: int) -> bool:
    steps = project.files[path].lifecycles.get(function.qualname, ())
    return any(first <= line <= last for first, last in _caught(project.knowledge.kept_files.absence, steps))


def _caught(absence: frozenset[str], block: Block) -> Iterator[tuple[int, int]]:
    """The lines in which the absence of a file is caught."""
    for step in block:
        match step:
            case Try(body=body, handlers=handlers, line=line):
                if any(h.types is None or _names(h.types) & absence for h in handlers):
                    yield line, handlers[0].line - 1
            case With(context=Call(callee=callee, args=args), body=body):
                if _last(callee) == "suppress" and any(_names(a) & absence for a in args):
                    yield step.line, _end(body, step.line)
            case _:
                pass
        for inner in _blocks(step):
            yield from _caught(absence, inner)


def _names(types: Value) -> set[str]:
    return {_last(t) for t in types.items} if isinstance(types, Seq) else {_last(types)}


def _blocks(step: Step) -> Iterable[Block]:
    match step:
        case Branch(then=then, orelse=orelse):
            return (then, orelse)
        case Cases(blocks=blocks):
            return blocks
        case Loop(body=body, orelse=orelse):
            return (body, orelse)
        case Try(body=body, handlers=handlers, orelse=orelse, final=final):
            return (body, *(h.body for h in handlers), orelse, final)
        case With(body=body):
            return (body,)
        case _:
            return ()


def _end(block: Block, line: int) -> int:
    return max([line, *(s.line for s in block), *(_end(b, line) for s in block for b in _blocks(s))])
