"""Django's storages, and others like them: where uploads go that the code hands to a storage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runready_linter.facts import MODULE, CallSite
from runready_linter.findings import Span
from runready_linter.link.callgraph import lexical
from runready_linter.link.contexts import contexts
from runready_linter.link.database_urls import entry_span
from runready_linter.link.elsewhere import is_test_name, runs_elsewhere
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.file_paths import file_paths
from runready_linter.link.framework_settings import settings_named
from runready_linter.link.imports import may_be, of_imported, packages, tails
from runready_linter.link.objects import External, Held, Made
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.settings import django_settings
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Env, Literal
from runready_linter.values import Attr, Const, Item, Table, Value


@dataclass(frozen=True, slots=True)
class KeptFile:
    """Data that is kept in local files: the place that chooses it, what for a message, and the other places."""

    what: str
    span: Span
    users: tuple[Span, ...] = ()


def stored_files(project: Project) -> Iterator[KeptFile]:
    """What is handed to a storage that keeps it in a local folder, at the setting, constructor or call that says so."""
    by_setting = [*_by_setting(project)] if _is_default_local(project) else []
    yield from by_setting
    yield from _by_own_storage(project, by_setting=bool(by_setting))
    yield from _by_store(project)
    yield from _by_call(project, by_setting=bool(by_setting))


def _is_default_local(project: Project) -> bool:
    """Whether Django's default storage is a local folder."""
    if "django" not in project.derive(packages) and not project.derive(django_settings):
        return False
    return all(b.local for b in _backends(project))


def _by_setting(project: Project) -> Iterator[KeptFile]:
    """Uploads that go to the default storage: once, at the setting that says where that is."""
    found = [*_by_media_root(project)]
    if not found and not _names_media_root(project):
        found += _by_field(project, [b.span for b in _backends(project)])
    yield from found


@dataclass(frozen=True, slots=True)
class _Backend:
    span: Span
    local: bool


def _backends(project: Project) -> Iterator[_Backend]:
    """What the settings say of the default storage; one that is not known is taken for one elsewhere."""
    for setting in settings_named(project, frozenset({"DEFAULT_FILE_STORAGE"})):
        yield _Backend(setting.span, _is_local(project, setting.path, setting.value))
    for setting in settings_named(project, frozenset({"STORAGES"})):
        tables = [*displays(project, setting.path, setting.value)]
        for path, table in tables:
            yield from _entry(project, path, table, "default", setting.span)
        if not tables:
            yield _Backend(setting.span, False)
    # `STORAGES["default"] = {...}` and `STORAGES["default"]["BACKEND"] = ...`
    for path, facts in project.python.items():
        for store in facts.functions[MODULE].stores if project.serves(path) else ():
            if store.value is None or runs_elsewhere(store.guards):
                continue
            span = project.span(path, store.loc)
            match store.target:
                case Item(base=base, key=Const(value="default")) if _is_storages(base):
                    tables = [*displays(project, path, store.value)]
                    for there, table in tables:
                        yield from _entry(project, there, table, "BACKEND", span)
                    if not tables:
                        yield _Backend(span, False)
                case Item(base=Item(base=base, key=Const(value="default")), key=Const(value="BACKEND")) if _is_storages(
                    base
                ):
                    yield _Backend(span, _is_local(project, path, store.value))
                case _:
                    pass


def _is_storages(value: Value) -> bool:
    return getattr(value, "name", "") == "STORAGES"


def _entry(project: Project, path: str, table: object, key: str, span: Span) -> Iterator[_Backend]:
    """The backend that an entry of a setting names; the default storage is a local folder where it is left out."""
    if not isinstance(table, Table):
        return
    for name, value in table.pairs:
        if not isinstance(name, Const) or name.value != key:
            continue
        at = entry_span(path, name, value)
        if key == "BACKEND":
            yield _Backend(at, _is_local(project, path, value))
            continue
        inner = [*displays(project, path, value)]
        for there, display in inner:
            yield from _entry(project, there, display, "BACKEND", at)
        if not inner:
            yield _Backend(at, False)


def _is_local(project: Project, path: str, value: Value) -> bool:
    found = project.derive(tracer).resolved(path, value)
    return bool(found) and all(_names_local(project, v) for v in found)


def _names_local(project: Project, value: object) -> bool:
    while isinstance(value, Env) and value.default is not None:
        value = value.default
    return isinstance(value, Literal) and value.value in project.knowledge.kept_files.storages


def _by_media_root(project: Project) -> Iterator[KeptFile]:
    users = tuple(project.span(path, site.loc) for path, site in _fields(project))
    for setting in settings_named(project, frozenset({"MEDIA_ROOT"})):
        files = project.derive(file_paths).of(setting.path, setting.value)
        if any(f.known and not f.variables for f in files):
            yield KeptFile("MEDIA_ROOT with the default storage keeps uploads", setting.span, users)


