"""Settings of web frameworks, by their names: where the service's own configuration gives them a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename, dirname

from runready_linter.facts import MODULE
from runready_linter.findings import Span
from runready_linter.link.database_settings import active_settings, serves_as_configuration, settings_count
from runready_linter.link.elsewhere import in_test, is_development_name, is_test_name, runs_elsewhere
from runready_linter.link.origins import displays
from runready_linter.link.project import Project
from runready_linter.link.settings import config_loads, django_settings
from runready_linter.values import Attr, Const, Item, Table, Value

_CONFIGURATION = re.compile(r"(?i)(^|_)(config|configs|configuration|settings|conf|celeryconfig|flaskconfig)(_|$)")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting that the service may use: `span` is that of the assignment or entry, `guards` its conditions."""

    path: str
    name: str
    value: Value
    span: Span
    scope: str
    guards: tuple[Value, ...] = ()


def settings_named(project: Project, names: frozenset[str]) -> Iterator[Setting]:
    """Every value that a setting with one of these names gets: at the top of a configuration module, in a class of
    settings, in an application's `config`, in Celery's `conf`. Those of tests and development are left out."""
    active = active_settings(project)
    django = frozenset(django_settings(project))
    for path, facts in project.python.items():
        if not project.serves(path):
            continue
        if _is_configuration(path) or path in django:
            loaded = path in django and active is not None
            wanted = (loaded or not _is_for_elsewhere(path)) and (
                path not in django or settings_count(project, path, active)
            )
            for name in names & facts.bindings.keys() if wanted else ():
                for binding in facts.bindings[name]:
                    if binding.kind == "assign" and not runs_elsewhere(binding.guards):
                        span = project.span(path, binding.loc)
                        yield Setting(path, name, binding.value, span, binding.scope, binding.guards)
        for qualname, cls in facts.classes.items():
            found = names & cls.attributes.keys()
            if found and _CONFIGURATION.search(_spaced(qualname)) and serves_as_configuration(project, path, qualname):
                for name in found:
                    for binding in cls.attributes[name]:
                        if binding.kind == "assign" and not runs_elsewhere(binding.guards):
                            span = project.span(path, binding.loc)
                            yield Setting(path, name, binding.value, span, cls.scope, binding.guards)
        yield from _stored(project, path, names)
    yield from _loaded(project, names)


def _stored(project: Project, path: str, names: frozenset[str]) -> Iterator[Setting]:
    """`app.config["X"] = ...`, `DATABASES["default"] = ...` and `app.conf.x = ...`."""
    for function in project.python[path].functions.values():
        for store in function.stores:
            match store.target:
                case Item(base=Attr(name="config"), key=Const(value=str(name))) if name in names:
                    pass
                case Attr(base=Attr(name="conf"), name=name) if name in names:
                    pass
                case _:
                    continue
            if store.value is None or runs_elsewhere(store.guards) or in_test(project, path, function.qualname):
                continue
            yield Setting(path, name, store.value, project.span(path, store.loc), function.qualname, store.guards)


def _loaded(project: Project, names: frozenset[str]) -> Iterator[Setting]:
    """`app.config.update(X=...)`, `app.config.from_mapping({"X": ...})` and Celery's `app.conf.update(x=...)`."""
    calls = [(path, call, call.scope or MODULE) for path, call, _ in config_loads(project)]
    for path, function in project.functions():
        for site in function.calls:
            match site.call.callee:
                case Attr(base=Attr(name="conf"), name="update"):
                    calls.append((path, site.call, function.qualname))
                case _:
                    pass
    for path, call, scope in calls:
        if not project.serves(path) or in_test(project, path, scope):
            continue
        pairs: list[tuple[str, Value, Value]] = [(path, Const(name), value) for name, value in call.keywords]
        for mapping in call.args:
            for there, table in displays(project, path, mapping):
                pairs += [(there, key, value) for key, value in table.pairs] if isinstance(table, Table) else []
        for there, key, value in pairs:
            if isinstance(key, Const) and key.value in names and project.serves(there):
                line = key.line or getattr(value, "line", 0) or call.line
                yield Setting(there, str(key.value), value, Span(there, line), scope)


def _is_configuration(path: str) -> bool:
    stem = basename(path).removesuffix(".py")
    return bool(_CONFIGURATION.search(stem) or _CONFIGURATION.search(basename(dirname(path))))


def _is_for_elsewhere(path: str) -> bool:
    stem = basename(path).removesuffix(".py")
    return is_test_name(stem) or is_development_name(stem)


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.rpartition(".")[2])
