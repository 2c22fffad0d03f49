"""Findings that are known already: those in a baseline, and those that a revision had."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from runready.paths import Shown
from runready.reports.text import number
from runready_linter import baseline
from runready_linter.baseline import Counts, Entry
from runready_linter.lint import LintReport
from runready_linter.problems import UsageProblem

Tell = Callable[[str], None]


def without_baseline(report: LintReport, file: Path, *, write: bool, tell: Tell) -> LintReport:
    """The report without what the baseline has; stale entries are told, and go where it is written.

    A baseline that is not there yet gets every finding. One that is there never gets more.

    Raises:
        UsageProblem: it is not there and not to be written, cannot be read or written, or is of another version.
    """
    place = baseline.place_from(file.parent, report.root)
    if write and not file.exists():
        if report.failed:
            raise UsageProblem("a baseline is written once all rules judged the project; see the warnings")
        counts = baseline.count(report.findings, place)
        baseline.write(file, counts)
        tell(f"wrote {Shown(file.parent)(file.name)} with {number(sum(counts.values()), 'finding')}")
        return replace(report, findings=(), known=len(report.findings))
    known = baseline.read(file)
    found = baseline.compare(report.findings, known, place, _judged(report, place))
    name = Shown(file.parent)(file.name)
    if found.stale and write:
        baseline.write(file, baseline.shrunk(known, found.stale))
        tell(f"{name}: {number(sum(found.stale.values()), 'stale entry', 'stale entries')} removed")
    elif found.stale:
        tell(f"{name}: {_told(found.stale)}; --write-baseline removes what is stale")
    if found.new and write:
        tell(
            f"{name}: {number(len(found.new), 'new finding')} left out: a baseline only shrinks; "
            "to start anew remove the file first"
        )
    return replace(report, findings=found.new, known=found.known)


def without(report: LintReport, known: Counts, place: Callable[[str], str]) -> LintReport:
    """The report without findings that another version of the code had."""
    found = baseline.compare(report.findings, known, place, lambda path, code: False)
    return replace(report, findings=found.new, known=report.known + found.known)


def _judged(report: LintReport, place: Callable[[str], str]) -> Callable[[str, str], bool]:
    """Whether this run would have found what there is in a file, by the baseline's name of it, for a code."""
    unread = {place(t.path) for t in report.troubles}
    here = place("")

    def judged(path: str, code: str) -> bool:
        if code not in report.judged or path in unread:
            return False
        if here != "." and not path.startswith(here + "/"):
            return False
        own = path if here == "." else path[len(here) + 1 :]
        return not own.startswith("../") and (report.asked is None or own in report.asked)

    return judged


def _told(stale: Mapping[Entry, int]) -> str:
    files: dict[str, dict[str, int]] = {}
    for entry, count in stale.items():
        codes = files.setdefault(entry.path, {})
        codes[entry.code] = codes.get(entry.code, 0) + count
    parts = [f"{path} ({', '.join(f'{n} {code}' for code, n in codes.items())})" for path, codes in files.items()]
    shown = ", ".join(parts[:3]) + (f" and {number(len(parts) - 3, 'more file')}" if len(parts) > 3 else "")
    total = sum(stale.values())
    return f"{number(total, 'entry is', 'entries are')} stale, the code has fewer such findings: {shown}"
