"""Which names a body binds, before anything is lowered: Python decides that for a whole function at once."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Names:
    """The names that one body binds (nested functions and classes left out) and those it declares."""

    bound: set[str] = field(default_factory=set)
    globals_: dict[str, int] = field(default_factory=dict)
    nonlocals: dict[str, int] = field(default_factory=dict)


#: The parts of each kind of node that can bind a name: a context or an operator cannot.
_PARTS: dict[type[ast.AST], tuple[str, ...]] = {
    kind: tuple(f for f in kind._fields if f not in {"ctx", "op", "ops", "type_comment"})
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}
#: Kinds of nodes that bind names by themselves, or whose parts are not this body's.
_BINDING = frozenset({
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp,
    ast.GeneratorExp, ast.Global, ast.Nonlocal, ast.Import, ast.ImportFrom, ast.ExceptHandler, ast.MatchAs,
    ast.MatchStar, ast.MatchMapping,
})  # fmt: skip


def collect(body: Iterable[ast.stmt]) -> Names:
    """The names of a module's, class's or function's body."""
    names = Names()
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        # By far the most nodes are of these kinds.
        if isinstance(node, ast.Name):
            if not isinstance(node.ctx, ast.Load):
                names.bound.add(node.id)
        elif isinstance(node, ast.Attribute):
            stack.append(node.value)
        elif not isinstance(node, ast.Constant) and (type(node) not in _BINDING or _bind(node, names, stack)):
            for part in _PARTS[type(node)]:
                child = getattr(node, part, None)
                if type(child) is list:
                    stack += [c for c in child if isinstance(c, ast.AST)]
                elif isinstance(child, ast.AST):
                    stack.append(child)
    names.bound -= names.globals_.keys() | names.nonlocals.keys()
    return names


def _bind(node: ast.AST, names: Names, stack: list[ast.AST]) -> bool:
    """Takes the names that a node binds by itself, and says whether its parts may bind others."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            names.bound.add(node.name)
            # Decorators, defaults and annotations run here and may hold a walrus.
            stack += node.decorator_list
            stack += [d for d in (*node.args.defaults, *node.args.kw_defaults) if d is not None]
            return False
        case ast.ClassDef():
            names.bound.add(node.name)
            stack += [*node.decorator_list, *node.bases, *node.keywords]
            return False
        case ast.Lambda():
            return False
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            names.bound |= {n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr)}
            return False
        case ast.Global():
            names.globals_.update(dict.fromkeys(node.names, node.lineno))
        case ast.Nonlocal():
            names.nonlocals.update(dict.fromkeys(node.names, node.lineno))
        case ast.Import():
            names.bound |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
        case ast.ImportFrom():
            names.bound |= {alias.asname or alias.name for alias in node.names if alias.name != "*"}
        case ast.ExceptHandler() | ast.MatchAs() | ast.MatchStar() if node.name:
            names.bound.add(node.name)
        case ast.MatchMapping() if node.rest:
            names.bound.add(node.rest)
        case _:
            pass
    return True


def is_main_guard(node: ast.stmt) -> bool:
    """Whether a statement is `if __name__ == "__main__":`, either way round."""
    match node:
        case ast.If(test=ast.Compare(left=left, ops=[ast.Eq()], comparators=[right])):
            sides = [left, right]
        case _:
            return False
    return any(isinstance(s, ast.Name) and s.id == "__name__" for s in sides) and any(
        isinstance(s, ast.Constant) and s.value == "__main__" for s in sides
    )


def leaves(body: list[ast.stmt]) -> bool:
    """Whether a body always leaves the block that it stands in (by its last statement)."""
    if not body:
        return False
    match body[-1]:
        case ast.Return() | ast.Raise() | ast.Continue() | ast.Break():
            return True
        case ast.If(body=then, orelse=other):
            return leaves(then) and leaves(other)
        case _:
            return False
