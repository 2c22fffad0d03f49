"""Settings as values: classes whose fields are read from the environment, framework settings, configuration mappings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import basename, dirname

from runready_linter.facts import Class, Store
from runready_linter.link import classes
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.objects import ClassObject, External, Held, InstanceObject, Known, Object
from runready_linter.link.origins import Origin, Variable, Written, displays, entries, origins
from runready_linter.link.project import Project
from runready_linter.values import Attr, Call, Const, Element, Imported, Item, Lambda, Opaque, Seq, Table, Value

_FIELDS = frozenset(
    {
        "pydantic.Field",
        "pydantic.fields.Field",
        "dataclasses.field",
        "attr.ib",
        "attrs.field",
        "attr.field",
        "environ.var",
    }
)
#: Mappings of a web framework's configuration.
_CONFIGS = frozenset(
    f"{app}.config"
    for app in (
        "flask.Flask",
        "flask.app.Flask",
        "flask.current_app",
        "quart.Quart",
        "quart.current_app",
        "sanic.Sanic",
    )
)


def is_settings(project: Project, cls: ClassObject) -> bool:
    """Whether a class's fields are read from the environment."""
    return bool(classes.library_bases(project, cls) & project.knowledge.settings_bases)


def field(project: Project, cls: ClassObject, name: str) -> Variable | None:
    """The variable behind a field of a settings class; None: the class is none, or has no such field."""
    if not is_settings(project, cls):
        return None
    for base in classes.lineage(project, cls):
        facts = project.python[base.path].classes.get(base.qualname)
        bindings = facts.attributes.get(name, ()) if facts is not None else ()
        if facts is None or not bindings:
            continue
        if bindings[-1].kind in {"def", "class"}:
            # A property that is made of fields.
            return None
        value = bindings[-1].value if bindings[-1].kind == "assign" else None
        names = _aliases(value) or tuple(f"{p}{name}".upper() for p in (_prefix(project, cls),))
        extra = _config_env(project, base.path, facts, name)
        default = field_default(project, Written(base.path, value)) if value is not None else None
        written = default if isinstance(default, Written) else None
        return Variable(extra or names, written, project.span(base.path, bindings[-1].loc), number=True)
    return None


def _aliases(value: Value | None) -> tuple[str, ...]:
    """The variables that `Field(validation_alias=...)`, `alias=` or `env=` names."""
    if not isinstance(value, Call):
        return ()
    for keyword in ("validation_alias", "env", "alias"):
        found = argument(value, -1, keyword)
        if isinstance(found, Call):
            names: tuple[Value, ...] = found.args
        else:
            names = found.items if isinstance(found, Seq) else (found,) if found is not None else ()
        texts = tuple(n.value.upper() for n in names if isinstance(n, Const) and isinstance(n.value, str))
        if texts:
            return texts
    return ()


def _prefix(project: Project, cls: ClassObject) -> str:
    """`env_prefix` of `model_config`, of the inner class `Config`, or of the class statement."""
    return _option(project, cls, "env_prefix")


def _option(project: Project, cls: ClassObject, option: str) -> str:
    for base in classes.lineage(project, cls):
        facts = project.python[base.path].classes.get(base.qualname)
        if facts is None:
            continue
        inner = project.python[base.path].classes.get(f"{base.qualname}.Config")
        values = [v for name, v in facts.keywords if name == option]
        values += [b.value for b in (inner.attributes.get(option, ()) if inner is not None else ())]
        for binding in facts.attributes.get("model_config", ()):
            if isinstance(binding.value, Call):
                values += [v for name, v in binding.value.keywords if name == option]
            for _, display in displays(project, base.path, binding.value):
                values += entries(display, option) or ()
        for value in values:
            for thing in project.derive(evaluator).objects(base.path, value):
                if isinstance(thing, Known) and isinstance(thing.value, str):
                    return thing.value
    return ""


def _config_env(project: Project, path: str, facts: Class, name: str) -> tuple[str, ...]:
    """The variable that pydantic 1's `class Config: fields = {"name": {"env": "NAME"}}` gives a field."""
    inner = project.python[path].classes.get(f"{facts.qualname}.Config")
    for binding in inner.attributes.get("fields", ()) if inner is not None else ():
        for there, display in displays(project, path, binding.value):
            for value in entries(display, name) or ():
                for _, options in displays(project, there, value):
                    for env in entries(options, "env") or ():
                        if isinstance(env, Const) and isinstance(env.value, str):
                            return (env.value.upper(),)
    return ()


