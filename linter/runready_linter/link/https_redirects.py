"""Code that sends requests on to HTTPS because their own scheme is plain HTTP: middleware of a library, and what people
write by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runready_linter.facts import Function
from runready_linter.findings import Span
from runready_linter.link.elsewhere import in_test, runs_elsewhere, words
from runready_linter.link.entries import last_name
from runready_linter.link.evaluate import evaluator
from runready_linter.link.imports import of_imported, tails
from runready_linter.link.objects import External
from runready_linter.link.project import Project
from runready_linter.values import Attr, Binary, Call, Choice, Const, Imported, Item, Value

#: What handlers call the request, or the mapping that describes it.
_REQUESTS = frozenset({"request", "req", "_request", "scope", "environ", "handler"})
_SECURE = frozenset({"is_secure", "secure"})
_SCHEME = frozenset({"scheme", "protocol", "wsgi.url_scheme", "url_scheme"})


def https_middleware(project: Project) -> Iterator[tuple[Span, str]]:
    """Where a middleware is put in that redirects to HTTPS by the connection's own scheme, with the middleware's name."""
    rows = of_imported(project, {name: name for name in project.knowledge.web_requests.https_middleware})
    names = tails(rows)
    for path, function in project.functions() if rows else ():
        if not project.serves(path) or in_test(project, path, function.qualname):
            continue
        for site in function.calls:
            for value in (site.call.callee, *site.call.args, *(v for _, v in site.call.keywords)):
                if _named(value) in names and not runs_elsewhere(site.guards):
                    things = project.derive(evaluator).objects(path, value)
                    if any(isinstance(o, External) and o.path in rows for o in things):
                        yield project.span(path, site.loc), _named(value)
                        break


def written_redirects(project: Project) -> Iterator[Span]:
    """The calls that make a redirect to HTTPS under a condition on the request's own scheme."""
    redirects = project.knowledge.web_requests.redirects
    for path, function in project.functions():
        if not project.serves(path) or not any(last_name(s.call.callee) in redirects for s in function.calls):
            continue
        if in_test(project, path, function.qualname) or not _leads_to_https(function):
            continue
        for site in function.calls:
            plain = [g for g in site.guards if _is_plain(g)]
            if not plain or last_name(site.call.callee) not in redirects:
                continue
            if not runs_elsewhere(g for g in site.guards if g not in plain):
                yield project.span(path, site.loc)


def _named(value: Value) -> str:
    return value.path.rpartition(".")[2] if isinstance(value, Imported) else getattr(value, "name", "")


def _leads_to_https(function: Function) -> bool:
    said: Iterable[object] = (*(s.call for s in function.calls), *(b for v in function.locals.values() for b in v))
    return any(word.startswith("https") for part in said for word in words(part))


def _is_plain(test: Value) -> bool:
    """Whether a condition holds for requests that came by plain HTTP."""
    match test:
        case Choice(options=options):
            return any(_is_plain(option) for option in options)
        case Binary(op="not", left=inner):
            return _is_secure(inner)
        case Binary(op="==" | "is", left=left, right=Const(value="http")):
            return _is_scheme(left)
        case Binary(op="==", left=Const(value="http"), right=right):
            return _is_scheme(right)
        case Binary(op="!=" | "is not", left=left, right=Const(value="https")):
            return _is_scheme(left)
        case Binary(op="!=", left=Const(value="https"), right=right):
            return _is_scheme(right)
        case Call(callee=Attr(base=base, name="startswith"), args=(Const(value=str(text)), *_)):
            return text.startswith("http:") and _is_of_request(base)
        case _:
            return False


def _is_secure(test: Value) -> bool:
    """Whether a condition holds for requests that came by HTTPS."""
    match test:
        case Choice(kind="or", options=options):
            return any(_is_secure(option) for option in options)
        case Call(callee=Attr(base=base, name=name)) | Attr(base=base, name=name) if name in _SECURE:
            return _is_of_request(base)
        case Imported(path=dotted):
            return dotted.rpartition(".")[2] in _SECURE and "request" in dotted
        case Binary(op="==", left=left, right=Const(value="https")):
            return _is_scheme(left)
        case Call(callee=Attr(base=base, name="startswith"), args=(Const(value=str(text)), *_)):
            return text.startswith("https:") and _is_of_request(base)
        case _:
            return False


def _is_scheme(value: Value) -> bool:
    match value:
        case Attr(base=base, name=name):
            return name in _SCHEME and _is_of_request(base)
        case (
            Item(base=base, key=Const(value=str(key)))
            | Call(callee=Attr(base=base, name="get"), args=(Const(value=str(key)), *_))
        ):
            return key in _SCHEME and _is_of_request(base)
        case Imported(path=dotted):
            return dotted.rpartition(".")[2] in _SCHEME and "request" in dotted
        case _:
            return False


def _is_of_request(value: Value) -> bool:
    return bool(_REQUESTS & {part for word in words(value) for part in word.split(".")})
