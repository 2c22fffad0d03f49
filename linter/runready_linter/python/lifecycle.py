"""Bodies to steps: the control flow of a function, over the values that reading it has made already."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

from runready_linter.python.scope import Scope, meaning
from runready_linter.steps import (
    Assign,
    Block,
    Branch,
    Break,
    Cases,
    Continue,
    Define,
    Do,
    Handler,
    Loop,
    Raise,
    Return,
    Step,
    Try,
    With,
    Yield,
)
from runready_linter.values import Binary, Element, Opaque, Seq, Value


class Stepper:
    """Makes the steps of one function's body.

    Args:
        scope: the function's scope, whose names are all bound.
        values: the value of every expression that was read.
        defined: the qualified name of every `def` that was read.
    """

    def __init__(self, scope: Scope, values: Mapping[ast.expr, Value], defined: Mapping[ast.stmt, str]) -> None:
        self._scope = scope
        self._values = values
        self._defined = defined
        self._generator = scope.record.is_generator

    def block(self, body: Iterable[ast.stmt]) -> Block:
        return tuple(step for statement in body for step in self._steps(statement))

    def _steps(self, node: ast.stmt) -> Iterator[Step]:
        line = node.lineno
        yield from self._handed_out(node)
        match node:
            case ast.Expr(value=ast.Yield() | ast.YieldFrom() | ast.Constant()):
                pass
            case ast.Expr(value=value):
                yield Do(self._value(value), line)
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    yield Assign(self._target(target), self._value(value), line)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                yield Assign(self._target(target), self._value(value), line)
            case ast.AugAssign(target=target, value=value):
                place = self._target(target)
                yield Assign(place, Binary("+", place, self._value(value)), line)
            case ast.Return(value=value):
                yield Return(self._value(value) if value is not None else None, line)
            case ast.Raise(exc=exc):
                yield Raise(self._value(exc) if exc is not None else None, line)
            case ast.Break():
                yield Break(line)
            case ast.Continue():
                yield Continue(line)
            case ast.If(test=test, body=body, orelse=orelse):
                yield Branch(self._value(test), self.block(body), self.block(orelse), line)
            case ast.While(test=test, body=body, orelse=orelse):
                yield Loop(self._value(test), None, self.block(body), self.block(orelse), line)
            case ast.For() | ast.AsyncFor():
                source, each = self._value(node.iter), self._target(node.target)
                yield Loop(source, each, self.block(node.body), self.block(node.orelse), line)
            case ast.With() | ast.AsyncWith():
                inner = self.block(node.body)
                for item in reversed(node.items):
                    bound = self._target(item.optional_vars) if item.optional_vars is not None else None
                    inner = (With(self._value(item.context_expr), bound, inner, item.context_expr.lineno),)
                yield from inner
            case ast.Try() | ast.TryStar():
                handlers = tuple(
                    Handler(self._value(h.type) if h.type is not None else None, self.block(h.body), h.lineno)
                    for h in node.handlers
                )
                yield Try(self.block(node.body), handlers, self.block(node.orelse), self.block(node.finalbody), line)
            case ast.Match(subject=subject, cases=cases):
                whole = any(
                    c.guard is None and isinstance(c.pattern, ast.MatchAs) and not c.pattern.pattern for c in cases
                )
                yield Cases(self._value(subject), tuple(self.block(c.body) for c in cases), whole, line)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                decorators = tuple(self._value(d) for d in node.decorator_list)
                yield Define(self._defined[node], decorators, line)
            case _:
                # Imports, classes, assertions, declarations: nothing in them makes or releases on a path of its own.
                pass

    def _handed_out(self, node: ast.stmt) -> Iterator[Step]:
        """The yields within a simple statement, which run before what it does with the answer."""
        if not self._generator:
            return
        match node:
            case ast.Expr() | ast.Assign() | ast.AnnAssign() | ast.AugAssign() | ast.Return():
                for part in ast.walk(node):
                    if isinstance(part, ast.Yield):
                        yield Yield(self._value(part.value) if part.value is not None else None, part.lineno)
                    elif isinstance(part, ast.YieldFrom):
                        yield Yield(Element(self._value(part.value)), part.lineno)
            case _:
                pass

    def _value(self, node: ast.expr) -> Value:
        return self._values.get(node, Opaque("unread"))

    def _target(self, node: ast.expr) -> Value:
        match node:
            case ast.Name(id=name):
                return meaning(name, self._scope)
            case ast.Tuple(elts=elts) | ast.List(elts=elts):
                return Seq("tuple", tuple(self._target(e) for e in elts))
            case ast.Starred(value=inner):
                return Element(self._target(inner))
            case _:
                return self._value(node)