def _by_field(project: Project, backends: list[Span]) -> Iterator[KeptFile]:
    """File fields of a project with settings that name no folder for them: the files go to the working directory, or to
    the folder that the storage's own options name."""
    if not project.derive(django_settings):
        return
    spans = [*backends, *(project.span(path, site.loc) for path, site in _fields(project))]
    if len(spans) > len(backends):
        yield KeptFile("a file field with the default storage keeps uploads", spans[0], tuple(spans[1:]))


def _fields(project: Project, *, own: bool = False) -> Iterator[tuple[str, CallSite]]:
    """The calls that make a model's field for files, with or without a storage of its own."""
    fields = project.knowledge.kept_files.fields
    names = tails(fields)
    if "django" not in project.derive(packages):
        return
    for path, function in project.functions():
        for site in function.calls if project.serves(path) else ():
            if any(k == "storage" for k, _ in site.call.keywords) is own and may_be(
                project, path, site.call.callee, names
            ):
                things = project.derive(lexical).objects(path, site.call.callee)
                if any(isinstance(o, External) and o.path in fields for o in things):
                    yield path, site


def _by_own_storage(project: Project, *, by_setting: bool) -> Iterator[KeptFile]:
    """`FileField(storage=FileSystemStorage(...))`, at the constructor of the storage."""
    for path, site in _fields(project, own=True):
        storage = argument(site.call, -1, "storage")
        for made in _made(project, path, storage) if storage is not None else ():
            if not _is_temporary(project, made) and not (by_setting and _follows_setting(made)):
                span = Span(made.site.path, made.site.line)
                yield KeptFile("a file field's own storage keeps uploads", span, (project.span(path, site.loc),))


def _by_store(project: Project) -> Iterator[KeptFile]:
    """Stores of other libraries, at their constructor."""
    stores = of_imported(project, project.knowledge.kept_files.stores)
    names = tails(stores)
    for path, function in project.functions():
        for site in function.calls if stores and project.serves(path) and not is_test_name(function.qualname) else ():
            if not may_be(project, path, site.call.callee, names) or runs_elsewhere(site.guards):
                continue
            for thing in project.derive(evaluator).objects(path, site.call.callee):
                if isinstance(thing, External) and thing.path in stores:
                    folder = argument(site.call, *stores[thing.path])
                    files = project.derive(file_paths).of(path, folder) if folder is not None else ()
                    if any(f.known and not f.variables for f in files):
                        yield KeptFile("a store for uploads is a local folder", project.span(path, site.loc))
                        break


def _made(project: Project, path: str, value: Value) -> Iterator[Made]:
    """The local storages that a value may be."""
    for thing in project.derive(evaluator).objects(path, value):
        made = thing.what if isinstance(thing, Held) else thing
        if isinstance(made, Made) and made.path in project.knowledge.kept_files.storages:
            yield made


def _follows_setting(made: Made) -> bool:
    """Whether a storage has no folder of its own."""
    return not (made.call.args or made.call.keywords) and "django" in made.path


def _is_temporary(project: Project, made: Made) -> bool:
    folder = argument(made.call, 0, "location")
    there = project.derive(file_paths).of(made.site.path, folder) if folder is not None else ()
    return any(f.temporary for f in there)


def _by_call(project: Project, *, by_setting: bool) -> Iterator[KeptFile]:
    """`FileSystemStorage(...).save(...)` in a handler; one without a folder of its own, and the default storage, follow
    MEDIA_ROOT."""
    kept = project.knowledge.kept_files
    if not of_imported(project, dict.fromkeys((*kept.storages, *kept.default_storages))):
        return
    local = not by_setting and _is_default_local(project) and not _names_media_root(project)
    when = project.derive(contexts)
    for path, function in project.functions():
        if not project.serves(path) or not when.of(path, function.qualname).keys() & {"serving"}:
            continue
        for site in function.calls:
            callee = site.call.callee
            if not isinstance(callee, Attr) or callee.name != "save" or is_test_name(function.qualname):
                continue
            for made in _made(project, path, callee.base):
                if not (by_setting and _follows_setting(made)) and not _is_temporary(project, made):
                    yield KeptFile("an upload is saved", project.span(path, site.loc))
                    break
            else:
                things = project.derive(evaluator).objects(path, callee.base) if local else ()
                if any(isinstance(o, External) and o.path in kept.default_storages for o in things):
                    yield KeptFile("an upload is saved", project.span(path, site.loc))


def _names_media_root(project: Project) -> bool:
    return any("MEDIA_ROOT" in facts.bindings for facts in project.python.values())
