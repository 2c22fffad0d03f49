"""What a static rule is made of, and how the installed ones are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runready_linter.findings import Confidence, Evidence, Finding, Severity, Span

if TYPE_CHECKING:
    from runready_linter.link.project import Project

#: The entry points through which rules come; the name of an entry is the rule's code.
GROUP = "runready.rules"


@dataclass(frozen=True, slots=True)
class Example:
    """A small whole project, by path. A line on which the rule must report carries `# <- CODE` at its end; one
    without any such line must stay silent. Run as tests and shown on the rule's page."""

    title: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A static rule: one file, whose docstring is its page.

    `secret`: its lines hold secrets, which no report shows. `needles` are byte strings without one of which no file of a project can make this rule fire.
    """

    code: str
    name: str
    clause: str
    severity: Severity
    check: Callable[[Project], Iterable[Finding]]
    doc: str
    needles: tuple[bytes, ...]
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    secret: bool = False

    def finding(
        self,
        span: Span,
        message: str,
        *,
        help: str,
        evidence: Iterable[Evidence] = (),
        severity: Severity | None = None,
        confidence: Confidence = Confidence.HIGH,
    ) -> Finding:
        """A finding of this rule; the fingerprint is added by the engine."""
        return Finding(
            code=self.code,
            name=self.name,
            clause=self.clause,
            severity=severity or self.severity,
            confidence=confidence,
            span=span,
            message=message,
            help=help,
            evidence=tuple(evidence),
        )


def installed() -> dict[str, Rule]:
    """Every installed rule by code, in the order of the codes.

    Raises:
        UsageProblem: an installed rule cannot be loaded, or two share a code.
    """
    from importlib.metadata import entry_points

    from runready_linter.problems import UsageProblem

    rules: dict[str, Rule] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda e: e.name):
        try:
            rule = entry.load()
        except Exception as error:
            raise UsageProblem(
                f"the rule {entry.name} ({entry.value}) cannot be loaded: {error}",
                help="reinstall or remove the package that brings it",
            ) from error
        if not isinstance(rule, Rule):
            raise UsageProblem(f"the entry point {entry.name} ({entry.value}) is no Rule")
        if entry.name in rules:
            raise UsageProblem(f"two installed packages bring a rule {entry.name}")
        rules[entry.name] = rule
    return rules
