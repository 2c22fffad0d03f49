"""# AC201 restart

Proves that no state of an instance is needed beyond one request: every flow gives the same answers when the instance is
replaced by a fresh one between any two of its steps.

**How.** Each flow runs undisturbed on two fresh instances; what differs between these two is noise (ids, times,
tokens). Then there is one replay for every cut: after step k the instance is removed with its memory and files, a
fresh one takes its place, and the flow goes on. An answer that differs outside the noise, or an expectation that no
longer holds, fails. A flow that works on the instance that ran it first and on no fresh one fails too.

**Evidence.** What was answered undisturbed and after the cut, the files that the replaced instance had written and
lost, a session cookie that the fresh one does not accept, and the fresh instance's log.

**Inconclusive.** When a flow does not pass undisturbed, or passes once only; when no flow has two steps.

**How to fix it.** Keep what must outlive a request in a backing service: a database, a cache, object storage. Sign
sessions with a key that comes from a variable or a secret, not with one made at start-up.
"""

from __future__ import annotations

from runready_harness import evidence
from runready_harness.checks.base import Check
from runready_harness.fleet import NotRunning
from runready_harness.flows.compare import Difference
from runready_harness.lab import Lab
from runready_harness.modes import restart
from runready_harness.stateless import Failure, conclude, failure, genuine, judgeable, not_running
from runready_harness.verdicts import Outcome


def run(lab: Lab) -> Outcome:
    """Replays every flow at every cut."""
    try:
        baselines = lab.baselines()
        cuts = list(restart.replay(lab, judgeable(baselines)))
        failures = [_failure(lab, cut, found) for cut in cuts if (found := genuine(lab, cut.baseline, cut.differences))]
    except NotRunning as error:
        return not_running(lab, error)
    return conclude(
        lab,
        baselines,
        failures,
        len(cuts),
        "with the instance replaced between any two steps",
        "No flow has two steps, so there was nothing between which to replace the instance.",
    )


def _failure(lab: Lab, cut: restart.Cut, found: tuple[Difference, ...]) -> Failure:
    return failure(
        lab,
        cut.baseline,
        cut.recording,
        found,
        f"a fresh instance after step {cut.at}",
        servers=[int(step >= cut.at) for step in range(len(cut.baseline.flow.steps))],
        marks={cut.at: "here the instance is replaced by a fresh one"},
        files=evidence.files(lab, cut.lost, "What the replaced instance had written, and lost"),
        logs=evidence.log_tail(lab, cut.log, "The end of the fresh instance's log"),
    )


CHECK = Check("AC201", "restart", "stateless", run, __doc__)
