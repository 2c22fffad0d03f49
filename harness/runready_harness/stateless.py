"""What the checks of the clause `stateless` have in common: which flows can prove something, and what is concluded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from runready_harness import evidence
from runready_harness.fleet import NotRunning
from runready_harness.flows.compare import Difference, differences
from runready_harness.flows.model import Recording
from runready_harness.lab import Lab
from runready_harness.modes.undisturbed import Baseline
from runready_harness.spec import Flow
from runready_harness.verdicts import Evidence, Outcome, Verdict

_HELP_COOKIE = (
    "Sign sessions with a key that every instance gets from the same variable or secret, and keep what a session holds "
    "in the signed cookie or in a shared store."
)
_HELP_FILES = "Keep what must outlive a request in a database or in object storage, not in files of the instance."
_HELP_MEMORY = "Keep what must outlive a request in a database or a cache that all instances share, not in memory."
_HELP_FLOW = "Correct the flow, or the application, and run again."
_HELP_WRITE = "Write a flow with two steps: one that stores, one that reads."


@dataclass(frozen=True, slots=True)
class Failure:
    """That `flow` gave other answers under a disturbance; `help` is what to do about its most likely cause."""

    flow: str
    message: str
    evidence: tuple[Evidence, ...]
    help: str


def judgeable(baselines: Sequence[Baseline]) -> tuple[Baseline, ...]:
    """The flows that pass undisturbed and have two steps, so that something can happen between them."""
    return tuple(each for each in baselines if not each.unstable and not each.bound and len(each.flow.steps) > 1)


def stores(flow: Flow) -> bool:
    """Whether a flow asks for a change of anything (RFC 9110, section 9.2.1: safe methods do not)."""
    return any(step.method not in ("GET", "HEAD", "OPTIONS") for step in flow.steps)


def genuine(lab: Lab, baseline: Baseline, found: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """Those of the differences that no undisturbed run shows as well: an answer that is drawn by lot is not lost state.

    Raises:
        NotRunning: a fresh instance for the undisturbed runs does not come up.
    """
    if not found or baseline.mask is None:
        return ()
    by_itself = {
        (each.step, each.what)
        for recordings in lab.controls()
        for recording in recordings
        if recording.flow.name == baseline.flow.name
        for each in differences(baseline.first, baseline.mask, recording)
    }
    return tuple(each for each in found if (each.step, each.what) not in by_itself)


def failure(
    lab: Lab,
    baseline: Baseline,
    recording: Recording,
    found: tuple[Difference, ...],
    how: str,
    *,
    servers: Sequence[int],
    marks: Mapping[int, str],
    files: tuple[Evidence, ...],
    logs: tuple[Evidence, ...],
) -> Failure:
    """What one replay with differences shows.

    Args:
        how: what was done, completing "with ...".
        servers: the number of the instance that served each step.
        marks: what happened before a step, by its index, for the `curl` lines.
        files: what the instance that was left had written.
        logs: what the instances wrote.
    """
    worst = found[0]
    run = recording.steps[min(worst.step, len(recording.steps) - 1)]
    cookie = evidence.refused_cookie(lab, recording, servers, min(worst.step, len(recording.steps) - 1))
    seen = run.problem or f"{worst.what} is {_short(worst.after)} instead of {_short(worst.before)}"
    message = f'"{baseline.flow.name}": with {how}, step {worst.step + 1}, {run.request_line}: {seen}.'
    shown = (
        *evidence.changed_answers(lab, found, baseline.first, recording),
        *cookie,
        *files,
        *logs,
        *evidence.repeat_lines(lab, recording.steps[: worst.step + 1], marks),
    )
    help = _HELP_COOKIE if cookie else _HELP_FILES if files else _HELP_MEMORY
    return Failure(baseline.flow.name, lab.redact(message), shown, help)


def conclude(
    lab: Lab, baselines: Sequence[Baseline], failures: Sequence[Failure], replays: int, done: str, nothing: str
) -> Outcome:
    """The verdict over all flows.

    Args:
        replays: how many disturbed replays there were.
        done: what was done, completing "gave the same answers ...".
        nothing: what could not be done, where no flow has two steps.
    """
    bound = [_bound(lab, each) for each in baselines if each.bound]
    unstable = [f'"{each.flow.name}" cannot be judged: {each.unstable}.' for each in baselines if each.unstable]
    every = [*bound, *failures]
    if every:
        more = f" ({len(every) - 1} more below)" if len(every) > 1 else ""
        help = "\n".join(dict.fromkeys(each.help for each in every))
        return Outcome(Verdict.FAIL, every[0].message + more, _all_evidence(every), help)
    names = len(judgeable(baselines))
    proven = f"{names} {'flow' if names == 1 else 'flows'} gave the same answers {done} ({_times(replays)})."
    if unstable:
        text = lab.redact(" ".join(unstable)) + (f" {proven}" if names else "")
        # The first one that has something to show: what stands in the way of all is shown once.
        shown = (_unstable_evidence(lab, each) for each in baselines if each.unstable)
        return Outcome(Verdict.INCONCLUSIVE, text, next(filter(None, shown), ()), _HELP_FLOW)
    if not baselines:
        message = "There is no flow to replay: none is written, and nothing that was found is answered with a success."
        return Outcome(Verdict.INCONCLUSIVE, message, help=_HELP_WRITE)
    if not names:
        return Outcome(Verdict.INCONCLUSIVE, nothing, help=_HELP_WRITE)
    if not lab.written and not any(stores(each.flow) for each in judgeable(baselines)):
        message = f"{proven} They were found by themselves and only read: nothing was stored that could be lost."
        return Outcome(Verdict.INCONCLUSIVE, message, help=_HELP_WRITE)
    if lab.fleet.shared_paths:
        places = ", ".join(lab.fleet.shared_paths)
        message = f"{proven} But processes of one machine share what is in {places}; on the platform each has its own."
        return Outcome(Verdict.INCONCLUSIVE, lab.redact(message), help="Use containers.")
    return Outcome(Verdict.PASS, proven)


def not_running(lab: Lab, error: NotRunning) -> Outcome:
    """The first instance came up, a further one did not: nothing survives its replacement."""
    shown = evidence.listening(lab, error.outcome.listeners)
    shown += evidence.log_tail(lab, error.log, "The end of the fresh instance's log")
    message = f"The first instance came up, a fresh one after it did not: {error.outcome.message}"
    help = "Let any number of instances start, beside and after each other; see the log for what stood in the way."
    return Outcome(Verdict.FAIL, message, shown, help)


def _all_evidence(failures: Sequence[Failure]) -> tuple[Evidence, ...]:
    """What shows the first failure of each flow, and the others by their message."""
    shown: list[Evidence] = []
    flows: set[str] = set()
    for index, each in enumerate(failures):
        if index:
            shown.append(Evidence("text", "Also", each.message))
        if each.flow not in flows:
            shown += each.evidence
        flows.add(each.flow)
    return tuple(shown)


def _bound(lab: Lab, baseline: Baseline) -> Failure:
    message = f'"{baseline.flow.name}" passes on the instance that ran it first, again and again, and on no fresh one: '
    shown = _unstable_evidence(lab, baseline)
    return Failure(baseline.flow.name, lab.redact(f"{message}{baseline.bound}."), shown, _HELP_MEMORY)


def _unstable_evidence(lab: Lab, baseline: Baseline) -> tuple[Evidence, ...]:
    for recording in (baseline.first, baseline.second):
        if recording is not None and recording.broken is not None:
            run = recording.broken
            title = f"Undisturbed, {run.request_line}"
            answer = () if run.answer is None else (evidence.answered(lab, title, run.answer),)
            return answer + evidence.repeat_lines(lab, recording.steps, {})
    return ()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return (line if len(line) <= 80 else line[:79] + "…") or "nothing"


def _times(count: int) -> str:
    return "1 replay" if count == 1 else f"{count} replays"
