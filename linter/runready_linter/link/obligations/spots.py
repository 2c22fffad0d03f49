"""Which paths lie under the temporary folder, and how they are put together."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from collections.abc import Iterable
from itertools import takewhile

from runready_linter.link import classes
from runready_linter.link.evaluate import Evaluator, argument
from runready_linter.link.objects import ClassObject, External, Known, Made
from runready_linter.link.obligations.tokens import CARED, NOTHING, Ref, Spot, Token, Tokens
from runready_linter.link.origins import Variable, Written, origins
from runready_linter.link.project import Project
from runready_linter.link.templates import filled
from runready_linter.values import Attr, Binary, Call, Choice, Const, Global, Imported, Item, Join, Local, Param, Value

JOIN = frozenset({"os.path.join", "posixpath.join", "pathlib.Path.joinpath"})


def written(value: object) -> str:
    """How a value is written, places left out; two different calls stay different."""
    match value:
        case Const(value=scalar):
            return repr(scalar)
        case Call(callee=callee, args=args, keywords=keywords, line=line, column=column):
            inner = ",".join([written(a) for a in args] + [f"{k}={written(v)}" for k, v in keywords])
            name = written(callee)
            return f"{name}({inner})" if name.endswith("join") else f"{name}@{line}:{column}({inner})"
        case tuple():
            return "(" + ",".join(written(v) for v in value) + ")"
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            names = (f.name for f in dataclasses.fields(value) if f.name not in {"line", "column"})
            return type(value).__name__ + "(" + ",".join(written(getattr(value, n)) for n in names) + ")"
        case _:
            return repr(value)


def literal(text: str, folders: Iterable[str]) -> Tokens:
    """The spot that a literal path names, if it lies under a temporary folder."""
    for folder in folders:
        if text.rstrip("/") == folder:
            return frozenset({Spot(folder, root=True, fixed=True)})
        if text.startswith(folder + "/"):
            bare = text.rstrip("/")
            parents = bare.split("/")
            within = frozenset("/".join(parents[:n]) for n in range(3, len(parents)))
            return frozenset({Spot(bare, within, fixed=True)})
    return NOTHING


def joined(first: Tokens, rest: tuple[Value, ...], *, separate: bool = True) -> Tokens:
    """The path made of a first part and others.

    Args:
        separate: each part is a step downwards (`os.path.join`); else they are text put together, so that only a
            separator at the start of the second part leads below a directory.
    """
    found: set[Token] = set()
    text = "".join(written(p) for p in rest)
    second = rest[0] if rest else None
    below = separate or (isinstance(second, Const) and str(second.value).startswith("/"))
    fixed = all(isinstance(p, Const) for p in rest)
    for token in first:
        match token:
            case Ref(resource=resource, role="path" | "inside" | "folder" as role):
                if (resource.what == "tree" and below) or role == "inside":
                    found.add(Ref(resource, "inside"))
                elif resource.what != "descriptor":
                    found.add(Spot(f"{resource.origin}+{text}"))
            case Spot(key=key, within=within, root=root, fixed=always):
                if fixed and always:
                    tail = "".join(("/" if separate else "") + str(p.value) for p in rest if isinstance(p, Const))
                    path = (key + tail).replace("//", "/")
                    found.add(Spot(path, within | (frozenset() if root else {key}), fixed=True))
                else:
                    found.add(Spot(f"{key}/{text}", within | (frozenset() if root else {key})))
            case _ if token == CARED:
                found.add(CARED)
            case _:
                pass
    return frozenset(found)


#: Following any attribute of any local costs too much; a setting that names a folder says so.
_PATHLIKE = re.compile(r"te?mp|dir|path|folder|file|upload|cache|work|scratch|storage|root|media|output|export", re.I)


def _may_name_a_path(value: Value, pathlike: bool = False) -> bool:
    """Whether a name is worth following: a module's own, or one that sounds like a path."""
    match value:
        case Attr(base=base, name=name):
            return _may_name_a_path(base, pathlike or bool(_PATHLIKE.search(name)))
        case Item(base=base, key=Const(value=str(name))):
            return _may_name_a_path(base, pathlike or bool(_PATHLIKE.search(name)))
        case Local() | Param() | Call():
            return pathlike
        case _:
            return isinstance(value, Global | Imported)


def _setting(value: Value) -> str:
    """The name of the setting that is read: `app.config["X"]`, `config.get("X")`, `settings.X`; "" for anything else."""
    match value:
        case Item(base=Attr(name="config"), key=Const(value=str(name))):
            return name
        case Call(callee=Attr(base=Attr(name="config"), name="get"), args=(Const(value=str(name)), *_)):
            return name
        case Attr(base=Imported(path="django.conf.settings"), name=name):
            return name
        case _:
            return ""


def _settings(project: Project) -> dict[str, list[tuple[str, Value]]]:
    """What the project sets by name: items and keywords of a `config`, names of Django settings modules."""
    found: dict[str, list[tuple[str, Value]]] = {}
    for path, function in project.functions():
        for store in function.stores:
            name = _setting(store.target)
            if name and store.value is not None:
                found.setdefault(name, []).append((path, store.value))
        for site in function.calls:
            match site.call:
                case Call(callee=Attr(base=Attr(name="config"), name="update" | "from_mapping"), keywords=keywords):
                    for name, value in keywords:
                        found.setdefault(name, []).append((path, value))
                case _:
                    pass
    for path, module in project.python.items():
        if "settings" in path:
            for name, bindings in module.bindings.items():
                if name.isupper():
                    found.setdefault(name, []).extend((path, b.value) for b in bindings if b.kind == "assign")
    return found


