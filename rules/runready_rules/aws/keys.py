"""AWS keys that stand in the project itself: in calls of libraries, in variables, as literals of a key's shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from runready_linter.facts import MODULE, Function, PythonFacts
from runready_linter.findings import Span
from runready_linter.link.elsewhere import in_test, is_test_name, runs_elsewhere
from runready_linter.link.imports import may_be, of_imported, tails
from runready_linter.link.project import Project
from runready_linter.link.server_calls import call_paths
from runready_linter.resolved import Env, Literal, Resolved
from runready_linter.values import Attr, Call, Const, Item, Node, Seq, Table, Value
from runready_rules.aws.clients import given, is_elsewhere
from runready_rules.aws.environment import (
    literals_in_images,
    set_by_start_commands,
    set_in_images,
    written_in_code,
)
from runready_rules.aws.placeholders import (
    is_placeholder,
    key_like,
    key_with_secret,
    may_hold_keys,
    secret_beside_key,
    secret_like,
)
from runready_rules.tables import aws

#: What a message calls each part of a credential.
PARTS = {"key": "the id of an access key", "secret": "a secret access key", "token": "a session token"}

_NAMES = frozenset(aws.KEY_VARIABLES)


@dataclass(frozen=True, slots=True)
class Key:
    """A part of a credential that the project holds.

    Args:
        part: `key` (the id), `secret` or `token`.
        span: the literal, or the read that it is the default of.
        group: what belongs together: a call, a scope, an image.
        used: where it is handed on, None where it only stands.
        variable: the variable that it is the default of.
        foreign: it is handed to a store of another vendor.
    """

    part: str
    span: Span
    group: tuple[object, ...]
    used: Span | None = None
    variable: str = ""
    foreign: bool = False


def keys(project: Project) -> tuple[Key, ...]:
    """The keys of the project, one for each credential: the secret, or where there is none what there is of it."""
    in_calls = [*_in_calls(project)]
    foreign = {(k.span.path, k.span.line) for k in in_calls if k.foreign}
    found = [k for k in in_calls if not k.foreign]
    found += [*_in_environment(project), *_in_images(project), *_in_configurations(project)]
    # The id of a key of AWS's own is one whoever is given it.
    found += [k for k in _by_shape(project) if k.part == "key" or (k.span.path, k.span.line) not in foreign]
    by_group: dict[tuple[object, ...], list[Key]] = {}
    for key in found:
        by_group.setdefault(key.group, []).append(key)
    covered: set[tuple[str, int]] = set()
    for members in by_group.values():
        best = next((p for p in ("secret", "key", "token") if any(k.part == p for k in members)), "")
        covered |= {(k.span.path, k.span.line) for k in members if k.part != best}
    kept: dict[tuple[str, int], Key] = {}
    for key in found:
        place = (key.span.path, key.span.line)
        if place in covered and not any(k.part == "secret" and (k.span.path, k.span.line) == place for k in found):
            continue
        first = kept.get(place)
        if first is None or (first.used is None and key.used is not None):
            kept[place] = key
    return tuple(kept[place] for place in sorted(kept))


def _in_calls(project: Project) -> Iterator[Key]:
    """Literals that reach a library's parameter for credentials."""
    rows = of_imported(project, aws.CREDENTIALS)
    names = tails(rows)
    if not rows:
        return
    for path, function in project.functions():
        if not project.serves(path):
            continue
        for site in function.calls:
            if not (site.call.args or site.call.keywords) or not may_be(project, path, site.call.callee, names):
                continue
            row = next((rows[d] for d in call_paths(project, path, function, site.call.callee) if d in rows), None)
            if row is None or runs_elsewhere(site.guards) or in_test(project, path, function.qualname):
                continue
            elsewhere = given(project, path, site.call, row.endpoint) if row.endpoint is not None else ()
            at = project.span(path, site.loc)
            for part, place in (("key", row.key), ("secret", row.secret), ("token", row.token)):
                for value in given(project, path, site.call, place) if place is not None else ():
                    foreign = bool(elsewhere) and (is_elsewhere(elsewhere) or not _shaped(value))
                    yield from (replace(k, foreign=foreign) for k in _literal(part, value, (at,), at))


def _shaped(value: Resolved) -> bool:
    """Whether a value is an id of AWS's own: at an address that is not known, anything else is another vendor's."""
    while isinstance(value, Env) and value.default is not None:
        value = value.default
    return isinstance(value, Literal) and isinstance(value.value, str) and key_like(value.value)


def _literal(part: str, value: Resolved, group: tuple[object, ...], at: Span) -> Iterator[Key]:
    """A literal, or a variable's default that is one; placeholders are none."""
    inner, read, variable = value, None, ""
    while isinstance(inner, Env) and inner.default is not None:
        read, variable = read or inner.at, variable or inner.name
        inner = inner.default
    if isinstance(inner, Literal) and isinstance(inner.value, str) and not is_placeholder(inner.value):
        yield Key(part, read or inner.at or at, group, at, variable)


def _in_environment(project: Project) -> Iterator[Key]:
    """Literals that the code writes into the variables which hold credentials."""
    if not any(name.encode() in (project.read(p) or b"") for p in project.python for name in ("AWS_",)):
        return
    for write in written_in_code(project, _NAMES):
        part = aws.KEY_VARIABLES[write.name]
        for value in write.value:
            yield from _literal(part, value, (write.span.path, write.scope), write.span)


