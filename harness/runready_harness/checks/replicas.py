"""# AC202 replicas

Proves that it does not matter which instance serves a request: every flow gives the same answers when its steps are
spread over two instances. The platform has no sticky sessions.

**How.** Two fresh instances run side by side. Each flow is replayed with its steps spread so that, over all replays,
every pair of steps is served by different instances once. Answers are compared as in AC201.

**Evidence.** What was answered undisturbed and with two instances, which instance served which step, the files that
each had written, a session cookie that the other does not accept, and both logs.

**Inconclusive.** When a flow does not pass undisturbed; when no flow has two steps; when the machine cannot run two
instances (an application that does not take its port from `PORT`, without containers).

**How to fix it.** As for AC201: sessions, caches, rate limits and uploads belong in a service that all instances share.
"""

from __future__ import annotations

from runready_harness import evidence
from runready_harness.checks.base import Check
from runready_harness.fleet import NotRunning
from runready_harness.flows.compare import Difference
from runready_harness.lab import Lab
from runready_harness.modes import replicas
from runready_harness.stateless import Failure, conclude, failure, genuine, judgeable, not_running
from runready_harness.verdicts import Outcome


def run(lab: Lab) -> Outcome:
    """Replays every flow over two instances."""
    try:
        baselines = lab.baselines()
        splits = list(replicas.replay(lab, judgeable(baselines)))
        failures = [
            _failure(lab, split, found)
            for split in splits
            if (found := genuine(lab, split.baseline, split.differences))
        ]
    except NotRunning as error:
        return not_running(lab, error)
    return conclude(
        lab,
        baselines,
        failures,
        len(splits),
        "with the steps spread over two instances",
        "No flow has two steps, so there was nothing to spread over two instances.",
    )


def _failure(lab: Lab, split: replicas.Split, found: tuple[Difference, ...]) -> Failure:
    order = "".join("AB"[which] for which in split.assignment)
    files = [
        block
        for name, written in zip("AB", split.files, strict=True)
        for block in evidence.files(lab, written, f"What instance {name} had written")
    ]
    logs = [
        block
        for name, log in zip("AB", split.logs, strict=True)
        for block in evidence.log_tail(lab, log, f"The end of instance {name}'s log")
    ]
    return failure(
        lab,
        split.baseline,
        split.recording,
        found,
        f"two instances A and B that serve the steps in the order {order}",
        servers=split.assignment,
        marks={step: f"to instance {'AB'[which]}" for step, which in enumerate(split.assignment)},
        files=tuple(files),
        logs=tuple(logs),
    )


CHECK = Check("AC202", "replicas", "stateless", run, __doc__)