def nested(project: Project, path: str, base: Value, name: str) -> tuple[Origin, ...] | None:
    """A field of a model inside of a settings class: it comes from the outer field's variable (`SERVER__PORT`)."""
    if not isinstance(base, Attr):
        return None
    for thing in project.derive(evaluator).objects(path, base.base):
        cls = thing.what if isinstance(thing, Held) else thing
        cls = cls.cls if isinstance(cls, InstanceObject) else cls
        if not isinstance(cls, ClassObject) or not is_settings(project, cls):
            continue
        delimiter = _option(project, cls, "env_nested_delimiter") or "__"
        outer = field(project, cls, base.name)
        if outer is None:
            continue
        inner = next(
            (o.cls for o in project.derive(evaluator).objects(path, base) if isinstance(o, InstanceObject)), None
        )
        if inner is not None and is_settings(project, inner):
            return None
        default = _class_value(project, inner, name) if inner is not None else None
        return (Variable((f"{outer.names[0]}{delimiter}{name}".upper(),), default, outer.at, number=True),)
    return None


def _class_value(project: Project, cls: ClassObject, name: str) -> Written | None:
    for base in classes.lineage(project, cls):
        facts = project.python[base.path].classes.get(base.qualname)
        for binding in facts.attributes.get(name, ()) if facts is not None else ():
            if binding.kind == "assign":
                default = field_default(project, Written(base.path, binding.value))
                return default if isinstance(default, Written) else None
    return None


def field_default(project: Project, origin: Written) -> Origin:
    """The default of `Field(...)`, `field(default_factory=lambda: ...)` and their kin; another value as it is."""
    value = origin.value
    if not isinstance(value, Call):
        return origin
    paths = {o.path for o in project.derive(evaluator).objects(origin.path, value.callee) if isinstance(o, External)}
    if not paths & _FIELDS:
        return origin
    first = 0 if not paths & {"dataclasses.field"} else -1
    default = argument(value, first, "default")
    if default is not None and not isinstance(default, Opaque):
        return Written(origin.path, default)
    factory = argument(value, -1, "default_factory") or argument(value, -1, "factory")
    if isinstance(factory, Lambda):
        function = project.python[origin.path].functions.get(factory.scope)
        if function is not None and function.returns:
            return Written(origin.path, function.returns[0])
    if factory is not None:
        return Written(origin.path, Call(factory, scope=value.scope, line=value.line, column=value.column))
    return Written(origin.path, Const(None))


def constructor_argument(project: Project, thing: InstanceObject, name: str) -> Written | None:
    """What `Config(port=9000)` hands to a field, for a class without a constructor of its own."""
    site = thing.site
    function = project.python[site.path].functions.get(site.scope) if site is not None else None
    for call in function.calls if function is not None else ():
        if site is not None and (call.call.line, call.call.column) == (site.line, site.column):
            fields = _field_names(project, thing.cls)
            position = fields.index(name) if name in fields else -1
            value = argument(call.call, position, name)
            return Written(site.path, value) if value is not None else None
    return None


def _field_names(project: Project, cls: ClassObject) -> list[str]:
    names: dict[str, None] = {}
    for base in reversed(classes.lineage(project, cls)):
        facts = project.python[base.path].classes.get(base.qualname)
        names.update(dict.fromkeys(facts.attributes if facts is not None else ()))
    return list(names)


def assigned(project: Project, cls: ClassObject, name: str) -> tuple[Written, ...]:
    """What code outside of a class's methods assigns to an attribute of it or of its instances."""
    found = []
    for path, store, base in project.derive(attribute_stores).get(name, ()):
        if store.value is None:
            continue
        for thing in project.derive(evaluator).objects(path, base):
            owner = thing.cls if isinstance(thing, InstanceObject) else thing
            if owner == cls and not _is_self(base):
                found.append(Written(path, store.value))
    return tuple(dict.fromkeys(found))


def _is_self(base: Value) -> bool:
    return getattr(base, "name", "") in {"self", "cls"}


def attribute_stores(project: Project) -> Mapping[str, tuple[tuple[str, Store, Value], ...]]:
    """The assignments to attributes, by the attribute's name: file, assignment, and whose attribute it is."""
    found: dict[str, list[tuple[str, Store, Value]]] = {}
    for path, function in project.functions():
        for store in function.stores:
            if store.kind == "assign" and isinstance(store.target, Attr) and project.serves(path):
                found.setdefault(store.target.name, []).append((path, store, store.target.base))
    return {name: tuple(stores) for name, stores in found.items()}


