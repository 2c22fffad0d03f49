"""Measures the linter on whole small projects whose findings were written down before it was run on them.

    python tests/corpus/measure.py [CASE...]

prints, for each code, true and false positives and false negatives, precision and recall, and then each wrong place.
A case is a folder beside this file or in `tests/corpus-all`, or a prefix of its name (`01`, `13-bottle`). The exit code is 1
when anything differs. The cases beside this file are judged by the first seven rules (`CODES`), those of `corpus-all` by
every installed rule.

Each case says in `expected.txt` what the catalogue demands of it: a line `path:line CODE` for each finding, with the
severity behind it where that is not the rule's own; an empty file is a clean project.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from runready.configuration import Given
from runready.lint_command import LintRequest, lint_command
from runready.options import Format
from runready_linter import rule
from runready_linter.findings import Severity

FOLDER = Path(__file__).resolve().parent
#: Cases that are judged by every installed rule.
ALL_RULES = FOLDER.with_name("corpus-all")
CODES = ("AR101", "AR102", "AR201", "AR202", "AR301", "AR303", "AR601")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a finding is: the path from the case's folder, the line from 1, the rule's code."""

    path: str
    line: int
    code: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.code}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was expected of one case and what was found, each with its severity."""

    case: str
    expected: Mapping[Place, str]
    found: Mapping[Place, str]

    @property
    def missed(self) -> list[Place]:
        return sorted(self.expected.keys() - self.found.keys())

    @property
    def false_alarms(self) -> list[Place]:
        return sorted(self.found.keys() - self.expected.keys())

    @property
    def hits(self) -> list[Place]:
        return sorted(self.expected.keys() & self.found.keys())

    def differences(self) -> list[str]:
        """A line for each difference, severities included."""
        return [
            *(f"missed       {p}" for p in self.missed),
            *(f"false alarm  {p}" for p in self.false_alarms),
            *(
                f"severity     {p}: expected {self.expected[p]}, found {self.found[p]}"
                for p in self.hits
                if self.expected[p] != self.found[p]
            ),
        ]


def cases(prefixes: Iterable[str] = ()) -> list[Path]:
    """The folders of the corpus, or those whose names begin so.

    Raises:
        ValueError: a prefix fits no case.
    """
    folders = sorted(f.parent for corpus in (FOLDER, ALL_RULES) for f in corpus.glob("*/expected.txt"))
    wanted = [p.rstrip("/").rpartition("/")[2] for p in prefixes]
    for prefix in wanted:
        if not any(f.name.startswith(prefix) for f in folders):
            raise ValueError(f"no case begins with {prefix}")
    return [f for f in folders if not wanted or f.name.startswith(tuple(wanted))]


def codes(case: Path) -> tuple[str, ...]:
    """The rules that a case is judged by."""
    return CODES if case.parent == FOLDER else tuple(rule.installed())


def expected(case: Path) -> dict[Place, str]:
    """The places of `expected.txt` with their severities, the rules' own where none is named.

    Raises:
        ValueError: a line is malformed, or names a code or a line that is not there.
    """
    rules = rule.installed()
    places: dict[Place, str] = {}
    for row in (case / "expected.txt").read_text().splitlines():
        where, code, *severity = row.split()
        path, _, line = where.rpartition(":")
        if code not in codes(case) or not 1 <= int(line) <= len((case / path).read_text().splitlines()):
            raise ValueError(f"{case.name}/expected.txt: {row}: no such code or line")
        places[Place(path, int(line), code)] = severity[0] if severity else rules[code].severity.value
    return places


def found(case: Path) -> dict[Place, str]:
    """What the report of `runready lint --format json CASE` says, with the severities."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        given = Given(select=list(codes(case)))
        lint_command(LintRequest((case,), given, Format.JSON, report, quiet=True, no_color=True))
        findings = json.loads(report.read_text())["findings"]
    places: dict[Place, str] = {}
    for f in findings:
        place = Place(Path(f["path"]).resolve().relative_to(case).as_posix(), f["line"], f["code"])
        if place in places:
            raise ValueError(f"{case.name}: {place} is reported twice")
        places[place] = f["severity"]
    return places


def judge(case: Path) -> Outcome:
    """Lints one case and sets what was found beside what was expected."""
    return Outcome(case.name, expected(case), found(case))


def table(outcomes: Iterable[Outcome]) -> str:
    """Precision and recall by code, as text."""
    hits: Counter[str] = Counter()
    false_alarms: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for o in outcomes:
        hits.update(p.code for p in o.hits)
        false_alarms.update(p.code for p in o.false_alarms)
        missed.update(p.code for p in o.missed)
    for counter in (hits, false_alarms, missed):
        counter["all"] = counter.total()
    rows = ["code    true+  false+  false-  precision  recall"]
    for code in (*sorted((hits | false_alarms | missed).keys() - {"all"}), "all"):
        t, f, m = hits[code], false_alarms[code], missed[code]
        rows.append(f"{code:6}{t:7}{f:8}{m:8}{_share(t, t + f):>11}{_share(t, t + m):>8}")
    return "\n".join(rows)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def main(prefixes: list[str]) -> int:
    outcomes = [judge(case) for case in cases(prefixes)]
    print(table(outcomes))
    wrong = [o for o in outcomes if o.differences()]
    print(f"\n{len(outcomes)} cases, {len(wrong)} differ")
    for o in wrong:
        print(f"\n{o.case}")
        for row in o.differences():
            print(f"  {row}")
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ValueError as error:
        sys.exit(f"measure.py: {error}")
