"""The local files that the service writes to be read again: in handlers, through a storage, by a setting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runready_linter.facts import CallSite, Function
from runready_linter.findings import Span
from runready_linter.knowledge import FileWriter
from runready_linter.link.callgraph import lexical
from runready_linter.link.contexts import contexts
from runready_linter.link.elsewhere import in_test, runs_elsewhere, words
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.file_paths import ANY, FilePath, file_paths
from runready_linter.link.imports import of_imported
from runready_linter.link.objects import External, Held, Inside, Made
from runready_linter.link.obligations.making import OPENING
from runready_linter.link.project import Project
from runready_linter.link.storages import KeptFile, stored_files
from runready_linter.values import Attr, Binary, Call, Const, Imported, Value

_WORD = re.compile(r"[a-z]+")
_REMOVING = frozenset({"remove", "unlink", "rmtree", "missing_ok"})


@dataclass(frozen=True, slots=True)
class FileWrite:
    """A call that writes a local file which is neither temporary nor removed by the same function.

    Args:
        file: its path, known from the beginning.
        serving: it runs while the service serves.
        makes_up: it stands under a test that the file is absent, whose absence is thereby handled.
    """

    path: str
    function: str
    file: FilePath
    span: Span
    serving: bool
    makes_up: bool = False


def file_writes(project: Project) -> tuple[FileWrite, ...]:
    """Every write of a local file that is meant to last: `project.derive(file_writes)`."""
    return tuple(_writes(project))


def kept_files(project: Project) -> tuple[KeptFile, ...]:
    """What the service keeps in local files, once per cause: `project.derive(kept_files)`."""
    found: list[KeptFile] = []
    groups: dict[object, list[FileWrite]] = {}
    for write in project.derive(file_writes):
        if write.serving and not write.makes_up:
            groups.setdefault(write.file.pattern if ANY not in write.file.pattern else write.span, []).append(write)
    for first, *others in groups.values():
        users = tuple(dict.fromkeys(o.span for o in others if o.span != first.span))
        name = first.file.shown
        what = f"the file {name} is" if _WORD.search(name.lower()) else "files are"
        found.append(KeptFile(f"{what} written", first.span, users))
    found += stored_files(project)
    return tuple({(k.span.path, k.span.line): k for k in reversed(found)}.values())[::-1]


# Writes in functions


def _writes(project: Project) -> Iterator[FileWrite]:
    tables, kept = project.knowledge.temp_files, project.knowledge.kept_files
    rows = {d: r for d, r in tables.writers.items() if d not in kept.other}
    rows = {d: r for d, r in rows.items() if d.startswith("builtins.")} | of_imported(project, rows)
    methods = {n: r for n, r in tables.write_methods.items() if n not in kept.other}
    names = {d.rpartition(".")[2] for d in rows} | methods.keys() | kept.path_methods.keys()
    names |= {d.rpartition(".")[2] for d in kept.movers}
    when = project.derive(contexts)
    for path, function in project.functions():
        if not project.serves(path) or in_test(project, path, function.qualname):
            continue
        reached = when.of(path, function.qualname)
        for site in function.calls:
            if _last(site.call.callee) not in names or runs_elsewhere(site.guards):
                continue
            value, method = _written(project, path, site.call, rows, methods)
            files = project.derive(file_paths).of(path, value) if value is not None else ()
            unsure = method and not _is_upload(project, path, site.call.callee)
            file = next((f for f in files if _lasts(project, f, unsure)), None)
            if file is None or any(f.temporary for f in files):
                continue
            if is_removed(project, path, function, value, files):
                continue
            serving = bool(reached.keys() & {"serving", "background"})
            yield FileWrite(
                path, function.qualname, file, project.span(path, site.loc), serving, _makes_up(project, site)
            )


def _is_upload(project: Project, path: str, callee: Value) -> bool:
    """Whether a method is one of a file that a request brought: its `save` takes a path, whatever that looks like."""
    if not isinstance(callee, Attr):
        return False
    for thing in project.derive(evaluator).objects(path, callee.base):
        while isinstance(thing, Held | Inside):
            thing = thing.what if isinstance(thing, Held) else thing.of
        if isinstance(thing, External | Made) and project.knowledge.kept_files.uploads & set(thing.path.split(".")):
            return True
    return False


def _last(callee: Value) -> str:
    match callee:
        case Attr(name=name):
            return name
        case Imported(path=dotted):
            return dotted.rpartition(".")[2]
        case _:
            return ""


def _written(
    project: Project, path: str, call: Call, rows: dict[str, FileWriter], methods: dict[str, FileWriter]
) -> tuple[Value | None, bool]:
    """The path that a call writes to, and whether only a method's name says so."""
    external = False
    for thing in project.derive(lexical).objects(path, call.callee):
        if isinstance(thing, External) and thing.path in project.knowledge.kept_files.movers:
            return (_moved_to(project, path, call), False)
        if isinstance(thing, External) and thing.path in rows:
            row = rows[thing.path]
            return (_argument(call, row) if _is_writing(call, row.mode, row.mode is None) else None), False
        external = external or (
            isinstance(thing, External) and thing.path.partition(".")[0] in {"os", "shutil", "django"}
        )
    if not isinstance(call.callee, Attr) or external:
        return None, False
    name = call.callee.name
    place = project.knowledge.kept_files.path_methods
    if name in place and (name != "open" or _is_writing(call, place[name], False)):
        return call.callee.base, True
    if name not in methods or (name == "save" and _saves_content(project, path, call)):
        return None, False
    return _argument(call, methods[name]), True


