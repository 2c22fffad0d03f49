"""Framework settings that choose a local database: Django's DATABASES, Flask-SQLAlchemy's URI."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, dirname

from runready_linter.facts import MODULE, Binding
from runready_linter.findings import Span
from runready_linter.link.database_urls import Choice, LocalDatabase, chosen_by_url, entry_span
from runready_linter.link.elsewhere import (
    in_test,
    is_development_name,
    is_production_name,
    is_test_name,
    runs_elsewhere,
    words,
)
from runready_linter.link.launch import image_variables
from runready_linter.link.objects import ClassObject
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.settings import config_loads, is_settings
from runready_linter.values import Attr, Call, Const, Imported, Item, Table, Value

_MODULE_VARIABLE = "DJANGO_SETTINGS_MODULE"


def configured(project: Project) -> Iterator[LocalDatabase]:
    """The settings that choose a local database."""
    yield from _django(project)
    yield from _by_name(project)


# Django


def _django(project: Project) -> Iterator[LocalDatabase]:
    active = active_settings(project)
    for path, facts in project.python.items():
        bindings = [b for b in facts.bindings.get("DATABASES", ()) if b.kind == "assign"]
        stores = [s for s in facts.functions[MODULE].stores if _is_databases(s.target)]
        if not (bindings or stores) or not project.serves(path) or not settings_count(project, path, active):
            continue
        found: list[LocalDatabase] = []
        replaced: set[str] = set()
        for binding in bindings:
            if not runs_elsewhere(binding.guards):
                found += _of_databases(project, path, binding)
        for store in stores:
            key = store.target.key if isinstance(store.target, Item) else None
            if store.value is None or runs_elsewhere(store.guards):
                continue
            local = list(_of_connection(project, path, store.value, project.span(path, store.loc)))
            found += local
            if not local and not store.guards and isinstance(key, Const):
                replaced.add(str(key.value))
        variables = _variables(project, path, bindings)
        for database in found:
            if not ("default" in replaced and len(found) == 1):
                choice = database.choice
                yield LocalDatabase(
                    Choice(choice.product, choice.text, choice.variables or variables, choice.origins),
                    database.span, path, MODULE, setting=True,
                )  # fmt: skip


def _is_databases(target: Value) -> bool:
    return isinstance(target, Item) and getattr(target.base, "name", "") == "DATABASES"


def _variables(project: Project, path: str, bindings: list[Binding]) -> tuple[str, ...]:
    """The variables on which an alternative to a local binding depends (`if "DATABASE_URL" in os.environ:`)."""
    if len(bindings) < 2:
        return ()
    said = (w for b in bindings for guard in b.guards for w in words(guard))
    return tuple(dict.fromkeys(w for w in said if w.isupper() and w != "DEBUG"))


def _of_databases(project: Project, path: str, binding: Binding) -> Iterator[LocalDatabase]:
    for there, table in displays(project, path, binding.value):
        if not isinstance(table, Table):
            continue
        for key, value in table.pairs:
            alias = str(key.value) if isinstance(key, Const) else ""
            if not is_test_name(alias):
                yield from _of_connection(project, there, value, entry_span(there, key, value))


def _of_connection(project: Project, path: str, value: Value, span: Span) -> Iterator[LocalDatabase]:
    """One connection: a mapping with an ENGINE, or a URL that a library reads."""
    shown = [(there, t) for there, t in displays(project, path, value) if isinstance(t, Table)]
    for there, table in shown:
        for key, engine in table.pairs:
            if not (isinstance(key, Const) and key.value == "ENGINE"):
                continue
            choice = chosen_by_url(project, there, engine)
            if choice is not None:
                yield LocalDatabase(choice, entry_span(there, key, engine), path, MODULE, setting=True)
    if (not shown and isinstance(value, Call | Attr | Item)) or (not shown and not isinstance(value, Table)):
        choice = chosen_by_url(project, path, value)
        if choice is not None:
            yield LocalDatabase(choice, span, path, MODULE, setting=True)


def active_settings(project: Project) -> frozenset[str] | None:
    """The settings modules that the service loads, with those that they take over whole; None: there is no telling."""
    named = {v for v in project.derive(image_variables).get(_MODULE_VARIABLE, ()) if v}
    if not named:
        for path, facts in project.python.items():
            if basename(path) in {"wsgi.py", "asgi.py"} and project.serves(path):
                for function in facts.functions.values():
                    for site in function.calls:
                        match site.call:
                            case Call(
                                callee=Attr(name="setdefault"),
                                args=(Const(value="DJANGO_SETTINGS_MODULE"), Const(value=str(name))),
                            ):
                                named.add(name)
                            case _:
                                pass
                    for store in function.stores:
                        match store.target, store.value:
                            case Item(key=Const(value="DJANGO_SETTINGS_MODULE")), Const(value=str(name)):
                                named.add(name)
                            case _:
                                pass
    files: set[str] = set()
    for name in named:
        for path in project.python:
            target = project.modules.resolve(path, name)
            if target is not None and not target[1]:
                files |= _with_stars(project, target[0])
                break
    return frozenset(files) or None


def _with_stars(project: Project, path: str) -> set[str]:
    """A settings module and what it imports whole, as long as it does not set DATABASES anew."""
    found, pending = {path}, [path]
    while pending:
        here = pending.pop()
        facts = project.python[here]
        if any(b.kind == "assign" and not b.guards for b in facts.bindings.get("DATABASES", ())):
            continue
        for star in facts.stars:
            target = project.modules.resolve(here, star)
            if target is not None and not target[1] and target[0] not in found:
                found.add(target[0])
                pending.append(target[0])
    return found


def settings_count(project: Project, path: str, active: frozenset[str] | None) -> bool:
    """Whether a settings file is one that the service may load."""
    if active is not None:
        return path in active
    stem = basename(path).removesuffix(".py")
    if is_test_name(stem) or is_test_name(basename(dirname(path))):
        return False
    siblings = {
        basename(p).removesuffix(".py"): p
        for p, f in project.python.items()
        if dirname(p) == dirname(path) and "DATABASES" in f.bindings and p != path
    }
    production = [p for name, p in siblings.items() if is_production_name(name)]
    return not production or is_production_name(stem)


# Settings by their name


def _by_name(project: Project) -> Iterator[LocalDatabase]:
    names = project.knowledge.databases.url_settings
    if not _uses_settings(project):
        return
    for path, facts in project.python.items():
        if not project.serves(path) or is_test_name(basename(path).removesuffix(".py")):
            continue
        for name in names & facts.bindings.keys():
            for binding in facts.bindings[name]:
                if binding.kind == "assign":
                    yield from _setting(project, path, binding, binding.scope)
        for cls, body in facts.classes.items():
            if serves_as_configuration(project, path, cls):
                for name in names & body.attributes.keys():
                    for binding in body.attributes[name]:
                        if binding.kind == "assign":
                            yield from _setting(project, path, binding, body.scope)
        for function in facts.functions.values():
            for store in function.stores:
                match store.target:
                    case Item(key=Const(value=str(name))) if name in names and store.value is not None:
                        made = Binding(store.value, store.loc, guards=store.guards)
                        yield from _setting(project, path, made, function.qualname)
                    case _:
                        pass
    for path, call, _ in config_loads(project):
        pairs: list[tuple[str, Value, Value]] = [(path, Const(k), v) for k, v in call.keywords]
        for mapping in call.args:
            pairs += [
                (there, k, v)
                for there, t in displays(project, path, mapping)
                if isinstance(t, Table)
                for k, v in t.pairs
            ]
        for there, key, value in pairs:
            if project.serves(path) and isinstance(key, Const) and key.value in names:
                yield from _entry(project, there, key, value, call)


def _uses_settings(project: Project) -> bool:
    users = project.knowledge.databases.settings_users
    return any(
        isinstance(b.value, Imported) and b.value.path.partition(".")[0] in users
        for facts in project.python.values()
        for bindings in facts.bindings.values()
        for b in bindings
        if b.kind == "import"
    )


def _setting(project: Project, path: str, binding: Binding, scope: str) -> Iterator[LocalDatabase]:
    if runs_elsewhere(binding.guards) or in_test(project, path, scope):
        return
    span = project.span(path, binding.loc)
    choice = chosen_by_url(project, path, binding.value)
    if choice is not None:
        yield LocalDatabase(choice, span, path, scope, setting=True)
        return
    for there, table in displays(project, path, binding.value):
        for key, value in table.pairs if isinstance(table, Table) else ():
            chosen = chosen_by_url(project, there, value)
            if chosen is not None:
                yield LocalDatabase(chosen, entry_span(there, key, value), path, scope, setting=True)


def _entry(project: Project, path: str, key: Value, value: Value, call: Call) -> Iterator[LocalDatabase]:
    choice = chosen_by_url(project, path, value)
    if choice is not None:
        span = entry_span(path, key, value)
        at = span if span.line > 1 else Span(path, next((o.line for o in choice.origins if o.path == path), call.line))
        yield LocalDatabase(choice, at, path, call.scope or MODULE, setting=True)
        return
    for there, table in displays(project, path, value):
        for name, inner in table.pairs if isinstance(table, Table) else ():
            chosen = chosen_by_url(project, there, inner)
            if chosen is not None:
                yield LocalDatabase(chosen, entry_span(there, name, inner), path, call.scope or MODULE, setting=True)


def serves_as_configuration(project: Project, path: str, qualname: str) -> bool:
    """Whether a class of settings may be the service's: not a test's, nor development's beside production's."""
    name = qualname.rpartition(".")[2]
    if is_test_name(name) or is_settings(project, ClassObject(path, qualname)):
        return False
    if is_development_name(name):
        return not any(is_production_name(other) for other in project.python[path].classes)
    return True
