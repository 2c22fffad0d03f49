"""How a project wants its findings judged: what is left out, where, and how bad it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from runready_linter.findings import Finding, Severity
from runready_linter.patterns import NO_PATTERNS, Patterns
from runready_linter.settings import PathSettings, Settings


@dataclass(frozen=True, slots=True)
class Policy:
    """The decisions that the engine follows.

    Args:
        known_codes: every code that a suppression may name; none: any.
        exclude: files that are not read, even when they are named.
        per_path: what differs for some files; the last that speaks of a code decides how bad it is.
        severity: how bad findings are, by code or its beginning.
        require_reasons: a suppression without a reason ignores nothing.
    """

    known_codes: frozenset[str] = frozenset()
    exclude: Patterns = NO_PATTERNS
    per_path: tuple[tuple[Patterns, PathSettings], ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    require_reasons: bool = False

    def judged(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are wanted where they are, each as bad as the project says."""
        made = []
        for finding in findings:
            own = [settings for matches, settings in self.per_path if matches(finding.span.path)]
            if all(chosen(finding.code, s.select, s.ignore) for s in own):
                severity = next(
                    (
                        s
                        for m in (*reversed([s.severity for s in own]), self.severity)
                        if (s := _by_code(finding.code, m))
                    ),
                    finding.severity,
                )
                made.append(finding if severity is finding.severity else replace(finding, severity=severity))
        return made

    def leaves_out(self, code: str, path: str) -> bool:
        """Whether findings of a code are not wanted in a file."""
        return any(m(path) and not chosen(code, s.select, s.ignore) for m, s in self.per_path)


def policy_of(settings: Settings, root: Path, known_codes: frozenset[str]) -> Policy:
    """The policy for the project in `root`. Patterns are relative to the settings' file where the project lies there,
    else to the project."""
    below = ""
    if root != settings.folder and root.is_relative_to(settings.folder):
        below = root.relative_to(settings.folder).as_posix() + "/"
    return Policy(
        known_codes=known_codes,
        exclude=Patterns(settings.exclude, below),
        per_path=tuple((Patterns([each.pattern], below), each) for each in settings.per_path),
        severity=settings.severity,
        require_reasons=settings.require_reasons,
    )


def chosen(code: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Whether a code is selected and not ignored; both hold codes or their beginnings."""
    return (not select or code.startswith(select)) and not (ignore and code.startswith(ignore))


def _by_code(code: str, severities: Mapping[str, Severity]) -> Severity | None:
    """Of several beginnings of a code the longest decides."""
    fitting = [each for each in severities if code.startswith(each)]
    return severities[max(fitting, key=len)] if fitting else None


#: Every finding as the rules have it.
LENIENT = Policy()
