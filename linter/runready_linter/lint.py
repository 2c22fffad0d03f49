"""The pipe from paths to findings: discover, read, link, judge, suppress."""

from __future__ import annotations

import dataclasses
import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from runready_linter import discovery
from runready_linter.contents import Contents
from runready_linter.facts import FileFacts, Loc, Trouble
from runready_linter.findings import Finding, fingerprint
from runready_linter.knowledge import Knowledge
from runready_linter.link.launch import PROCFILE
from runready_linter.link.project import Project
from runready_linter.manifests.names import language as manifest_language
from runready_linter.notes import Note, Survey
from runready_linter.policy import LENIENT, Policy
from runready_linter.problems import Problem
from runready_linter.rule import Rule
from runready_linter.suppression.judge import Judged, Remark, Rules, judge
from runready_linter.suppression.layout import kind_of
from runready_linter.suppression.marks import NEEDLE


@dataclass(frozen=True, slots=True)
class TroubledFile:
    """A file that could not be read as what it is."""

    path: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A file as an editor has it: its content, whatever is on disk."""

    path: Path
    content: bytes

    def within(self, root: Path) -> Mapping[str, bytes]:
        return {Path(os.path.abspath(self.path)).relative_to(root).as_posix(): self.content}


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
        excluded: how many of the files that were named the settings exclude.
        failed: rules that could not judge this project; empty unless they were told apart (`tell_failures`).
        known: how many findings a baseline took away.
        judged: the codes of the rules that did judge it.
        asked: the files that findings were wanted for, or None for all.
        python: the files that were read as Python.
        notes: what the surveys found, in their order.
    """

    root: Path
    findings: tuple[Finding, ...]
    files: int
    lines: int
    suppressed: int = 0
    excluded: int = 0
    troubles: tuple[TroubledFile, ...] = ()
    remarks: tuple[Remark, ...] = ()
    failed: tuple[FailedRule, ...] = ()
    known: int = 0
    judged: frozenset[str] = frozenset()
    asked: discovery.Asked | None = None
    python: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()


def lint(
    paths: Iterable[Path],
    rules: Sequence[Rule],
    knowledge: Knowledge,
    *,
    policy: Policy = LENIENT,
    unsaved: Unsaved | None = None,
    tell_failures: bool = False,
    surveys: Sequence[Survey] = (),
) -> LintReport:
    """Lints the project of the given paths with the given rules; findings are those in the given paths.

    Args:
        policy: what the project wants left out, where, and how bad findings are.
        unsaved: a file whose content is not the one on disk.
        tell_failures: a rule that raises is told in the report, and the others still judge; else what it raises is raised.
        surveys: what is asked of the project beside the rules.

    Raises:
        UsageProblem: a path does not exist.
    """
    with _without_collections():
        found = discovery.discover(paths, exclude=policy.exclude, unsaved=unsaved.path if unsaved else None)
        contents = Contents(found.root, unsaved.within(found.root) if unsaved else None)
        return _lint(found, contents, rules, knowledge, policy, tell_failures, surveys)


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
    contents: Contents,
    rules: Sequence[Rule],
    knowledge: Knowledge,
    policy: Policy,
    tell_failures: bool,
    surveys: Sequence[Survey],
) -> LintReport:
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
    facts = read_files(readable, frozenset(found.containers)) if active or surveys else {}
    troubles += [TroubledFile(p, t) for p, f in facts.items() for t in f.troubles]
    roles = {path: discovery.role(path) for path in found.python}
    project = Project(found.root, facts, knowledge, roles, contents.read, contents.listing)
    findings, failed = _judge(active, project, tell_failures)
    notes = [note for survey in surveys for note in survey(project)]
    if found.asked is not None:
        notes = [n for n in notes if n.span.path in found.asked]
        findings = [f for f in findings if f.span.path in found.asked]
        troubles = [t for t in troubles if t.path in found.asked]
    judged = frozenset(r.code for r in rules) - {f.code for f in failed}
    marked = _suppress(policy.judged(findings), found, contents, {t.path for t in troubles}, judged, policy)
    files = [p for p in (*readable, *found.others) if found.asked is None or p in found.asked]
    return LintReport(
        root=found.root,
        findings=tuple(_fingerprinted(marked.kept, contents, frozenset(r.code for r in rules if r.secret))),
        files=len(files),
        lines=sum(_count_lines(contents.read(p) or b"") for p in files),
        suppressed=marked.suppressed,
        excluded=found.excluded,
        troubles=tuple(sorted(troubles, key=lambda t: (t.path, t.trouble.loc.line))),
        remarks=marked.remarks,
        failed=failed,
        judged=judged,
        asked=found.asked,
        python=frozenset(found.python),
        notes=tuple(notes),
    )


def _suppress(
    findings: Sequence[Finding],
    found: discovery.Found,
    contents: Contents,
    unread: Set[str],
    judged: Set[str],
    policy: Policy,
) -> Judged:
    """Suppressions are read in every file that was read, start scripts too, of those that were asked for."""
    python = frozenset(found.python)
    files = {}
    for path, data in contents.seen().items():
        # Most files have none: which kind they are is asked only then.
        if NEEDLE in data and (found.asked is None or path in found.asked):
            kind = kind_of(path, data, path in python)
            if kind is not None:
                files[path] = (kind, data)
    return judge(
        findings,
        files,
        unread,
        Rules(
            policy.known_codes,
            lambda code, path: code in judged and not policy.leaves_out(code, path),
            policy.require_reasons,
        ),
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


def _fingerprinted(findings: Iterable[Finding], contents: Contents, secret: frozenset[str]) -> Iterable[Finding]:
    """The findings with what the engine adds: a fingerprint, and the reported line where that may be shown."""
    seen: dict[tuple[str, str, str], int] = {}
    lines: dict[str, list[str]] = {}
    for finding in findings:
        path, line = finding.span.path, finding.span.line
        if path not in lines:
            lines[path] = (contents.read(path) or b"").decode(errors="replace").split("\n")
        source = lines[path][line - 1].rstrip("\r") if 0 < line <= len(lines[path]) else ""
        text = source.strip()
        key = (finding.code, path, text)
        occurrence = seen.get(key, 0)
        seen[key] = occurrence + 1
        yield dataclasses.replace(
            finding,
            fingerprint=fingerprint(finding.code, path, text, occurrence),
            source="" if finding.code in secret else source,
        )


def _count_lines(data: bytes) -> int:
    return data.count(b"\n") + (bool(data) and not data.endswith(b"\n"))
