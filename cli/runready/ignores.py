"""`--add-ignores` and `--remove-unused-ignores`: the comments of the user's own files, changed on request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from runready.paths import Shown
from runready.reports.text import number
from runready_linter import files
from runready_linter.findings import Finding
from runready_linter.lint import LintReport
from runready_linter.problems import UsageProblem
from runready_linter.suppression import edit
from runready_linter.suppression.layout import Kind, kind_of
from runready_linter.suppression.marks import Mark

Tell = Callable[[str], None]


def add(report: LintReport, reason: str, shown: Shown, tell: Tell, warn: Tell) -> tuple[Finding, ...]:
    """Adds a comment for each finding, and gives those that could get none.

    Raises:
        UsageProblem: a reason that would end the comment.
    """
    if any(char in reason for char in "#\r\n") or not reason.isprintable():
        raise UsageProblem("--reason takes one line without `#`")
    left: list[Finding] = []
    by_path: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_path.setdefault(finding.span.path, []).append(finding)
    changed = 0
    for path, findings in by_path.items():
        wanted = [edit.Wanted(f.span.line, f.code) for f in findings]

        def change(kind: Kind, data: bytes, wanted: list[edit.Wanted] = wanted) -> bytes:
            return edit.add(kind, data, wanted, reason)

        if _change(report, path, change, shown, warn):
            changed += 1
        else:
            left += findings
    ignored = len(report.findings) - len(left)
    tell(f"added ignores for {number(ignored, 'finding')} to {number(changed, 'file')}")
    return tuple(left)


def remove(report: LintReport, shown: Shown, tell: Tell, warn: Tell) -> LintReport:
    """Removes the comments that ignore nothing, and gives the report without the remarks on them."""
    unwanted: dict[str, dict[Mark, set[str]]] = {}
    for remark in report.remarks:
        if remark.mark is not None and remark.kind != "reason":
            codes = unwanted.setdefault(remark.path, {}).setdefault(remark.mark, set())
            codes |= {remark.code} if remark.code else set()
    gone: set[str] = set()
    for path, marks in unwanted.items():

        def change(kind: Kind, data: bytes, marks: dict[Mark, set[str]] = marks) -> bytes:
            return edit.remove(kind, data, marks)

        if _change(report, path, change, shown, warn):
            gone.add(path)
    count = sum(len(unwanted[path]) for path in gone)
    tell(f"removed or shortened {number(count, 'ignore comment')} in {number(len(gone), 'file')}")
    return replace(report, remarks=tuple(r for r in report.remarks if r.path not in gone or r.kind == "reason"))


def _change(report: LintReport, path: str, change: Callable[[Kind, bytes], bytes], shown: Shown, warn: Tell) -> bool:
    """Changes a file; what cannot be done is told, and the file left as it was."""
    target = report.root / path
    try:
        data = target.read_bytes()
        kind = kind_of(path, data, path in report.python)
        if kind is None:
            warn(f"{shown(path)}: files of this kind have no comments; use `per-path` or a baseline")
            return False
        changed = change(kind, data)
        if changed != data:
            files.replace(target, changed)
    except edit.NotPossible as error:
        warn(f"{shown(path)}: left alone: {error}")
        return False
    except OSError as error:
        warn(f"{shown(path)}: left alone: {error.strerror}")
        return False
    return True
