"""Expressions: every one is read exactly once, its value returned and its calls recorded on the way."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

from runready_linter.facts import Binding, CallSite
from runready_linter.python.names import Names
from runready_linter.python.scope import Record, Scope, meaning
from runready_linter.python.source import Source
from runready_linter.values import (
    Attr,
    Binary,
    Call,
    Choice,
    Const,
    Element,
    Item,
    Join,
    Lambda,
    Opaque,
    Seq,
    Table,
    Value,
)

#: Longer texts and displays are cut: no rule reads them, and facts are kept in a cache.
MAX_TEXT = 2000
MAX_ITEMS = 200
#: Deeper expressions are left opaque, so that a file of 10,000 nested operators costs no stack.
MAX_DEPTH = 120

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.LShift: "<<", ast.RShift: ">>", ast.BitOr: "|", ast.BitXor: "^", ast.BitAnd: "&", ast.MatMult: "@",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip


@dataclass(slots=True)
class Reading:
    """What is shared while one file is read. `finish_lambda` registers a lambda's facts."""

    source: Source
    finish: Callable[[ast.Lambda, Scope, str, Record], None]
    depth: int = 0
    taken: set[str] = field(default_factory=set)
    #: What every expression read so far came to.
    values: dict[ast.expr, Value] = field(default_factory=dict)

    def unique(self, qualname: str, line: int) -> str:
        """A qualname not given before: the second of a name gets its line."""
        if qualname in self.taken:
            qualname = f"{qualname}@{line}"
        while qualname in self.taken:
            qualname += "'"
        self.taken.add(qualname)
        return qualname


def lower(
    node: ast.expr,
    scope: Scope,
    reading: Reading,
    *,
    managed: bool = False,
    awaited: bool = False,
    discarded: bool = False,
) -> Value:
    """The value of an expression. The flags describe the place of a call at its top."""
    if reading.depth > MAX_DEPTH:
        return Opaque("deep")
    reading.depth += 1
    try:
        if isinstance(node, ast.Call):
            found: Value = _call(node, scope, reading, managed, awaited, discarded)
        elif isinstance(node, ast.Await):
            found = lower(node.value, scope, reading, managed=managed, awaited=True, discarded=discarded)
        else:
            found = _plain(node, scope, reading)
    finally:
        reading.depth -= 1
    reading.values[node] = found
    return found


def _plain(node: ast.expr, scope: Scope, reading: Reading) -> Value:
    def go(child: ast.expr) -> Value:
        return lower(child, scope, reading)

    match node:
        case ast.Constant(value=value):
            if (isinstance(value, str | bytes) and len(value) > MAX_TEXT) or isinstance(value, complex) or value is ...:
                return Opaque("constant")
            return Const(value, node.lineno)
        case ast.Name(id=name):
            return meaning(name, scope)
        case ast.Attribute(value=base, attr=name):
            return Attr(go(base), name)
        case ast.Subscript(value=base, slice=ast.Slice() as part):
            for edge in (part.lower, part.upper, part.step):
                if edge is not None:
                    go(edge)
            return Item(go(base), Opaque("slice"))
        case ast.Subscript(value=base, slice=key):
            return Item(go(base), go(key))
        case ast.Starred(value=inner):
            return Element(go(inner))
        case ast.List(elts=elts) | ast.Tuple(elts=elts) | ast.Set(elts=elts):
            kind = {ast.List: "list", ast.Tuple: "tuple", ast.Set: "set"}[type(node)]
            items = tuple(go(e) for e in elts)
            return Seq(
                kind,  # type: ignore[arg-type]
                items[:MAX_ITEMS], scope.record.qualname, node.lineno, _column(node, reading), len(items) > MAX_ITEMS,
            )  # fmt: skip
        case ast.Dict(keys=keys, values=values):
            pairs = tuple((go(k) if k is not None else Opaque("**"), go(v)) for k, v in zip(keys, values, strict=True))
            return Table(
                pairs[:MAX_ITEMS], scope.record.qualname, node.lineno, _column(node, reading), len(pairs) > MAX_ITEMS
            )
        case ast.JoinedStr(values=values):
            return Join(tuple(go(v) for v in values))
        case ast.FormattedValue(value=inner, format_spec=spec):
            if spec is not None:
                go(spec)
            return go(inner)
        case ast.BinOp(left=left, op=op, right=right):
            return _binary(go(left), _OPERATORS[type(op)], go(right))
        case ast.BoolOp(op=op, values=values):
            return Choice(tuple(go(v) for v in values), "or" if isinstance(op, ast.Or) else "and")
        case ast.UnaryOp(op=op, operand=operand):
            inner_value = go(operand)
            if (
                isinstance(op, ast.USub)
                and isinstance(inner_value, Const)
                and isinstance(inner_value.value, int | float)
            ):
                return Const(-inner_value.value, inner_value.line)
            return Binary("not", inner_value, Const(None)) if isinstance(op, ast.Not) else Opaque("unary")
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            values_ = [go(left), *(go(c) for c in comparators)]
            if len(ops) == 1:
                return Binary(_OPERATORS[type(ops[0])], values_[0], values_[1])
            return Opaque("comparison")
        case ast.IfExp(test=test, body=body, orelse=orelse):
            condition = go(test)
            record = scope.record
            record.guards.append(condition)
            then = go(body)
            record.guards[-1] = Binary("not", condition, Const(None))
            other = go(orelse)
            record.guards.pop()
            return Choice((then, other), "if", condition)
        case ast.NamedExpr(target=target):
            bound = go(node.value)
            owner = scope if scope.kind != "class" else scope.module
            if target.id in owner.names.bound or owner.kind == "module":
                loc = reading.source.loc(node)
                owner.bind(target.id, Binding(bound, loc, "assign", scope.record.qualname, tuple(scope.record.guards)))
            return bound
        case ast.Lambda():
            return _lambda(node, scope, reading)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            return _comprehension(node, scope, reading)
        case ast.Yield(value=inner):
            scope.record.is_generator = True
            if inner is not None:
                scope.record.yields.append(go(inner))
            return Opaque("sent")
        case ast.YieldFrom(value=inner):
            scope.record.is_generator = True
            scope.record.yields.append(Element(go(inner)))
            return Opaque("sent")
        case _:
            # A kind of expression newer than this reader: what it holds is still read.
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    go(child)
            return Opaque(type(node).__name__)


