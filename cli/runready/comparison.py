"""What a move from one platform to another changes for a project: two lints side by side, and the facts that differ."""

from __future__ import annotations

from dataclasses import dataclass

from runready_linter.findings import Finding, Span
from runready_linter.lint import LintReport
from runready_rules.platforms import Profile
from runready_rules.platforms.judgements import Comparable, Judgement, differing, fact_at, judgements


@dataclass(frozen=True, slots=True)
class Changed:
    """A finding that both platforms have, with another severity."""

    here: Finding
    there: Finding


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact of the contract that differs, with the places of the project that it bears on."""

    fact: Comparable
    here: str
    there: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes for a move. Paths are relative to the project, as the linter's are.

    Args:
        here, there: the platform that the project is judged by, and the one that it is compared with.
        appear, vanish: findings that only the one or the other platform has.
        checks: run-time checks whose verdict may be another one there; they ran on `here` alone.
        unread: the project's files that only `here` reads.
    """

    here: Profile
    there: Profile
    appear: tuple[Finding, ...]
    vanish: tuple[Finding, ...]
    change: tuple[Changed, ...]
    contract: tuple[Difference, ...]
    checks: tuple[Judgement, ...]
    unread: frozenset[str] = frozenset()

    def why(self, finding: Finding) -> str:
        """Why a finding is judged otherwise; "" where no fact of the contract says so."""
        if finding.span.path in self.unread:
            return f"{self.there.name} does not read {finding.span.path}"
        judgement = judgements().get(finding.code)
        return judgement.why if judgement is not None and _differs(judgement, self.here, self.there) else ""

    @property
    def is_empty(self) -> bool:
        return not (self.appear or self.vanish or self.change or self.contract or self.checks)


def compare(
    here: Profile, there: Profile, judged_here: LintReport, judged_there: LintReport, checks: tuple[str, ...]
) -> Comparison:
    """The comparison of two lints of one project. `judged_here` has the notes of `surveys.contract`.

    Args:
        checks: the codes of the run-time checks that this run asked for.
    """
    ours = {f.fingerprint: f for f in judged_here.findings}
    theirs = {f.fingerprint: f for f in judged_there.findings}
    both = [Changed(f, theirs[key]) for key, f in ours.items() if key in theirs]
    places = {
        fact.path: tuple(note.span for note in judged_here.notes if note.topic == fact.path)
        for fact in differing(here, there)
    }
    return Comparison(
        here,
        there,
        appear=tuple(f for key, f in theirs.items() if key not in ours),
        vanish=tuple(f for key, f in ours.items() if key not in theirs),
        change=tuple(c for c in both if c.here.severity is not c.there.severity),
        contract=tuple(
            Difference(fact, fact.said(here), fact.said(there), places[fact.path])
            for fact in differing(here, there)
            if places[fact.path]
        ),
        checks=tuple(j for code in checks if (j := judgements().get(code)) is not None and _differs(j, here, there)),
        unread=frozenset(span.path for span in places.get("services.configurations", ())),
    )


def _differs(judgement: Judgement, here: Profile, there: Profile) -> bool:
    return any(fact_at(here, path).value != fact_at(there, path).value for path in judgement.facts)
