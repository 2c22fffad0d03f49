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


def collect(body: Iterable[ast.stmt]) -> Names:
    """The names of a module's, class's or function's body."""
    names = Names()
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                names.bound.add(node.name)
                # Decorators, defaults and annotations run here and may hold a walrus.
                stack += node.decorator_list
                stack += [d for d in (*node.args.defaults, *node.args.kw_defaults) if d is not None]
                continue
            case ast.ClassDef():
                names.bound.add(node.name)
                stack += [*node.decorator_list, *node.bases, *node.keywords]
                continue
            case ast.Lambda():
                continue
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                names.bound |= {n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr)}
                continue
            case ast.Name(ctx=ast.Store() | ast.Del()):
                names.bound.add(node.id)
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
        stack += ast.iter_child_nodes(node)
    names.bound -= names.globals_.keys() | names.nonlocals.keys()
    return names


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
