"""Marks laid over findings: what is ignored, and which marks say nothing."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from runready_linter.findings import Finding
from runready_linter.suppression.layout import Kind, layout
from runready_linter.suppression.marks import NEEDLE, Mark, marks


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the user's own suppressions that they should know.

    Args:
        kind: `unused`: it ignores nothing; `unknown`: there is no such code; `bare`: it names no code, or is written in
            a way that says nothing; `reason`: a reason is required and missing.
        code: the code that it is about, where it is about one.
    """

    path: str
    line: int
    message: str
    kind: Literal["unused", "unknown", "bare", "reason"] = "bare"
    code: str = ""
    mark: Mark | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Rules:
    """What marks are judged by.

    Args:
        known: every code that a mark may name, or none for any.
        judged: whether the findings of a code in a file are all there, so that a mark without one is unused.
        require_reasons: a mark without a reason ignores nothing.
    """

    known: frozenset[str] = frozenset()
    judged: Callable[[str, str], bool] = lambda code, path: False
    require_reasons: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    kept: tuple[Finding, ...]
    suppressed: int
    remarks: tuple[Remark, ...]


def judge(
    findings: Sequence[Finding], files: Mapping[str, tuple[Kind, bytes]], unread: Collection[str], rules: Rules
) -> Judged:
    """The findings that no mark ignores, and remarks on the marks.

    Args:
        files: the content of each file whose marks count, with its kind.
        unread: files that could not be read as what they are: nothing is said about unused marks there.
    """
    kept: list[Finding] = []
    remarks: list[Remark] = []
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.span.path, []).append(finding)
    for path, own in by_path.items():
        if path not in files:
            kept += own
    for path, (kind, data) in files.items():
        own = by_path.get(path, [])
        if NEEDLE not in data:
            kept += own
            continue
        used: set[tuple[Mark, str]] = set()
        found = tuple(marks(layout(kind, data)))
        for finding in own:
            covering = [m for m in found if finding.code in m.codes and m.covers(finding.span.line)]
            working = [m for m in covering if m.reason or not rules.require_reasons]
            used.update((m, finding.code) for m in covering)
            if not working:
                kept.append(finding)
        remarks += _remarks(path, found, used, path in unread, rules)
    kept.sort(key=lambda f: f.sort_key)
    remarks.sort(key=lambda r: (r.path, r.line, r.message))
    return Judged(tuple(kept), len(findings) - len(kept), tuple(remarks))


def _remarks(
    path: str, found: Sequence[Mark], used: Collection[tuple[Mark, str]], unread: bool, rules: Rules
) -> list[Remark]:
    remarks = []
    for mark in found:
        if mark.slip:
            remarks.append(Remark(path, mark.line, "is no ignore comment: write `runready: ignore[AR101]`", mark=mark))
            continue
        if not mark.codes:
            message = "a bare ignore suppresses nothing: name the code, ignore[AR101]"
            remarks.append(Remark(path, mark.line, message, mark=mark))
        for code in mark.codes:
            if rules.known and code not in rules.known:
                near = difflib.get_close_matches(code, sorted(rules.known), 1)
                hint = f": did you mean {near[0]}?" if near else ""
                remarks.append(Remark(path, mark.line, f"there is no rule {code}{hint}", "unknown", code, mark))
            elif rules.judged(code, path) and (mark, code) not in used and not unread:
                message = f"ignore[{code}] ignores nothing: no such finding here"
                remarks.append(Remark(path, mark.line, message, "unused", code, mark))
        if rules.require_reasons and not mark.reason and any((mark, code) in used for code in mark.codes):
            message = f"ignore[{', '.join(mark.codes)}] ignores nothing without a reason: write one behind it"
            remarks.append(Remark(path, mark.line, message, "reason", mark=mark))
    return remarks
