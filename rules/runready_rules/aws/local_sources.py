"""Where the project takes AWS credentials from, other than the default chain: profiles, shared files, EC2's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from runready_linter.facts import MAIN, CallSite, Function, Parameter
from runready_linter.findings import Span
from runready_linter.link.callgraph import arguments
from runready_linter.link.dormant import dormant_reason
from runready_linter.link.elsewhere import in_test, runs_elsewhere
from runready_linter.link.evaluate import argument, evaluator
from runready_linter.link.file_paths import file_paths
from runready_linter.link.imports import may_be, of_imported, tails
from runready_linter.link.listens import listens
from runready_linter.link.objects import External, Made
from runready_linter.link.origins import Written, origins
from runready_linter.link.project import Project
from runready_linter.link.server_calls import call_paths
from runready_linter.link.tracing import tracer
from runready_linter.resolved import Env, Literal, Resolved, Unknown
from runready_linter.values import Attr, Binary, Call, Const, Imported, Join, Param, Value
from runready_rules.aws.clients import given
from runready_rules.aws.environment import set_by_start_commands, set_in_images, written_in_code
from runready_rules.tables import aws

_NAMES = frozenset(aws.PROFILE_VARIABLES)
_SHARED_FILE = re.compile(r"(^|/)\.aws/credentials$")
_READERS = {
    "builtins.open": (0, "file"),
    "io.open": (0, "file"),
    "os.path.expanduser": (0, "path"),
    "os.path.expandvars": (0, "path"),
    "pathlib.Path": (0, ""),
    "configparser.ConfigParser.read": (0, "filenames"),
    "configparser.RawConfigParser.read": (0, "filenames"),
}
#: Methods of a path that read its file.
_READ_METHODS = frozenset({"open", "read_text", "read_bytes"})
#: How many steps a URL is followed back to the text that has the address.
_STEPS = 60


@dataclass(frozen=True, slots=True)
class LocalSource:
    """A place that the project takes credentials from.

    Args:
        what: how a message names it: `a profile`, `a shared credentials file`, `EC2's metadata`.
        span: the literal, the setting, or the read that it is the default of.
        used: where it is handed on.
    """

    what: str
    span: Span
    used: Span


def local_sources(project: Project) -> tuple[LocalSource, ...]:
    """The sources of credentials that an instance does not have, one for each place."""
    found: dict[tuple[str, int], LocalSource] = {}
    for source in (*_in_calls(project), *_in_environment(project)):
        found.setdefault((source.span.path, source.span.line), source)
    return tuple(found[place] for place in sorted(found))


def _in_environment(project: Project) -> Iterator[LocalSource]:
    for write in written_in_code(project, _NAMES):
        for value in write.value:
            if isinstance(value, Unknown) and write.name == aws.SHARED_FILE_VARIABLE:
                # A path that is put together is a file of the project's own.
                yield LocalSource(aws.PROFILE_VARIABLES[write.name], write.span, write.span)
                continue
            # A literal, or a literal default: a variable that is handed on may be unset.
            if (place := _literal(value, write.span)) is not None:
                at = write.span if isinstance(value, Literal) else place
                yield LocalSource(aws.PROFILE_VARIABLES[write.name], at, write.span)
    for baked in (*set_in_images(project, _NAMES, every_stage=False), *set_by_start_commands(project, _NAMES)):
        if baked.value:
            yield LocalSource(aws.PROFILE_VARIABLES[baked.name], baked.span, baked.span)


def _literal(value: Resolved, at: Span) -> Span | None:
    """Where a text stands that a value is, or is by default; None: it is not known to be one."""
    read: Span | None = None
    while isinstance(value, Env) and value.default is not None:
        read = read or value.at
        value = value.default
    if isinstance(value, Literal) and isinstance(value.value, str) and value.value:
        return read or value.at or at
    return None


def _in_calls(project: Project) -> Iterator[LocalSource]:
    credentials = of_imported(project, aws.CREDENTIALS)
    files = of_imported(project, aws.FILE_PROVIDERS)
    metadata = of_imported(project, dict.fromkeys(aws.METADATA_PROVIDERS, True))
    addressed = _mentions(project, *aws.METADATA_ADDRESSES)
    requests = of_imported(project, aws.REQUESTS) if addressed else {}
    readers = _READERS if _mentions(project, ".aws") else {}
    names = tails((*credentials, *files, *metadata, *requests, *readers)) | (_READ_METHODS if readers else frozenset())
    if not names:
        return
    serving = frozenset(listen.span.path for listen in project.derive(listens) if listen.span.path in project.python)
    for path, function in project.functions():
        if not project.serves(path):
            continue
        asked = False
        for site in function.calls:
            if not may_be(project, path, site.call.callee, names):
                continue
            if runs_elsewhere(site.guards) or in_test(project, path, function.qualname):
                continue
            if function.qualname == MAIN and dormant_reason(project, path, MAIN, serving):
                continue
            at = project.span(path, site.loc)
            if readers and isinstance(site.call.callee, Attr) and site.call.callee.name in _READ_METHODS:
                yield from _shared_file(project, path, site.call.callee.base, at)
            for dotted in call_paths(project, path, function, site.call.callee):
                if dotted in credentials:
                    yield from _profile(project, path, site.call, credentials[dotted], at)
                elif dotted in files or dotted in metadata:
                    yield LocalSource("EC2's metadata" if dotted in metadata else "a shared credentials file", at, at)
                elif dotted in readers:
                    yield from _file(project, path, site.call, readers[dotted], at)
                elif dotted in requests and not asked:
                    for source in _asked(project, path, site, requests[dotted], at):
                        asked = True
                        yield source
                else:
                    continue
                break
        yield from _session_variables(project, path, function)


def _mentions(project: Project, *texts: str) -> bool:
    return any(text.encode() in (project.read(path) or b"") for path in project.python for text in texts)


def _profile(project: Project, path: str, call: Call, row: aws.Credentials, at: Span) -> Iterator[LocalSource]:
    """The profile that a session is told to use; one that may be none is left alone."""
    argued = argument(call, *row.profile) if row.profile is not None else None
    each = [given(project, path, call, row.profile)] if row.profile is not None else []
    if isinstance(argued, Param):
        # Each call of the function that it is a parameter of decides for itself.
        handed = arguments(project, path, argued.scope, argued.name)
        each = [project.derive(tracer).resolved(a.path, a.value) for a in handed] or each
        default = next((p.default for p in _params(project, path, argued.scope) if p.name == argued.name), None)
        each += [project.derive(tracer).resolved(path, default)] if default is not None else []
    for values in each:
        if any(isinstance(v, Literal) and v.value is None for v in values):
            continue
        for value in values:
            place = _literal(value, at)
            if place is not None:
                yield LocalSource("a profile", place, at)


def _params(project: Project, path: str, scope: str) -> tuple[Parameter, ...]:
    function = project.python[path].functions.get(scope)
    return function.params if function is not None else ()


def _session_variables(project: Project, path: str, function: Function) -> Iterator[LocalSource]:
    """`session.profile_name = ...` is read only; botocore's `set_config_variable("profile", ...)` is not."""
    for site in function.calls:
        match site.call:
            case Call(callee=Attr(base=base, name="set_config_variable"), args=(Const(value="profile"), value, *_)):
                if _is_core_session(project, path, base) and not runs_elsewhere(site.guards):
                    at = project.span(path, site.loc)
                    if isinstance(value, Const) and isinstance(value.value, str):
                        yield LocalSource("a profile", Span(path, value.line) if value.line else at, at)
            case _:
                pass


