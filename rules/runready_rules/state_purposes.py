"""What a piece of request-time state is for, told from its names and keys, and where it should live instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from runready_linter.findings import Evidence, Span
from runready_linter.link.cells import Cell, cells
from runready_linter.link.project import Project
from runready_linter.link.state import Change, SharedState
from runready_linter.values import Attr, Binary, Call, Const, Global, Imported, Item, Local, Param, Value


@dataclass(frozen=True, slots=True)
class Purpose:
    """What state is for: how a message names it, what goes wrong with it, and where to keep it."""

    noun: str
    harm: str
    remedy: str


_PURPOSES: dict[str, Purpose] = {
    "connections": Purpose(
        "open connections",
        "a message sent from one instance never reaches the clients of another",
        "send between instances through a broker (Redis publish/subscribe, Amazon SNS or IoT), or use the WebSocket API of "
        "Amazon API Gateway, which keeps the connections itself",
    ),
    "sessions": Purpose(
        "data of users and sessions",
        "the user's next request may reach another instance, which does not know it",
        "keep it in a signed cookie, or under the user's key in Redis (ElastiCache) or DynamoDB",
    ),
    "counter": Purpose(
        "a counter or limit",
        "each instance counts for itself and starts again at nothing",
        "count in a shared store with an atomic step: Redis INCR with an expiry, or a DynamoDB ADD update",
    ),
    "ids": Purpose(
        "the next number of a series",
        "two instances hand out the same numbers, and a restart begins again",
        "let the database number the rows, or use uuid.uuid4()",
    ),
    "jobs": Purpose(
        "jobs and their progress",
        "the job is lost with its instance, and another instance does not know of it",
        "put jobs on a queue (Amazon SQS) and their state in DynamoDB, Redis or the database",
    ),
    "memo": Purpose(
        "results that could be computed again",
        "each instance fills its own and may answer with an older value than another",
        "nothing needs to change if stale values are acceptable; else cache in Redis (ElastiCache), or bound it with an expiry",
    ),
    "data": Purpose(
        "the application's data",
        "it is lost when the instance is replaced, and no other instance sees it",
        "keep it in a database, DynamoDB or Redis (ElastiCache)",
    ),
}

#: Words in names and keys, in the order in which they decide.
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "connections",
        re.compile(
            r"(?i)(^|_)(ws|web_?sockets?|sockets?|connections?|peers?|subscribers?|listeners?|online|rooms?)(_|$)"
        ),
    ),
    (
        "sessions",
        re.compile(
            r"(?i)(^|_)(users?|user_?id|uid|username|sessions?|sid|tokens?|auth\w*|carts?|baskets?|log(ged)?_?ins?|otps?|"
            r"accounts?|csrf|nonces?|conversations?|chats?|history|player\w*|current_?user|states?)(_|$)"
        ),
    ),
    (
        "jobs",
        re.compile(
            r"(?i)(^|_)(jobs?|tasks?|queues?|progress|pending|work|runs?|uploads?|status(es)?|downloads?|results?)(_|$)"
        ),
    ),
    (
        "counter",
        re.compile(
            r"(?i)(^|_)(counts?|counters?|counter|hits?|visits?|visitors?|views?|limits?|rate\w*|attempts?|totals?|"
            r"requests?|seen|num|metrics|stats|calls|failures?|errors?|votes?|likes?|last_\w+|remote_addr|ip|ips)(_|$)"
        ),
    ),
    ("memo", re.compile(r"(?i)(^|_)(caches?|cached|memo\w*)(_|$)")),
)


def purpose(state: SharedState) -> Purpose:
    """What a piece of state is most likely for."""
    if state.weight == "memo":
        return _PURPOSES["memo"]
    verbs = {c.write.verb for c in state.changes}
    if "next" in verbs:
        return _PURPOSES["ids"]
    name = _snake(state.cell.name.rpartition(".")[2])
    named = _by_words(name)
    if named in {"connections", "sessions", "jobs"}:
        return _PURPOSES[named]
    if "augment" in verbs or any(_counts(c) for c in state.changes):
        return _PURPOSES["counter"]
    if named is not None and named != "memo":
        return _PURPOSES[named]
    for change in state.changes:
        for value in (change.write.key, change.write.value):
            for word in _names(value):
                keyed = _by_words(_snake(word))
                if keyed in {"connections", "sessions"}:
                    return _PURPOSES[keyed]
    return _PURPOSES["data"]


def _by_words(name: str) -> str | None:
    return next((found for found, pattern in _WORDS if pattern.search(name)), None)


def _counts(change: Change) -> bool:
    """`hits = hits + 1` through `global`."""
    value = change.write.value
    return change.write.rebinds and isinstance(value, Binary) and value.op in {"+", "-"}


def _names(value: Value | None) -> list[str]:
    """The names and literal keys in an expression."""
    match value:
        case Const(value=str(text)):
            return [text]
        case Local(name=name) | Param(name=name) | Global(name=name):
            return [name]
        case Imported(path=path):
            return [path.rpartition(".")[2]]
        case Attr(base=base, name=name):
            return [name, *_names(base)]
        case Item(base=base, key=key):
            return [*_names(key), *_names(base)]
        case Call(callee=callee, args=args):
            return [n for part in (*args, callee) for n in _names(part)]
        case _:
            return []


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)


# How changes are told

_TOLD = {
    "rebind": "sets it",
    "item": "stores into it",
    "delete": "deletes from it",
    "attribute": "changes something in it",
    "augment": "adds to it",
    "next": "takes its next value",
}


def told(project: Project, state: SharedState) -> list[Evidence]:
    """Every change as evidence: what it does, in which function, and how that is reached."""
    return [Evidence(c.write.path, c.write.loc.line, _told(project, c)) for c in state.changes]


def _told(project: Project, change: Change) -> str:
    write = change.write
    what = _TOLD.get(write.verb, f"changes it with `{write.verb}`")
    through = f" through `{write.through}`" if write.through else ""
    function = shown(write.function)
    path, entry = change.reach.entry
    if (path, entry) == (write.path, write.function):
        return f"`{function}` {what}{through}"
    line = project.python[path].functions[entry].loc.line
    where = f"{path}:{line}" if path != write.path else f"line {line}"
    return f"`{function}` {what}{through}; it runs on behalf of `{shown(entry)}` ({where})"


def shown(qualname: str) -> str:
    """A function's name as a reader knows it."""
    if qualname.startswith("<"):
        return "the module's body"
    return "a lambda" if "<lambda>" in qualname.rpartition(".")[2] else qualname.rpartition(".")[2].partition("@")[0]


def handlers(state: SharedState, limit: int = 3) -> str:
    """The functions that change it, for a message."""
    names = list(dict.fromkeys(f"`{shown(c.write.function)}`" for c in state.changes))
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def variable(cell: Cell) -> str:
    """The cell's name in a message."""
    return f"`{cell.name.lstrip('.')}`"


def place(project: Project, state: SharedState) -> Span:
    """The line that the catalogue fixes: the cell's binding, else the first change."""
    known = project.derive(cells)
    loc = known.binding(state.cell)
    if loc is not None and not (state.rebound and state.cell.kind == "closure"):
        return project.span(state.cell.path, loc)
    first = state.changes[0].write
    function = project.python[first.path].functions[first.function]
    declared = {**function.globals_, **function.nonlocals}.get(state.cell.name)
    if state.rebound and declared is not None:
        return Span(first.path, declared)
    return project.span(first.path, first.loc)
