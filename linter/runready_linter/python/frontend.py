"""Statements: a file's bodies read in the order in which Python would run them, made into facts."""

from __future__ import annotations

import ast
from collections import deque
from dataclasses import dataclass, field

from runready_linter.facts import (
    MAIN,
    MODULE,
    Binding,
    Class,
    FileFacts,
    Function,
    Loc,
    Parameter,
    PythonFacts,
    Store,
    Trouble,
)
from runready_linter.python.expressions import Reading, lower
from runready_linter.python.lifecycle import Stepper
from runready_linter.python.names import collect, is_main_guard, leaves
from runready_linter.python.scope import Record, Scope, nonlocal_owner
from runready_linter.python.source import Source, parse
from runready_linter.steps import Block
from runready_linter.values import (
    Binary,
    Const,
    Defined,
    Element,
    Entered,
    Global,
    Imported,
    Item,
    Local,
    Opaque,
    Param,
    Seq,
    Value,
)

_FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def read(path: str, data: bytes) -> FileFacts:
    """The facts of one Python file.

    Args:
        path: how findings name the file; nothing is read from it.
        data: the content.

    A file that is no Python (encoding, null bytes, syntax, nesting) gives facts with a `Trouble` and no `python`.
    """
    source = parse(data)
    lines = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    if isinstance(source, Trouble):
        return FileFacts(path, lines, troubles=(source,))
    reader = _Reader(source)
    try:
        return FileFacts(path, lines, python=reader.facts(), lifecycles=reader.steps)
    except RecursionError:
        return FileFacts(path, lines, troubles=(Trouble("is nested too deeply to be read", Loc(1)),))
    finally:
        # A circle of references would keep the whole tree in memory until the next collection.
        del reader.reading


@dataclass(slots=True)
class _Pending:
    """A function whose body is read once everything around it is bound, as when it runs."""

    node: _FunctionNode
    scope: Scope
    qualname: str
    owner: str
    decorators: tuple[Value, ...]
    params: tuple[Parameter, ...]
    #: Comprehension and guard state do not reach into a function's body.
    parent: str