def _is_core_session(project: Project, path: str, base: Value) -> bool:
    return any(
        isinstance(thing, Made) and thing.path.startswith(("botocore.session.", "aiobotocore.session."))
        for thing in project.derive(evaluator).objects(path, base)
    )


def _file(project: Project, path: str, call: Call, place: tuple[int, str], at: Span) -> Iterator[LocalSource]:
    """The shared credentials file, named by a path that is opened or made."""
    value = argument(call, *place)
    if value is not None:
        yield from _shared_file(project, path, value, at)


def _shared_file(project: Project, path: str, value: Value, at: Span) -> Iterator[LocalSource]:
    for text, span in _texts(project, path, value):
        if _SHARED_FILE.search(text):
            yield LocalSource("a shared credentials file", span or at, at)
            return
    for file in project.derive(file_paths).of(path, value):
        if _SHARED_FILE.search(file.pattern):
            yield LocalSource("a shared credentials file", file.at or at, at)
            return


def _asked(project: Project, path: str, site: CallSite, place: tuple[int, str], at: Span) -> Iterator[LocalSource]:
    """A request to the metadata address, unless it is known to ask for something else than credentials."""
    value = argument(site.call, *place)
    if value is None:
        return
    texts = list(_texts(project, path, value))
    address = next((span or at for text, span in texts if _is_address(text)), None)
    if address is None:
        return
    whole = " ".join(text for text, _ in texts)
    if aws.METADATA_CREDENTIALS in whole or not _asks_for_other(texts):
        yield LocalSource("EC2's metadata", address, at)


def _is_address(text: str) -> bool:
    host = urlsplit(text if "//" in text else f"//{text}").netloc
    return host in aws.METADATA_ADDRESSES


def _asks_for_other(texts: list[tuple[str, Span | None]]) -> bool:
    """Whether what is asked for is another datum: a host name, a zone, the token that a later request needs."""
    said = "".join(text for text, _ in texts)
    return bool(re.search(r"latest/(api/token|dynamic|user-data|meta-data/(?!iam|$)[\w-])", said))


def _texts(project: Project, path: str, value: Value) -> Iterator[tuple[str, Span | None]]:
    """The literal texts that a value is made of, in order, each with its place; what is not literal is left out."""
    pending = [(path, value)]
    steps = 0
    while pending and steps < _STEPS:
        steps += 1
        here, current = pending.pop()
        match current:
            case Const(value=str(text), line=line):
                yield text, Span(here, line) if line else None
            case Join(parts=parts):
                pending += [(here, part) for part in reversed(parts)]
            case Binary(left=left, right=right):
                pending += [(here, right), (here, left)]
            case Call(callee=callee, args=args) if _joins(project, here, callee) is not None:
                for text in _joined(project, here, callee, args):
                    yield text, Span(here, current.line) if current.line else None
            case Call(callee=Attr(base=base, name="format")):
                pending.append((here, base))
            case Call(args=args):
                pending += [(here, a) for a in reversed(args)]
            case _:
                found = origins(project, here, current) or ()
                pending += [(o.path, o.value) for o in reversed(found) if isinstance(o, Written)]


def _joins(project: Project, path: str, callee: Value) -> str | None:
    """The path of a callable that joins its arguments to one path, None for another."""
    if callee in (Imported("os.path.join"), Attr(Attr(Imported("os"), "path"), "join")):
        return "os.path.join"
    for thing in project.derive(evaluator).objects(path, callee):
        if isinstance(thing, External) and thing.path in {"os.path.join", "posixpath.join"}:
            return thing.path
    return None


def _joined(project: Project, path: str, callee: Value, args: tuple[Value, ...]) -> Iterator[str]:
    parts = [a.value for a in args if isinstance(a, Const) and isinstance(a.value, str)]
    if parts:
        yield "/".join(parts)
