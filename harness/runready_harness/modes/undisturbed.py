"""Every flow twice with nothing done to the service, each time on a fresh instance: the baseline and its noise.

What differs between the two runs (ids, times, host names, tokens) is noise. A flow that does not pass here cannot prove
anything about a disturbance, and it is told why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runready_harness.flows.compare import Mask, noise
from runready_harness.flows.model import Recording
from runready_harness.spec import Flow

if TYPE_CHECKING:
    from runready_harness.fleet import Running
    from runready_harness.lab import Lab


@dataclass(frozen=True, slots=True)
class Baseline:
    """How one flow runs undisturbed.

    `unstable` says why the flow cannot be judged; empty when it can. `bound` says why it works on the instance that
    ran it first and on no fresh one: that is no flaw of the flow but state that the first instance keeps.
    """

    flow: Flow
    first: Recording
    second: Recording | None
    mask: Mask | None
    unstable: str = ""
    bound: str = ""


def record(lab: Lab) -> tuple[Baseline, ...]:
    """The baselines of all flows, on two fresh instances, three where a flow passes on the first one only.

    Raises:
        NotRunning: a fresh instance does not come up.
        Unproven: the application cannot be reached at all.
    """
    flows = lab.flows()
    one = lab.fleet.fresh()
    firsts = [lab.play(flow, one, mode="undisturbed") for flow in flows]
    two = lab.fleet.fresh()
    seconds = [
        lab.play(flow, two, mode="undisturbed") if first.finished else None
        for flow, first in zip(flows, firsts, strict=True)
    ]
    baselines = tuple(
        _judge(lab, flow, first, second, one) for flow, first, second in zip(flows, firsts, seconds, strict=True)
    )
    lab.fleet.remove(one, two)
    return baselines


def control(lab: Lab) -> tuple[Recording, ...]:
    """All flows once more, on one more fresh instance.

    Raises:
        NotRunning: it does not come up.
    """
    instance = lab.fleet.fresh()
    recordings = tuple(lab.play(flow, instance, mode="undisturbed, to be sure") for flow in lab.flows())
    lab.fleet.remove(instance)
    return recordings


def _judge(lab: Lab, flow: Flow, first: Recording, second: Recording | None, one: Running) -> Baseline:
    if second is None:
        return Baseline(flow, first, None, None, unstable=f"it does not pass undisturbed: {broken_step(first)}")
    if not exercised(first):
        return Baseline(flow, first, second, None, unstable="no step is answered with a success, so it shows nothing")
    change = _change(first, second)
    if change is None:
        return Baseline(flow, first, second, noise(first, second))
    return Baseline(flow, first, second, None, **_why_once(lab, flow, first, change, one))


def _why_once(lab: Lab, flow: Flow, first: Recording, change: str, one: Running) -> dict[str, str]:
    """Why a flow passed the first time and not on a second, fresh instance: because the first run left something
    that outlives instances, or because it works on the first instance only."""
    if not lab.fleet.lives(one):
        return {"unstable": f"it passes once only: on a second instance {change}"}
    again = _change(first, lab.play(flow, one, mode="once more on the same instance"))
    if again is not None:
        return {
            "unstable": f"it passes once only: the second time {again}. What the first run left behind is in the way; "
            "let the flow clean up after itself, or use a new name each time"
        }
    three = lab.fleet.fresh()
    elsewhere = _change(first, lab.play(flow, three, mode="undisturbed"))
    lab.fleet.remove(three)
    if elsewhere is None:
        return {"unstable": f"it does not always pass undisturbed: once, {change}"}
    return {"bound": elsewhere}


def _change(first: Recording, other: Recording) -> str | None:
    """How a run went another way than the first one, or None."""
    if not other.finished:
        return broken_step(other)
    for index, (before, after) in enumerate(zip(first.steps, other.steps, strict=True)):
        if before.answer is None or after.answer is None or before.step.expect is not None:
            continue
        if before.answer.status != after.answer.status:
            was, now = before.answer.status, after.answer.status
            return f"step {index + 1}, {after.request_line}, answered {now} instead of {was}"
    return None


def exercised(recording: Recording) -> bool:
    """Whether a run made the application do something: a step met its expectation, or was answered with a success. An
    application that only redirects or refuses answers the same under every disturbance."""
    return any(
        run.problem is None and run.answer is not None and (run.step.expect is not None or run.answer.status < 300)
        for run in recording.steps
    )


def broken_step(recording: Recording) -> str:
    """Which step of a recording broke, and how: `step 2, GET /notes/7, answered 404`."""
    broken = recording.broken
    if broken is None:
        return "it stopped early"
    return f"step {len(recording.steps)}, {broken.request_line}: {broken.problem}"