def item_stores(project: Project) -> Mapping[str, tuple[tuple[str, Value, Value], ...]]:
    """What is put into mappings under a fixed key, by the key: file, value, and whose item it is."""
    found: dict[str, list[tuple[str, Value, Value]]] = {}
    for path, function in project.functions():
        if not project.serves(path):
            continue
        for store in function.stores:
            match store.target:
                case Item(base=base, key=Const(value=str(key))) if store.kind == "assign" and store.value is not None:
                    found.setdefault(key, []).append((path, store.value, base))
                case _:
                    pass
        for site in function.calls:
            match site.call:
                case Call(callee=Attr(base=base, name="update"), args=args, keywords=keywords):
                    for key, value in (*keywords, *_string_keys(args)):
                        found.setdefault(key, []).append((path, value, base))
                case Call(callee=Attr(base=base, name="setdefault"), args=(Const(value=str(key)), value)):
                    found.setdefault(key, []).append((path, value, base))
                case _:
                    pass
    return {key: tuple(items) for key, items in found.items()}


def _string_keys(args: tuple[Value, ...]) -> Iterator[tuple[str, Value]]:
    for table in args:
        if isinstance(table, Table):
            for key, value in table.pairs:
                if isinstance(key, Const) and isinstance(key.value, str):
                    yield key.value, value


def stored_items(project: Project, path: str, base: Value, key: str) -> list[Origin]:
    """What `mapping[key] = value` and `mapping.update(key=value)` put elsewhere into the mapping that `base` is."""
    found: list[Origin] = []
    things = set(project.derive(evaluator).objects(path, base))
    for there, value, target in project.derive(item_stores).get(key, ()):
        if (there, target) == (path, base) or things & set(project.derive(evaluator).objects(there, target)):
            found.append(Written(there, value))
    return found


def framework(project: Project, dotted: str, name: str) -> tuple[Origin, ...] | None:
    """A name of Django's settings object."""
    if dotted != "django.conf.settings":
        return None
    found: list[Origin] = []
    for path in django_settings(project):
        found += [Written(path, binding.value) for binding in project.python[path].bindings.get(name, ())]
    return tuple(found) or None


def django_settings(project: Project) -> tuple[str, ...]:
    """The files that are Django settings modules: by their name, or their folder's."""
    return tuple(
        path
        for path, facts in project.python.items()
        if (
            basename(path).startswith("settings")
            or basename(dirname(path)) == "settings"
            or {"INSTALLED_APPS", "ROOT_URLCONF"} & facts.bindings.keys()
        )
        and project.serves(path)
    )


def config_item(project: Project, thing: Object, key: str) -> tuple[Origin, ...] | None:
    """An item of a web framework's configuration mapping: from classes, keywords and mappings that are loaded."""
    if not (isinstance(thing, External) and thing.path in _CONFIGS):
        return None
    found: list[Origin] = []
    for path, value, target in project.derive(item_stores).get(key, ()):
        things = project.derive(evaluator).objects(path, target)
        if any(isinstance(o, External) and o.path in _CONFIGS for o in things):
            found.append(Written(path, value))
    for path, call, verb in project.derive(config_loads):
        if verb == "from_object":
            found += _from_object(project, path, call, key)
            continue
        found += [Written(path, value) for name, value in call.keywords if name == key]
        for mapping in call.args:
            for there, display in displays(project, path, mapping):
                found += [Written(there, v) for v in entries(display, key) or ()]
    return tuple(dict.fromkeys(found)) or None


def config_loads(project: Project) -> tuple[tuple[str, Call, str], ...]:
    """The calls that load a web framework's configuration, each with its file and its method's name."""
    found = []
    for path, function in project.functions():
        for site in function.calls:
            callee = site.call.callee
            if not isinstance(callee, Attr) or callee.name not in {
                "from_object",
                "update",
                "from_mapping",
                "setdefault",
            }:
                continue
            things = project.derive(evaluator).objects(path, callee)
            if any(isinstance(o, External) and o.path.rpartition(".")[0] in _CONFIGS for o in things):
                found.append((path, site.call, callee.name))
    return tuple(found)


def _from_object(project: Project, path: str, call: Call, key: str) -> Iterator[Origin]:
    source = argument(call, 0, "obj")
    if source is None or isinstance(source, Element):
        return
    things = project.derive(evaluator).objects(path, source)
    for thing in things:
        if isinstance(thing, Known) and isinstance(thing.value, str):
            candidate: Value = Attr(Imported(thing.value), key)
        else:
            candidate = Attr(source, key)
        if origins(project, path, candidate) is not None:
            yield Written(path, candidate)