def of_aws(name: str, value: str) -> bool:
    """Whether a variable is AWS's own, or holds what has the shape of an AWS key."""
    return name in _NAMES or key_like(value) or secret_like(name, value)


def _in_images(project: Project) -> Iterator[Key]:
    for baked in set_in_images(project, _NAMES, every_stage=True):
        if baked.value is None or not is_placeholder(baked.value):
            yield Key(aws.KEY_VARIABLES[baked.name], baked.span, (baked.span.path, baked.stage))
    for baked in literals_in_images(project):
        if baked.name not in _NAMES and of_aws(baked.name, baked.value or ""):
            part = "key" if key_like(baked.value or "") else "secret"
            yield Key(part, baked.span, (baked.span.path, baked.stage))
    for baked in set_by_start_commands(project, _NAMES):
        if baked.value is not None and not is_placeholder(baked.value):
            yield Key(aws.KEY_VARIABLES[baked.name], baked.span, (baked.span.path,))


def _in_configurations(project: Project) -> Iterator[Key]:
    """Keys among the variables of service configurations; a secret that is referenced is none."""
    for service in (*project.services, *project.other_services):
        for variable in service.env:
            name, value = variable.name.text, variable.value
            if value is None or value.known is None or is_placeholder(value.text) or "{{resolve:" in value.text:
                continue
            if of_aws(name, value.text):
                part = aws.KEY_VARIABLES.get(name) or ("key" if key_like(value.text) else "secret")
                yield Key(part, project.span(service.path, value.loc), (service.path,))


def _by_shape(project: Project) -> Iterator[Key]:
    """Literals of a key's shape, wherever the code of the service has them."""
    for path, facts in project.python.items():
        if project.serves(path) and may_hold_keys(project.read(path) or b""):
            texts = [(s, n, c, c.value) for s, n, c in _constants(project, path, facts) if isinstance(c.value, str)]
            with_key = {scope for scope, _, _, text in texts if key_like(text)}
            for scope, name, constant, text in texts:
                group = (path, scope)
                if key_with_secret(text):
                    yield Key("secret", Span(path, constant.line), group)
                elif key_like(text):
                    yield Key("key", Span(path, constant.line), group)
                elif secret_like(name, text) or (scope in with_key and secret_beside_key(text)):
                    yield Key("secret", Span(path, constant.line), group)


def _constants(project: Project, path: str, facts: PythonFacts) -> Iterator[tuple[str, str, Const]]:
    """Every text of a file that code uses, with its scope and the name that it is given there."""
    for name, bindings in facts.bindings.items():
        for binding in bindings:
            yield from _texts(MODULE, name, binding.value)
    for qualname, cls in facts.classes.items():
        if is_test_name(qualname):
            continue
        for name, bindings in cls.attributes.items():
            for binding in bindings:
                yield from _texts(qualname, name, binding.value)
    for function in facts.functions.values():
        if not in_test(project, path, function.qualname):
            yield from _of_function(function)


def _of_function(function: Function) -> Iterator[tuple[str, str, Const]]:
    scope = function.qualname
    for name, bindings in function.locals.items():
        for binding in bindings:
            yield from _texts(scope, name, binding.value)
    for parameter in function.params:
        if parameter.default is not None:
            yield from _texts(scope, parameter.name, parameter.default)
    for store in function.stores:
        if store.value is not None:
            yield from _texts(scope, _target(store.target), store.value)
    for site in function.calls:
        yield from _texts(scope, "", site.call)
    for value in function.returns:
        yield from _texts(scope, "", value)


def _target(target: Value) -> str:
    match target:
        case Item(key=Const(value=str(name))) | Attr(name=name):
            return name
        case _:
            return str(getattr(target, "name", ""))


def _texts(scope: str, name: str, value: Value) -> Iterator[tuple[str, str, Const]]:
    """The texts in a value, each with the name that is nearest to it: a keyword, a key, the variable that is read."""
    pending: list[tuple[str, Value]] = [(name, value)]
    while pending:
        near, current = pending.pop()
        match current:
            case Const(value=str()):
                yield scope, near, current
            case Call(args=args, keywords=keywords):
                first = args[0] if args else None
                read = first.value if isinstance(first, Const) and isinstance(first.value, str) else ""
                pending += [(f"{near} {read}", a) for a in args]
                pending += [(f"{near} {read} {keyword}", v) for keyword, v in keywords]
                pending.append((near, current.callee))
            case Table(pairs=pairs):
                for key, inner in pairs:
                    pending.append((str(key.value) if isinstance(key, Const) else near, inner))
            case Seq(items=items):
                pending += [(near, item) for item in items]
            case _:
                pending += [(near, part) for part in _parts(current)]


def _parts(value: Value) -> Iterable[Value]:
    """The values that a choice, a join, an operation or a subscript is made of."""
    for name in ("options", "parts", "left", "right", "base", "key", "of"):
        part = getattr(value, name, None)
        if isinstance(part, tuple):
            yield from part
        elif isinstance(part, Node):
            yield part  # type: ignore[misc]