def _column(node: ast.expr, reading: Reading) -> int:
    return reading.source.column(node.lineno, node.col_offset)


def _call(node: ast.Call, scope: Scope, reading: Reading, managed: bool, awaited: bool, discarded: bool) -> Call:
    # The receiver first, then the arguments: the order in which Python evaluates them.
    callee = lower(node.func, scope, reading)
    args = tuple(lower(a, scope, reading) for a in node.args)
    keywords = tuple((k.arg or "**", lower(k.value, scope, reading)) for k in node.keywords)
    loc = reading.source.loc(node)
    record = scope.record
    call = Call(callee, args[:MAX_ITEMS], keywords, record.qualname, loc.line, loc.column)
    record.calls.append(CallSite(call, loc, tuple(record.guards), managed, awaited, discarded))
    return call


def _binary(left: Value, op: str, right: Value) -> Value:
    texts = (Join,)
    if op == "+" and any(
        isinstance(s, texts) or (isinstance(s, Const) and isinstance(s.value, str)) for s in (left, right)
    ):
        parts = [p for s in (left, right) for p in (s.parts if isinstance(s, Join) else (s,))]
        return Join(tuple(parts))
    return Binary(op, left, right)


def _lambda(node: ast.Lambda, scope: Scope, reading: Reading) -> Lambda:
    qualname = reading.unique(f"{scope.prefix()}<lambda>", node.lineno)
    arguments = node.args
    for default in (*arguments.defaults, *(d for d in arguments.kw_defaults if d is not None)):
        lower(default, scope, reading)
    params = frozenset(
        a.arg
        for a in (
            *arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs,
            *(a for a in (arguments.vararg, arguments.kwarg) if a is not None),
        )
    )  # fmt: skip
    record = Record(qualname, reading.source.loc(node))
    inner = Scope("function", qualname, scope, Names(), record, params)
    record.returns.append(lower(node.body, inner, reading))
    reading.finish(node, inner, qualname, record)
    return Lambda(qualname)


def _comprehension(
    node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, scope: Scope, reading: Reading
) -> Value:
    names: dict[str, Value] = {}
    # The first iterable is evaluated outside the comprehension.
    first = lower(node.generators[0].iter, scope, reading)
    scope.comprehensions.append(names)
    try:
        for index, generator in enumerate(node.generators):
            source = first if index == 0 else lower(generator.iter, scope, reading)
            _targets(generator.target, Element(source), names)
            for test in generator.ifs:
                lower(test, scope, reading)
        elements = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        values = [lower(e, scope, reading) for e in elements]
    finally:
        scope.comprehensions.pop()
    running = scope.record.qualname
    if isinstance(node, ast.DictComp):
        return Table(((values[0], values[1]),), running, node.lineno, _column(node, reading), partial=True)
    kind = "set" if isinstance(node, ast.SetComp) else "list"
    return Seq(kind, (values[0],), running, node.lineno, _column(node, reading), partial=True)  # type: ignore[arg-type]


def _targets(target: ast.expr, value: Value, names: dict[str, Value]) -> None:
    match target:
        case ast.Name(id=name):
            names[name] = value
        case ast.Tuple(elts=elts) | ast.List(elts=elts):
            for index, element in enumerate(elts):
                _targets(element, Item(value, Const(index)), names)
        case ast.Starred(value=inner):
            _targets(inner, Opaque("rest"), names)
        case _:
            pass