def _argument(call: Call, row: FileWriter) -> Value | None:
    return next((v for place in (row.path, *row.others) if (v := argument(call, *place)) is not None), None)


def _saves_content(project: Project, path: str, call: Call) -> bool:
    """Whether a `save` is a storage's, which takes a name and the content, and not an image's."""
    if len(call.args) < 2 or isinstance(call.args[1], Const) or not isinstance(call.callee, Attr):
        return False
    things = project.derive(evaluator).objects(path, call.callee.base)
    return not any(
        isinstance(o, External | Made) and o.path.startswith(project.knowledge.kept_files.images) for o in things
    )


def _moved_to(project: Project, path: str, call: Call) -> Value | None:
    """Where something temporary is moved to; what was kept already is judged where it was written."""
    source, target = argument(call, 0, "src"), argument(call, 1, "dst")
    files = project.derive(file_paths).of(path, source) if source is not None else ()
    return None if any(_lasts(project, f, False) for f in files) else target


def _is_writing(call: Call, place: tuple[int, str] | None, always: bool) -> bool:
    mode = argument(call, *place) if place is not None else None
    if mode is not None and OPENING & set(words(mode)):
        return True
    return always or (isinstance(mode, Const) and isinstance(mode.value, str) and bool(set("wax+") & set(mode.value)))


def _lasts(project: Project, file: FilePath, method: bool) -> bool:
    """Whether a path is known from its beginning, and nothing in it says that the file is not meant to last."""
    text = file.pattern.lower()
    return (
        file.known
        and not file.variables
        and not text.startswith(ANY)
        and (not method or "/" in text or "." in text)
        and "://" not in text
        and not text.startswith(("/dev/", "/proc/"))
        and not project.knowledge.kept_files.passing & set(_WORD.findall(text))
    )


def _makes_up(project: Project, site: CallSite) -> bool:
    """Whether a file is written only where it is absent: its absence is handled."""
    testers = project.knowledge.kept_files.testers
    return any(
        isinstance(g, Binary) and g.op == "not" and isinstance(g.left, Call) and _last(g.left.callee) in testers
        for g in site.guards
    )


def is_removed(
    project: Project, path: str, function: Function, value: Value | None, files: tuple[FilePath, ...]
) -> bool:
    """Whether the function, or one that it defines, removes the file that a value names, or has it removed."""
    inner = f"{function.qualname}."
    for qualname, other in project.python[path].functions.items():
        if qualname != function.qualname and not qualname.startswith(inner):
            continue
        for site in other.calls:
            call = site.call
            named = [call.callee, *call.args]
            if not any(_last(v) in _REMOVING for v in named):
                continue
            about = [*call.args, *([call.callee.base] if isinstance(call.callee, Attr) else [])]
            if value in about or any(set(project.derive(file_paths).of(path, v)) & set(files) for v in about):
                return True
    return False