@dataclass(slots=True)
class _Reader:
    source: Source
    functions: dict[str, Function] = field(default_factory=dict)
    classes: dict[str, Class] = field(default_factory=dict)
    steps: dict[str, Block] = field(default_factory=dict)
    defined: dict[ast.stmt, str] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    pending: deque[_Pending] = field(default_factory=deque)
    reading: Reading = field(init=False)
    main: Record = field(init=False)

    def __post_init__(self) -> None:
        self.reading = Reading(self.source, self._finish_lambda, taken={MODULE, MAIN})
        self.main = Record(MAIN, Loc(1))

    def facts(self) -> PythonFacts:
        tree = self.source.tree
        record = Record(MODULE, Loc(1))
        module = Scope("module", MODULE, None, collect(tree.body), record)
        for statement in tree.body:
            if is_main_guard(statement) and isinstance(statement, ast.If):
                self.main.loc = self.source.loc(statement)
                module.record = self.main
                self._block(statement.body, module)
                module.record = record
                self._block(statement.orelse, module)
            else:
                self._statement(statement, module)
        while self.pending:
            self._function_body(self.pending.popleft())
        self._finish(module, record)
        if self.main.loc.line > 1 or self.main.calls or self.main.stores:
            self._finish(module, self.main)
        return PythonFacts(
            bindings={name: tuple(found) for name, found in module.bindings.items()},
            functions=self.functions,
            classes=self.classes,
            stars=tuple(self.stars),
            exports=_exports(module),
        )

    def _finish(self, module: Scope, record: Record) -> None:
        self.functions[record.qualname] = Function(
            record.qualname, record.loc, calls=tuple(record.calls), stores=tuple(record.stores)
        )

    def _finish_lambda(self, node: ast.Lambda, scope: Scope, qualname: str, record: Record) -> None:
        self.functions[qualname] = Function(
            qualname,
            record.loc,
            parent=_running_in(scope.parent),
            params=tuple(Parameter(a.arg) for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)),
            calls=tuple(record.calls),
            stores=tuple(record.stores),
            returns=tuple(record.returns),
            locals={name: tuple(found) for name, found in scope.bindings.items()},
            is_generator=record.is_generator,
        )

    # Bodies

    def _function_body(self, pending: _Pending) -> None:
        node, scope = pending.node, pending.scope
        self._block(node.body, scope)
        record = scope.record
        self.steps[pending.qualname] = Stepper(scope, self.reading.values, self.defined).block(node.body)
        self.functions[pending.qualname] = Function(
            qualname=pending.qualname,
            loc=record.loc,
            parent=pending.parent,
            owner=pending.owner,
            params=pending.params,
            decorators=pending.decorators,
            is_async=isinstance(node, ast.AsyncFunctionDef),
            is_generator=record.is_generator,
            locals={name: tuple(found) for name, found in scope.bindings.items()},
            globals_=scope.names.globals_,
            nonlocals=scope.names.nonlocals,
            calls=tuple(record.calls),
            stores=tuple(record.stores),
            returns=tuple(record.returns),
            yields=tuple(record.yields),
        )

    def _block(self, body: list[ast.stmt], scope: Scope) -> None:
        guards = scope.record.guards
        depth = len(guards)
        for statement in body:
            self._statement(statement, scope)
            if isinstance(statement, ast.If) and not statement.orelse and leaves(statement.body):
                # `if test: return` guards all that follows by its opposite.
                guards.append(Binary("not", self._last_test, Const(None)))
        del guards[depth:]

    _last_test: Value = field(default_factory=Opaque)

    def _statement(self, node: ast.stmt, scope: Scope) -> None:
        match node:
            case ast.Expr(value=value):
                lower(value, scope, self.reading, discarded=True)
            case ast.Assign(targets=targets, value=value):
                found = self._value(value, scope)
                for target in targets:
                    self._assign(target, found, scope, self.source.loc(node))
            case ast.AnnAssign(target=target, value=value):
                found = self._value(value, scope) if value is not None else Opaque("declared")
                self._assign(target, found, scope, self.source.loc(node), "assign" if value is not None else "declare")
            case ast.AugAssign(target=target, op=_, value=value):
                self._augment(target, self._value(value, scope), scope, self.source.loc(node))
            case ast.Delete(targets=targets):
                for target in targets:
                    if isinstance(target, ast.Attribute | ast.Subscript):
                        self._store("delete", lower(target, scope, self.reading), None, scope, self.source.loc(node))
            case ast.Return(value=value):
                if value is not None:
                    scope.record.returns.append(self._value(value, scope))
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._define(node, scope)
            case ast.ClassDef():
                self._class(node, scope)
            case ast.Import() | ast.ImportFrom():
                self._import(node, scope)
            case ast.If(test=test, body=body, orelse=orelse):
                condition = self._value(test, scope)
                self._guarded(body, condition, scope)
                self._guarded(orelse, Binary("not", condition, Const(None)), scope)
                self._last_test = condition
            case ast.While(test=test, body=body, orelse=orelse):
                self._guarded(body, self._value(test, scope), scope)
                self._block(orelse, scope)
            case ast.For() | ast.AsyncFor():
                iterable = self._value(node.iter, scope)
                self._assign(node.target, Element(iterable), scope, self.source.loc(node), "loop")
                self._block(node.body, scope)
                self._block(node.orelse, scope)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    context = lower(item.context_expr, scope, self.reading, managed=True)
                    if item.optional_vars is not None:
                        loc = self.source.loc(item.optional_vars)
                        self._assign(item.optional_vars, Entered(context), scope, loc, "with")
                self._block(node.body, scope)
            case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=final):
                self._try(body, handlers, orelse, final, scope)
            case ast.TryStar(body=body, handlers=handlers, orelse=orelse, finalbody=final):
                self._try(body, handlers, orelse, final, scope)
            case ast.Match(subject=subject, cases=cases):
                self._value(subject, scope)
                for case in cases:
                    for name in collect_pattern(case.pattern):
                        self._bind(name, Opaque("match"), scope, self.source.loc(node), "assign")
                    if case.guard is not None:
                        self._value(case.guard, scope)
                    self._guarded(case.body, Opaque("match"), scope)
            case ast.Raise(exc=exc, cause=cause):
                for part in (exc, cause):
                    if part is not None:
                        self._value(part, scope)
            case ast.Assert(test=test, msg=msg):
                self._value(test, scope)
                if msg is not None:
                    self._value(msg, scope)
            case _:
                # pass, global, nonlocal, break, continue, a type alias: nothing runs that matters here.
                pass

    def _try(
        self,
        body: list[ast.stmt],
        handlers: list[ast.ExceptHandler],
        orelse: list[ast.stmt],
        final: list[ast.stmt],
        scope: Scope,
    ) -> None:
        self._block(body, scope)
        for handler in handlers:
            caught = self._value(handler.type, scope) if handler.type is not None else Opaque("anything")
            if handler.name:
                self._bind(handler.name, Opaque("exception"), scope, self.source.loc(handler), "except")
            self._guarded(handler.body, Binary("except", caught, Const(None)), scope)
        self._block(orelse, scope)
        self._block(final, scope)

    def _guarded(self, body: list[ast.stmt], condition: Value, scope: Scope) -> None:
        scope.record.guards.append(condition)
        self._block(body, scope)
        scope.record.guards.pop()

    def _value(self, node: ast.expr, scope: Scope) -> Value:
        return lower(node, scope, self.reading)

    # Names and places

    def _assign(self, target: ast.expr, value: Value, scope: Scope, loc: Loc, kind: str = "assign") -> None:
        match target:
            case ast.Name(id=name):
                self._bind(name, value, scope, loc, kind)
            case ast.Tuple(elts=elts) | ast.List(elts=elts):
                for index, element in enumerate(elts):
                    self._assign(element, _part(value, index, len(elts), elts), scope, loc, "unpack")
            case ast.Starred(value=inner):
                self._assign(inner, Opaque("rest"), scope, loc, kind)
            case ast.Attribute() | ast.Subscript():
                place = lower(target, scope, self.reading)
                if kind != "declare":
                    self._store("assign", place, value, scope, loc)
            case _:
                pass

    def _bind(self, name: str, value: Value, scope: Scope, loc: Loc, kind: str) -> None:
        running = scope.record.qualname
        if scope.kind == "function" and name in scope.names.globals_:
            self._store("rebind", Global(name), value, scope, loc)
            guards = tuple(scope.record.guards)
            scope.module.bind(name, Binding(value, loc, kind, running, guards))  # type: ignore[arg-type]
        elif scope.kind == "function" and name in scope.names.nonlocals:
            place = Local(nonlocal_owner(name, scope), name)
            self._store("rebind", place, value, scope, loc)
        else:
            scope.bind(name, Binding(value, loc, kind, running, tuple(scope.record.guards)))  # type: ignore[arg-type]

    def _augment(self, target: ast.expr, value: Value, scope: Scope, loc: Loc) -> None:
        place = lower(target, scope, self.reading)
        if not isinstance(target, ast.Name):
            self._store("augment", place, value, scope, loc)
            return
        name = target.id
        declared = scope.kind == "function" and (name in scope.names.globals_ or name in scope.names.nonlocals)
        if declared:
            self._bind(name, Binary("+", place, value), scope, loc, "augment")
        else:
            # `d += [x]` changes what d is an alias of, in place, where that is a list.
            self._store("augment", place, value, scope, loc)
            if scope.kind != "function":
                scope.bind(name, Binding(value, loc, "augment", scope.record.qualname))

    def _store(self, kind: str, target: Value, value: Value | None, scope: Scope, loc: Loc) -> None:
        record = scope.record
        record.stores.append(Store(kind, target, value, loc, tuple(record.guards)))  # type: ignore[arg-type]

    def _import(self, node: ast.Import | ast.ImportFrom, scope: Scope) -> None:
        loc = self.source.loc(node)
        if isinstance(node, ast.Import):
            for alias in node.names:
                # `import a.b` binds a; `import a.b as c` binds a.b.
                name = alias.asname or alias.name.partition(".")[0]
                path = alias.name if alias.asname else name
                self._bind(name, Imported(path), scope, loc, "import")
            return
        base = "." * node.level + (node.module or "")
        for alias in node.names:
            if alias.name == "*":
                self.stars.append(base)
                continue
            joint = "" if base.endswith(".") else "."
            self._bind(alias.asname or alias.name, Imported(f"{base}{joint}{alias.name}"), scope, loc, "import")

    # Definitions

    def _define(self, node: _FunctionNode, scope: Scope) -> None:
        decorators = tuple(self._value(d, scope) for d in node.decorator_list)
        qualname = self.reading.unique(f"{scope.prefix()}{node.name}", node.lineno)
        self.defined[node] = qualname
        params = self._parameters(node.args, scope)
        loc = Loc(node.lineno, self.source.column(node.lineno, node.col_offset), node.end_lineno or node.lineno)
        bound = collect(node.body)
        names = frozenset(p.name for p in params)
        inner = Scope("function", qualname, scope, bound, Record(qualname, loc), names)
        for name in names & bound.bound:
            inner.bind(name, Binding(Param(qualname, name), loc, scope=qualname))
        owner = scope.qualname if scope.kind == "class" else ""
        self.pending.append(_Pending(node, inner, qualname, owner, decorators, params, _running_in(scope)))
        self._bind(node.name, Defined(qualname), scope, loc, "def")
        if scope.kind == "class":
            scope.methods[node.name] = qualname

    def _parameters(self, arguments: ast.arguments, scope: Scope) -> tuple[Parameter, ...]:
        def annotation(argument: ast.arg) -> Value | None:
            return self._value(argument.annotation, scope) if argument.annotation is not None else None

        positional = [*arguments.posonlyargs, *arguments.args]
        missing = len(positional) - len(arguments.defaults)
        params = [
            Parameter(
                argument.arg,
                self._value(arguments.defaults[index - missing], scope) if index >= missing else None,
                annotation(argument),
            )
            for index, argument in enumerate(positional)
        ]
        if arguments.vararg is not None:
            params.append(Parameter(arguments.vararg.arg, None, annotation(arguments.vararg), "args"))
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
            value = self._value(default, scope) if default is not None else None
            params.append(Parameter(argument.arg, value, annotation(argument), "keyword"))
        if arguments.kwarg is not None:
            params.append(Parameter(arguments.kwarg.arg, None, annotation(arguments.kwarg), "kwargs"))
        return tuple(params)

    def _class(self, node: ast.ClassDef, scope: Scope) -> None:
        decorators = tuple(self._value(d, scope) for d in node.decorator_list)
        bases = tuple(self._value(b, scope) for b in node.bases)
        keywords = tuple((k.arg or "**", self._value(k.value, scope)) for k in node.keywords)
        qualname = self.reading.unique(f"{scope.prefix()}{node.name}", node.lineno)
        loc = Loc(node.lineno, self.source.column(node.lineno, node.col_offset), node.end_lineno or node.lineno)
        body = Scope("class", qualname, scope, collect(node.body), scope.record)
        self._block(node.body, body)
        self.classes[qualname] = Class(
            qualname, loc, _running_in(scope), bases, keywords, decorators,
            attributes={name: tuple(found) for name, found in body.bindings.items()},
            methods=dict(body.methods),
        )  # fmt: skip
        self._bind(node.name, Defined(qualname), scope, loc, "class")