class Spots:
    """Finds the temporary paths that values stand for wherever they are read: constants, settings, helpers."""

    def __init__(self, project: Project, evaluator: Evaluator) -> None:
        self._project = project
        self._table = project.knowledge.temp_files
        self._evaluator = evaluator
        self._known: dict[tuple[str, Value], Tokens] = {}
        self._settings = project.derive(_settings)

    def of(self, path: str, value: Value, depth: int = 0) -> Tokens:
        """The temporary paths that a value of the file `path` may stand for."""
        key = (path, value)
        if key not in self._known:
            self._known[key] = NOTHING
            if depth < 8:
                self._known[key] = self._of(path, value, depth)
        return self._known[key]

    def _of(self, path: str, value: Value, depth: int) -> Tokens:
        match value:
            case Const(value=str(text)):
                return literal(text, self._table.folders)
            case Join(parts=parts) if parts:
                return self._text(path, parts, depth)
            case Binary(op="/", left=left, right=right):
                return joined(self.of(path, left, depth + 1), (right,))
            case Binary(op="+", left=left, right=right):
                return joined(self.of(path, left, depth + 1), (right,), separate=False)
            case Choice(options=options):
                return frozenset(t for o in options for t in self.of(path, o, depth + 1))
            case Attr(base=Param(scope=scope) as base) if found := self._of_receiver(
                path, scope, base, value.name, depth
            ):
                return found
            case Global() | Attr() | Item() | Imported():
                return self._named(path, value, depth) if _may_name_a_path(value) else NOTHING
            case Call() | Binary(op="%") if (join := filled(value)) is not None:
                return self.of(path, join, depth + 1)
            case Call(callee=callee):
                return frozenset(
                    t
                    for thing in self._evaluator.objects(path, callee)
                    if isinstance(thing, External)
                    for t in self._called(path, thing.path, value, depth)
                ) or self._named(path, value, depth)
            case _:
                return NOTHING

    def _of_receiver(self, path: str, scope: str, base: Param, name: str, depth: int) -> Tokens:
        """What the methods of a class assign to an attribute of `self`."""
        function = self._project.python[path].functions.get(scope)
        if function is None or classes.receiver_kind(function) != "self" or function.params[0].name != base.name:
            return NOTHING
        return frozenset(
            t
            for cls in classes.lineage(self._project, ClassObject(path, function.owner))
            for store in classes.own_stores(self._project, cls).get(name, ())
            for t in self.of(cls.path, store.value, depth + 1)
        )

    def _text(self, path: str, parts: tuple[Value, ...], depth: int) -> Tokens:
        first, rest = parts[0], parts[1:]
        if isinstance(first, Const) and isinstance(first.value, str) and rest:
            for folder in self._table.folders:
                if first.value.startswith(folder + "/"):
                    head = first.value.rstrip("/")
                    root = head == folder
                    tail = f"{head}/" + "".join(written(p) for p in rest)
                    return frozenset({Spot(tail, frozenset() if root else frozenset({head}))})
            return NOTHING
        return joined(self.of(path, first, depth + 1), rest, separate=False)

    def _named(self, path: str, value: Value, depth: int) -> Tokens:
        found: set[Token] = set()
        for there, setting in self._settings.get(_setting(value), ()):
            found |= self.of(there, setting, depth + 1)
        for thing in self._evaluator.objects(path, value):
            match thing:
                case Known(value=str(text)):
                    found |= literal(text, self._table.folders)
                case Made(path=dotted, site=site, call=call):
                    found |= self._called(site.path, dotted, call, depth)
                case _:
                    pass
        if not found:
            for step in origins(self._project, path, value) or ():
                match step:
                    case Written(path=there, value=inner) | Variable(default=Written(path=there, value=inner)):
                        found |= self.of(there, inner, depth + 1)
                    case _:
                        pass
        return frozenset(found)

    def _called(self, path: str, dotted: str, call: Call, depth: int) -> Tokens:
        args = call.args
        if dotted in self._table.folder_readers:
            return frozenset({Spot("<temp>", root=True, fixed=True)})
        if dotted in self._table.storages:
            folder = argument(call, *self._table.storages[dotted])
            return self.of(path, folder, depth + 1) if folder is not None else NOTHING
        if dotted in JOIN and args:
            return self._joined(path, args, depth)
        if dotted in self._project.knowledge.env_readers:
            return self._of_variable(path, dotted, call, depth)
        if dotted in self._table.same and args:
            first = self.of(path, args[-1] if dotted == "typing.cast" else args[0], depth + 1)
            return joined(first, args[1:]) if len(args) > 1 and dotted != "typing.cast" else first
        return NOTHING

    def _joined(self, path: str, args: tuple[Value, ...], depth: int) -> Tokens:
        """`os.path.join(...)`; its first parts, as far as they are literal, are one text."""
        texts = [a.value for a in takewhile(lambda a: isinstance(a, Const), args) if isinstance(a, Const)]
        if len(texts) > 1 and all(isinstance(t, str) for t in texts):
            first = literal(posixpath.join(*map(str, texts)), self._table.folders)
            return joined(first, args[len(texts) :]) if len(args) > len(texts) else first
        return joined(self.of(path, args[0], depth + 1), args[1:])

    def _of_variable(self, path: str, dotted: str, call: Call, depth: int) -> Tokens:
        """A variable that names the temporary folder, or whose default lies below it."""
        reader = self._project.knowledge.env_readers[dotted]
        name, default = argument(call, *reader.name), argument(call, *reader.default)
        if isinstance(name, Const) and name.value in self._table.folder_variables:
            return frozenset({Spot("<temp>", root=True, fixed=True)})
        return self.of(path, default, depth + 1) if default is not None else NOTHING
