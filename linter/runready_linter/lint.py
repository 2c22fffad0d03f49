"""The pipe from paths to findings: discover, read, link, judge, suppress."""

from __future__ import annotations

import dataclasses
import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from runready_linter import discovery, suppression
from runready_linter.containerfile.names import claims
from runready_linter.facts import FileFacts, Loc, Trouble
from runready_linter.findings import Finding, fingerprint
from runready_linter.knowledge import Knowledge
from runready_linter.link.launch import PROCFILE
from runready_linter.link.project import Project
from runready_linter.manifests.names import language as manifest_language
from runready_linter.problems import Problem
from runready_linter.rule import Rule


@dataclass(frozen=True, slots=True)
class TroubledFile:
    """A file that could not be read as what it is."""

    path: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the user's own suppressions that they should know: a bare ignore, an unknown code."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class FailedRule:
    """A rule that ended with an error of its own: what it would have found is not known."""

    code: str
    error: str


@dataclass(frozen=True, slots=True)
class LintReport:
    """What a run of the linter found.

    Args:
        root: the project's folder; paths of findings are relative to it.
        findings: by path, line, column, code; suppressed ones left out.
        files: how many files were read, `lines` how many lines they have.
        suppressed: how many findings a comment suppressed.
        failed: rules that could not judge this project; empty unless they were told apart (`tell_failures`).
    """

    root: Path
    findings: tuple[Finding, ...]
    files: int
    lines: int
    suppressed: int = 0
    troubles: tuple[TroubledFile, ...] = ()
    remarks: tuple[Remark, ...] = ()
    failed: tuple[FailedRule, ...] = ()


def lint(
    paths: Iterable[Path],
    rules: Sequence[Rule],
    knowledge: Knowledge,
    *,
    known_codes: frozenset[str] = frozenset(),
    tell_failures: bool = False,
) -> LintReport:
    """Lints the project of the given paths with the given rules; findings are those in the given paths.

    Args:
        known_codes: every code that a suppression may name; none: any.
        tell_failures: a rule that raises is told in the report, and the others still judge; else what it raises is raised.

    Raises:
        UsageProblem: a path does not exist.
    """
    with _without_collections():
        return _lint(discovery.discover(paths), rules, knowledge, known_codes, tell_failures)


