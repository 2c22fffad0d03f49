"""Whether the application takes a request's scheme from the header of the proxy before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runready_linter.facts import CallSite
from runready_linter.link.commands import server_row
from runready_linter.link.elsewhere import words
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.imports import of_imported, tails
from runready_linter.link.launch import image_variables, launches
from runready_linter.link.listens import listens
from runready_linter.link.objects import External
from runready_linter.link.project import Project
from runready_linter.link.service import supplied_variables
from runready_linter.link.start import Started
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Literal
from runready_linter.values import Attr, Const, Imported, Seq, Value
from runready_linter.web_knowledge import Trust

_HEADER = re.compile(r"(?i)x[-_]forwarded[-_]proto")
_IN_BYTES = re.compile(rb"(?i)x[-_]forwarded[-_]proto")
#: Proxies on the instance itself: the platform's never is.
_LOOPBACK = re.compile(r"\s*(127\.\d+\.\d+\.\d+|localhost|\[?::1\]?|,|\s)*\s*")


def trusts_forwarded(project: Project) -> bool:
    """Whether a server or a middleware of the service makes the request's scheme the forwarded one."""
    return project.derive(_trusts_forwarded)


def _trusts_forwarded(project: Project) -> bool:
    known = project.knowledge.web_requests
    if any(listen.behind for listen in project.derive(listens)):
        # What a proxy in the same image hands on is not known.
        return True
    supplied = project.derive(supplied_variables)
    if known.trust_variables & supplied:
        return True
    images = project.derive(image_variables)
    if any(v is None or _reaches_out(v) for name in known.trust_variables for v in images.get(name, ())):
        return True
    commands = [started for launch in launches(project) if launch.ships for started in launch.commands]
    return any(_says_so(project, started) for started in commands) or _in_code(project)


def names_scheme_header(project: Project) -> bool:
    """Whether code of the service looks at the forwarded scheme itself. A comment is no code."""
    return project.derive(_names_scheme_header)


def _names_scheme_header(project: Project) -> bool:
    for path, facts in project.python.items():
        if not project.serves(path) or not _IN_BYTES.search(project.read(path) or b""):
            continue
        tables = [facts.bindings, *(f.locals for f in facts.functions.values())]
        tables += [c.attributes for c in facts.classes.values()]
        said: list[object] = [tuple(bindings) for table in tables for bindings in table.values()]
        for function in facts.functions.values():
            said += [function.calls, function.stores, function.returns, function.yields, function.params]
        if any(_HEADER.search(word) for part in said for word in words(part)):
            return True
    return False


def _reaches_out(hosts: str) -> bool:
    """Whether a list of trusted proxies has one that is not the instance itself."""
    return not _LOOPBACK.fullmatch(hosts)


def _says_so(project: Project, started: Started) -> bool:
    row = server_row(project, started)
    if row is None:
        return False
    known = project.knowledge.web_requests
    further = started.variables.get(row.arguments_variable) if row.arguments_variable else None
    arguments = [*started.invocation.arguments, *(further.words() if further is not None else ())]
    options = known.trust_options.get(row.server, ())
    for number, word in enumerate(arguments):
        name, equals, value = word.pattern.partition("=")
        if name in known.trust_flags.get(row.server, ()):
            return True
        if name in options:
            following = arguments[number + 1].pattern if number + 1 < len(arguments) else ""
            return _reaches_out(value if equals else following)
    return any(
        _reaches_out(started.variables[name].pattern) for name in known.trust_variables if name in started.variables
    )


def _in_code(project: Project) -> bool:
    known = project.knowledge.web_requests
    rows = of_imported(project, known.trusts)
    names = tails(rows)
    for path, function in project.functions():
        if not project.serves(path):
            continue
        for store in function.stores:
            name = store.target.name if isinstance(store.target, Attr) else ""
            if name in known.trust_settings and store.value is not None and _trusted(project, path, store.value):
                return True
        for site in function.calls if rows else ():
            if any(_is_trusting(project, path, site, trust) for trust in _trusts(project, path, site, rows, names)):
                return True
    for path, facts in project.python.items():
        for name in known.trust_settings & facts.bindings.keys() if project.serves(path) else ():
            if any(b.kind == "assign" and _trusted(project, path, b.value) for b in facts.bindings[name]):
                return True
    return False


def _trusts(
    project: Project, path: str, site: CallSite, rows: dict[str, Trust], names: frozenset[str]
) -> Iterator[Trust]:
    """The rows that a call makes use of: it calls one, or hands one over (`add_middleware(ProxyHeadersMiddleware)`)."""
    for value in (site.call.callee, *site.call.args):
        name = value.path.rpartition(".")[2] if isinstance(value, Imported) else getattr(value, "name", "")
        if name in names:
            for thing in project.derive(evaluator).objects(path, value):
                if isinstance(thing, External) and thing.path in rows:
                    yield rows[thing.path]


def _is_trusting(project: Project, path: str, site: CallSite, trust: Trust) -> bool:
    if trust.place is None:
        return True
    given = argument(site.call, *trust.place)
    return trust.default if given is None else _trusted(project, path, given)


def _trusted(project: Project, path: str, value: Value) -> bool:
    """Whether an argument trusts a proxy that is not the instance: anything but nothing and loopback."""
    if isinstance(value, Seq):
        return any(_trusted(project, path, item) for item in value.items)
    if isinstance(value, Const):
        return _reaches_out(value.value) if isinstance(value.value, str) else bool(value.value)
    found = project.derive(tracer).resolved(path, value)
    return not all(isinstance(r, Literal) and not (r.value and _reaches_out(str(r.value))) for r in found)
