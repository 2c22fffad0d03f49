"""The baseline: findings that are known already, counted per file, rule and fingerprint of their line.

There are no line numbers in it, so that code around a known finding can change. A file's entries can only become fewer:
what is new is never added to a baseline that there is already.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runready_linter import files
from runready_linter.findings import Finding
from runready_linter.problems import Place, UsageProblem

VERSION = 1
_RENEW = "remove the file and write it anew with --write-baseline"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known: the file, relative to the baseline's folder, the rule and the fingerprint."""

    path: str
    code: str
    fingerprint: str


Counts = Mapping[Entry, int]


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beside a baseline.

    Args:
        new: those that it does not have.
        known: how many it has.
        stale: how often it has what is not found any more.
    """

    new: tuple[Finding, ...]
    known: int
    stale: Counts


def entry(finding: Finding, place: Callable[[str], str]) -> Entry:
    """The entry of a finding. `place` says where its file is from the baseline's folder.

    The fingerprint is of the line's text alone, since a report's is of the project that was linted: a baseline holds for a
    whole repository as for one folder of it.
    """
    text = finding.source.strip().encode(errors="surrogateescape")
    return Entry(place(finding.span.path), finding.code, hashlib.sha256(text).hexdigest()[:20])


def count(findings: Iterable[Finding], place: Callable[[str], str]) -> Counts:
    return Counter(entry(finding, place) for finding in findings)


def compare(
    findings: Iterable[Finding], known: Counts, place: Callable[[str], str], judged: Callable[[str, str], bool]
) -> Compared:
    """Takes the known findings away.

    Args:
        judged: whether this run would have found what there is, for a file as the baseline names it and a code.
    """
    left = dict(known)
    new = []
    for finding in findings:
        key = entry(finding, place)
        if left.get(key, 0) > 0:
            left[key] -= 1
        else:
            new.append(finding)
    used = sum(known.values()) - sum(left.values())
    stale = {key: n for key, n in left.items() if n and judged(key.path, key.code)}
    return Compared(tuple(new), used, stale)


def shrunk(known: Counts, stale: Counts) -> Counts:
    """A baseline without what is stale."""
    return {key: n - stale.get(key, 0) for key, n in known.items() if n > stale.get(key, 0)}


def place_from(folder: Path, root: Path) -> Callable[[str], str]:
    """Turns paths of the project in `root` into paths relative to a baseline's folder."""
    way = os.path.relpath(root, folder)
    return lambda path: Path(os.path.normpath(os.path.join(way, path))).as_posix()


def read(path: Path) -> Counts:
    """The counts of a file.

    Raises:
        UsageProblem: it cannot be read, is no baseline, or is one of another version.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageProblem(
            "there is no such baseline", place=Place.of(path), help="--write-baseline writes it from what is found now"
        ) from None
    except UnicodeDecodeError:
        raise UsageProblem("is no baseline: not UTF-8", place=Place.of(path), help=_RENEW) from None
    except OSError as error:
        raise UsageProblem(f"the baseline cannot be read: {error.strerror}", place=Place.of(path)) from None
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageProblem(
            f"is no baseline: not JSON: {error.msg}", place=Place.of(path, error.lineno, error.colno), help=_RENEW
        ) from None
    except RecursionError:
        raise UsageProblem("is no baseline: nested too deeply", place=Place.of(path), help=_RENEW) from None
    version = document.get("version") if isinstance(document, dict) else None
    if type(version) is not int:
        raise UsageProblem("is no baseline: it has no version", place=Place.of(path), help=_RENEW)
    if version != VERSION:
        raise UsageProblem(
            f"is a baseline of version {version}; this runready reads version {VERSION}",
            place=Place.of(path),
            help=f"use the runready that wrote it, or {_RENEW}",
        )
    return dict(_entries(document.get("findings"), path))


def _entries(findings: Any, path: Path) -> Iterator[tuple[Entry, int]]:
    def broken(where: str) -> UsageProblem:
        return UsageProblem(f"is no baseline: {where} is not as it was written", place=Place.of(path), help=_RENEW)

    if not isinstance(findings, dict):
        raise broken("`findings`")
    for file, codes in findings.items():
        if not isinstance(codes, dict):
            raise broken(file)
        for code, fingerprints in codes.items():
            if not isinstance(fingerprints, dict):
                raise broken(f"{file}: {code}")
            for fingerprint, number in fingerprints.items():
                if not isinstance(number, int) or isinstance(number, bool) or number < 1:
                    raise broken(f"{file}: {code}: {fingerprint}")
                yield Entry(file, code, fingerprint), number


def write(path: Path, counts: Counts) -> None:
    """Writes a baseline: all of it, or what was there stays.

    Raises:
        UsageProblem: it cannot be written.
    """
    nested: dict[str, dict[str, dict[str, int]]] = {}
    for key, number in sorted(counts.items(), key=lambda each: (each[0].path, each[0].code, each[0].fingerprint)):
        nested.setdefault(key.path, {}).setdefault(key.code, {})[key.fingerprint] = number
    document = {"version": VERSION, "tool": "runready", "findings": nested}
    try:
        files.replace(path, (json.dumps(document, indent=2) + "\n").encode())
    except OSError as error:
        raise UsageProblem(f"the baseline cannot be written: {error.strerror}", place=Place.of(path)) from None