def _running_in(scope: Scope | None) -> str:
    """The qualname of the function-like body that a scope's statements run in."""
    while scope is not None and scope.kind == "class":
        scope = scope.parent
    return scope.qualname if scope is not None else MODULE


def _part(value: Value, index: int, count: int, targets: list[ast.expr]) -> Value:
    """What the target at `index` gets when `value` is unpacked into `targets`."""
    starred = any(isinstance(t, ast.Starred) for t in targets)
    if isinstance(value, Seq) and not value.partial and len(value.items) == count and not starred:
        return value.items[index]
    if starred and index > next(i for i, t in enumerate(targets) if isinstance(t, ast.Starred)):
        return Item(value, Const(index - count))
    return Item(value, Const(index))


def collect_pattern(pattern: ast.pattern) -> set[str]:
    """The names that a `case` pattern binds."""
    names: set[str] = set()
    for node in ast.walk(pattern):
        match node:
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                names.add(name)
            case _:
                pass
    return names


def _exports(module: Scope) -> tuple[str, ...] | None:
    """`__all__`, where it is one literal list."""
    bindings = module.bindings.get("__all__", [])
    if len(bindings) != 1 or not isinstance(bindings[0].value, Seq):
        return None
    return tuple(v.value for v in bindings[0].value.items if isinstance(v, Const) and isinstance(v.value, str))
