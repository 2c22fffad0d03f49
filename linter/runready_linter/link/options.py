"""Command-line options as values: argparse, click, typer, and the process-wide options of Tornado and absl.

An option is what the service's start command gives it, else what its environment variable or its default says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from runready_linter.facts import Function, Parameter
from runready_linter.findings import Span
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.launch import launches
from runready_linter.link.objects import External, Inside, Made, Object
from runready_linter.link.origins import Origin, Variable, Written
from runready_linter.link.project import Project
from runready_linter.link.settings import attribute_stores
from runready_linter.resolved import Env, Literal
from runready_linter.values import Attr, Call, Const, Imported, Item, Local, Opaque, Param, Seq, Value

_PARSERS = frozenset({"parse_args", "parse_known_args", "parse_intermixed_args"})
_CLICK = ("click.option", "click.argument", "typer.Option", "typer.Argument", "asyncclick.option", "rich_click.option")
_INT = Imported("builtins.int")
#: Names under which a parsed namespace is handed about.
_NAMESPACES = frozenset(
    {"args", "arguments", "opts", "options", "namespace", "ns", "flags", "cli_args", "parsed", "parsed_args"}
)


@dataclass(frozen=True, slots=True)
class _Option:
    """An option of argparse: its flags, what it is called, its default and where it is defined."""

    flags: tuple[str, ...]
    dest: str
    default: Written | None
    number: bool


def parsed(project: Project, thing: Object, name: str) -> tuple[Origin, ...] | None:
    """An attribute of an argparse namespace. None: the object is none, or has no such option."""
    inner = thing.of if isinstance(thing, Inside) else thing
    if not (
        isinstance(inner, Made)
        and inner.path.startswith("argparse.")
        and (inner.path.rpartition(".")[2] in _PARSERS or inner.path == "argparse.Namespace")
    ):
        return None
    return _argparse(project, inner.site.path, name)


def attribute_named(project: Project, path: str, base: Value, name: str) -> tuple[Origin, ...] | None:
    """An attribute of a namespace that came by an unknown way (`args.func(args)`), known by its name alone."""
    if isinstance(base, Param | Local) and base.name in _NAMESPACES:
        table = project.derive(_argparse_options)
        if any(p == path and dest == name for p, dest in table):
            return _argparse(project, path, name)
    return None


def _argparse(project: Project, path: str, dest: str) -> tuple[Origin, ...] | None:
    table = project.derive(_argparse_options)
    found = table.get((path, dest)) or tuple(o for (_, d), options in table.items() if d == dest for o in options)
    if not found:
        return None
    origins: list[Origin] = []
    for option in found:
        given = _given(project, path, option.flags)
        if given is not None:
            return _typed(given) if option.number else given
        # A default that is a text is converted as an argument is.
        default = _as_number(option.default) if option.number else option.default
        origins.append(default or Literal(None))
    # `args.port = ...` behind the parsing counts too.
    for there, store, base in project.derive(attribute_stores).get(dest, ()):
        if getattr(base, "name", "") in _NAMESPACES and store.value is not None:
            origins.append(Written(there, store.value))
    return tuple(dict.fromkeys(origins))


def _argparse_options(project: Project) -> Mapping[tuple[str, str], tuple[_Option, ...]]:
    """All options of argparse parsers, by file and attribute."""
    found: dict[tuple[str, str], tuple[_Option, ...]] = {}
    for path, function in project.functions():
        for site in function.calls:
            callee = site.call.callee
            if not isinstance(callee, Attr):
                continue
            if callee.name == "add_argument":
                flags = tuple(a.value for a in site.call.args if isinstance(a, Const) and isinstance(a.value, str))
                if not flags:
                    continue
                default = argument(site.call, -1, "default")
                written = Written(path, default) if default is not None else None
                number = argument(site.call, -1, "type") == _INT
                option = _Option(flags, _dest(site.call, flags), written, number)
                found[path, option.dest] = (*found.get((path, option.dest), ()), option)
            elif callee.name == "set_defaults":
                for name, value in site.call.keywords:
                    option = _Option((), name, Written(path, value), False)
                    found[path, name] = (*found.get((path, name), ()), option)
    return found


def _dest(call: Call, flags: tuple[str, ...]) -> str:
    """The attribute that holds an option: `dest`, else the first long flag, else the first."""
    dest = argument(call, -1, "dest")
    if isinstance(dest, Const) and isinstance(dest.value, str):
        return dest.value
    long = next((f for f in flags if f.startswith("--")), flags[0])
    return long.lstrip("-").replace("-", "_")


def declared(project: Project, path: str, function: Function, parameter: Parameter) -> tuple[Origin, ...] | None:
    """What a click or typer command gets for a parameter; None: the parameter is no option."""
    call = _option_of(project, path, function, parameter)
    if call is None:
        return None
    typer = isinstance(parameter.default, Call) and call == parameter.default
    annotated = not typer and call not in function.decorators
    flags = tuple(
        a.value for a in call.args if isinstance(a, Const) and isinstance(a.value, str) and a.value.startswith("-")
    ) or (f"--{parameter.name.replace('_', '-')}",)
    given = _given(project, path, flags)
    if given is not None:
        return _typed(given)
    default = argument(call, 0 if typer else -1, "default")
    if annotated:
        default = parameter.default
    written = Written(path, default) if default is not None and not isinstance(default, Opaque) else None
    number = argument(call, -1, "type") == _INT or (typer and parameter.annotation == _INT)
    written = _as_number(written) if number else written
    names = _names(argument(call, -1, "envvar"))
    if names:
        at = Span(path, call.line)
        return (Variable(names, written, at, number=True),)
    return (written or Literal(None),)


def _as_number(written: Written | None) -> Written | None:
    """What an option that converts its values makes of its default."""
    if written is None or (isinstance(written.value, Const) and written.value.value is None):
        return written
    return Written(written.path, Call(_INT, (written.value,), line=getattr(written.value, "line", 0)))


def _option_of(project: Project, path: str, function: Function, parameter: Parameter) -> Call | None:
    resolve = project.derive(evaluator).objects

    def is_option(value: Value) -> bool:
        return isinstance(value, Call) and any(
            isinstance(o, External) and o.path in _CLICK for o in resolve(path, value.callee)
        )

    if parameter.default is not None and isinstance(parameter.default, Call) and is_option(parameter.default):
        return parameter.default
    if isinstance(parameter.annotation, Item) and isinstance(parameter.annotation.key, Seq):
        for part in parameter.annotation.key.items[1:]:
            if isinstance(part, Call) and is_option(part):
                return part
    for decorator in function.decorators:
        if isinstance(decorator, Call) and is_option(decorator) and _click_name(decorator) == parameter.name:
            return decorator
    return None


def _click_name(call: Call) -> str:
    """The parameter of a click option: a name without dashes, else the longest-dashed flag's.

    Source: click's `Option._parse_decls`.
    """
    texts = [a.value for a in call.args if isinstance(a, Const) and isinstance(a.value, str)]
    plain = [t for t in texts if t.isidentifier()]
    if plain:
        return plain[-1]
    flags = sorted((t.partition("/")[0] for t in texts), key=lambda t: len(t) - len(t.lstrip("-")), reverse=True)
    return flags[0].lstrip("-").replace("-", "_").lower() if flags else ""


def _names(value: Value | None) -> tuple[str, ...]:
    items = value.items if isinstance(value, Seq) else (value,)
    return tuple(i.value for i in items if isinstance(i, Const) and isinstance(i.value, str))


def defined(project: Project, dotted: str) -> tuple[Origin, ...] | None:
    """A process-wide option by the dotted path of the attribute that holds it (`tornado.options.options.port`)."""
    holder, _, name = dotted.rpartition(".")
    found = project.derive(_defined).get((holder, name))
    if found is None:
        return None
    given = _given(project, found[0], (f"--{name}", f"-{name}"))
    return _typed(given) if given is not None else found[1]


def _defined(project: Project) -> Mapping[tuple[str, str], tuple[str, tuple[Origin, ...]]]:
    definers = project.knowledge.option_definers
    names = {dotted.rpartition(".")[2] for dotted in definers}
    found: dict[tuple[str, str], tuple[str, tuple[Origin, ...]]] = {}
    for path, function in project.functions():
        for site in function.calls:
            callee = site.call.callee
            tail = callee.name if isinstance(callee, Attr) else getattr(callee, "path", "").rpartition(".")[2]
            if tail not in names:
                continue
            for thing in project.derive(evaluator).objects(path, callee):
                row = definers.get(thing.path) if isinstance(thing, External) else None
                if row is None:
                    continue
                name, default = argument(site.call, *row.name), argument(site.call, *row.default)
                if isinstance(name, Const) and isinstance(name.value, str):
                    origin: Origin = Written(path, default) if default is not None else Literal(None)
                    found.setdefault((row.holder, name.value), (path, (origin,)))
    return found


def positional(project: Project, path: str, index: int) -> tuple[Origin, ...]:
    """`sys.argv[index]`, as the start command gives it; nothing where no start command does."""
    return tuple(arguments[index - 1] for arguments in _arguments(project, path) if 1 <= index <= len(arguments))


def _typed(given: tuple[Origin, ...]) -> tuple[Origin, ...]:
    """What a start command gives an option that converts it itself."""
    return tuple(replace(o, number=True) if isinstance(o, Env) else o for o in given)


def _given(project: Project, path: str, flags: tuple[str, ...]) -> tuple[Origin, ...] | None:
    """What the start command of a file that is run gives an option."""
    found: list[Origin] = []
    for arguments in _arguments(project, path):
        for index, word in enumerate(arguments):
            text = str(word.value) if isinstance(word, Literal) else ""
            if text in flags and index + 1 < len(arguments):
                found.append(arguments[index + 1])
    return tuple(found) or None


def _arguments(project: Project, path: str) -> Iterator[tuple[Origin, ...]]:
    """The arguments of each start command that runs a file, `--name=value` as two."""
    for launch in launches(project):
        for started in launch.commands:
            if started.python != path:
                continue
            words: list[Origin] = []
            for word in started.invocation.arguments:
                name, sign, _ = word.pattern.partition("=")
                if sign and name.startswith("--"):
                    words += [Literal(name), word.part(word.pattern[len(name) + 1 :]).value]
                else:
                    words.append(word.value)
            yield tuple(words)