@contextmanager
def _without_collections() -> Iterator[None]:
    """No garbage collections: facts are many, last to the end and hold no cycles, and a collector that looks through
    all of them again and again takes half of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _lint(
    found: discovery.Found,
    rules: Sequence[Rule],
    knowledge: Knowledge,
    known_codes: frozenset[str],
    tell_failures: bool,
) -> LintReport:
    contents = _Contents(found.root)
    troubles = [TroubledFile(s.path, Trouble(s.why, Loc(0))) for s in found.skipped]
    readable: dict[str, bytes] = {}
    for path in (*found.python, *found.containers, *found.services, *found.manifests):
        data = contents.read(path)
        if data is None:
            troubles.append(TroubledFile(path, Trouble(contents.why(path), Loc(0))))
        else:
            readable[path] = data
    # A Procfile starts what it names as an image's CMD does: rules that read commands are asked.
    procfile = contents.read(PROCFILE)
    searched = [*readable.values(), *([b"CMD " + procfile] if procfile is not None else [])]
    active = [r for r in rules if any(n in data for data in searched for n in r.needles)]
    facts = read_files(readable, frozenset(found.containers)) if active else {}
    troubles += [TroubledFile(p, t) for p, f in facts.items() for t in f.troubles]
    roles = {path: discovery.role(path) for path in found.python}
    project = Project(found.root, facts, knowledge, roles, contents.read, contents.listing)
    findings, failed = _judge(active, project, tell_failures)
    if found.asked is not None:
        findings = [f for f in findings if f.span.path in found.asked]
        troubles = [t for t in troubles if t.path in found.asked]
    kept, suppressed, remarks = _suppress(findings, readable, known_codes, found.asked)
    asked = [p for p in readable if found.asked is None or p in found.asked]
    return LintReport(
        root=found.root,
        findings=tuple(_fingerprinted(kept, contents)),
        files=len(asked),
        lines=sum(_count_lines(readable[p]) for p in asked),
        suppressed=suppressed,
        troubles=tuple(sorted(troubles, key=lambda t: (t.path, t.trouble.loc.line))),
        remarks=remarks,
        failed=failed,
    )


def _judge(
    rules: Sequence[Rule], project: Project, tell_failures: bool
) -> tuple[list[Finding], tuple[FailedRule, ...]]:
    findings: list[Finding] = []
    failed: list[FailedRule] = []
    for rule in rules:
        try:
            findings += rule.check(project)
        except Exception as error:
            if not tell_failures or isinstance(error, Problem):
                raise
            failed.append(FailedRule(rule.code, _told(error)))
    return sorted(findings, key=lambda f: f.sort_key), tuple(failed)


def _told(error: Exception) -> str:
    """An unforeseen error on one line, with the place in the program that raised it."""
    text = " ".join([f"{type(error).__name__}:", *str(error).split()]).removesuffix(":")
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        return text
    return f"{text} ({os.path.basename(last.tb_frame.f_code.co_filename)}:{last.tb_lineno})"


def read_files(contents: Mapping[str, bytes], containers: frozenset[str]) -> dict[str, FileFacts]:
    """The facts of each file, by its front end."""
    facts: dict[str, FileFacts] = {}
    for path, data in contents.items():
        facts[path] = _front_end(path, path in containers)(path, data)
    return facts


def _front_end(path: str, container: bool) -> Callable[[str, bytes], FileFacts]:
    # A front end's parser loads when the first file of its kind is met.
    if container:
        from runready_linter.containerfile.frontend import read as read_container

        return read_container
    if discovery.is_service(path):
        from runready_linter.apprunner.frontend import read as read_service

        return read_service
    manifest = manifest_language(path)
    if manifest == "terraform":
        from runready_linter.manifests.terraform import read as read_terraform

        return read_terraform
    if manifest:
        from runready_linter.manifests.cloudformation import read as read_template

        return read_template
    from runready_linter.python import read as read_python

    return read_python


class _Contents:
    """The project's files as bytes, each read once, and never one outside of its root."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._top = os.path.realpath(root)
        self._read: dict[str, bytes | None] = {}
        self._why: dict[str, str] = {}
        self._listing: frozenset[str] | None = None

    def read(self, path: str) -> bytes | None:
        if path not in self._read:
            self._read[path] = self._load(path)
        return self._read[path]

    def listing(self) -> frozenset[str]:
        if self._listing is None:
            self._listing = discovery.listing(self._root)
        return self._listing

    def why(self, path: str) -> str:
        return self._why.get(path, "cannot be read")

    def _load(self, path: str) -> bytes | None:
        full = self._root / path
        real = os.path.realpath(full)
        if not (real == self._top or real.startswith(self._top.rstrip(os.sep) + os.sep)):
            self._why[path] = "leads out of the project"
            return None
        try:
            if not full.is_file():
                self._why[path] = "is not a regular file"
                return None
            if full.stat().st_size > discovery.MAX_SIZE:
                self._why[path] = f"is larger than {discovery.MAX_SIZE // 2**20} MiB"
                return None
            return full.read_bytes()
        except OSError as error:
            self._why[path] = f"cannot be read: {error.strerror}"
            return None


def _suppress(
    findings: Sequence[Finding],
    contents: Mapping[str, bytes],
    known: frozenset[str],
    asked: frozenset[str] | None,
) -> tuple[list[Finding], int, tuple[Remark, ...]]:
    by_line: dict[tuple[str, int], set[str]] = {}
    remarks: list[Remark] = []
    for path, data in contents.items():
        if asked is not None and path not in asked:
            continue
        service = discovery.is_service(path) or bool(manifest_language(path))
        for comment in suppression.read(data, python=not (claims(path) or service), trailing=service):
            if not comment.codes:
                remarks.append(
                    Remark(path, comment.comment_line, "a bare ignore suppresses nothing: name the code, ignore[AR101]")
                )
            unknown = sorted(comment.codes - known) if known else []
            remarks += [Remark(path, comment.comment_line, f"there is no rule {code}") for code in unknown]
            by_line.setdefault((path, comment.line), set()).update(comment.codes)
    kept = [f for f in findings if f.code not in by_line.get((f.span.path, f.span.line), ())]
    return kept, len(findings) - len(kept), tuple(remarks)


def _fingerprinted(findings: Iterable[Finding], contents: _Contents) -> Iterable[Finding]:
    seen: dict[tuple[str, str, str], int] = {}
    for finding in findings:
        path, line = finding.span.path, finding.span.line
        lines = (contents.read(path) or b"").decode(errors="replace").split("\n")
        text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
        key = (finding.code, path, text)
        occurrence = seen.get(key, 0)
        seen[key] = occurrence + 1
        yield dataclasses.replace(finding, fingerprint=fingerprint(finding.code, path, text, occurrence))


def _count_lines(data: bytes) -> int:
    return data.count(b"\n") + (bool(data) and not data.endswith(b"\n"))
