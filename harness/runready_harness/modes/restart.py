"""A flow with the instance replaced by a fresh one between two of its steps, as a deployment or maintenance does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runready_harness.flows.compare import Difference, differences
from runready_harness.flows.model import Recording
from runready_harness.modes.undisturbed import Baseline
from runready_harness.runtimes.base import WrittenFile

if TYPE_CHECKING:
    from runready_harness.fleet import Running
    from runready_harness.lab import Lab


@dataclass(frozen=True, slots=True)
class Cut:
    """One replay. The instance was replaced before step `at` (counted from 0, so `at` steps came before); `lost` are
    the files that the replaced one had written, `log` is what the fresh one wrote."""

    baseline: Baseline
    at: int
    recording: Recording
    differences: tuple[Difference, ...]
    lost: tuple[WrittenFile, ...]
    log: str


def replay(lab: Lab, baselines: tuple[Baseline, ...]) -> Iterator[Cut]:
    """Every flow at every cut, in order.

    The instance that came up at one cut serves the beginning of the next replay, so that there is one start a cut.
    What the earlier replay left in it cannot hide a loss, because what follows the cut always runs on an instance that
    has served nothing. It can change what comes *before* the cut; then the replay is done again on two fresh ones.

    Raises:
        NotRunning: a fresh instance does not come up.
    """
    serving: Running | None = None
    try:
        for baseline in baselines:
            for at in range(1, len(baseline.flow.steps)):
                for _ in range(lab.repeat):
                    used = serving is not None
                    serving = serving or lab.fleet.fresh()
                    cut, serving = _replay_one(lab, baseline, at, serving)
                    if used and any(each.step < at for each in cut.differences):
                        lab.fleet.remove(serving)
                        cut, serving = _replay_one(lab, baseline, at, lab.fleet.fresh())
                    yield cut
                    if cut.differences:
                        break
    finally:
        if serving is not None:
            lab.fleet.remove(serving)


def _replay_one(lab: Lab, baseline: Baseline, at: int, serving: Running) -> tuple[Cut, Running]:
    lost: tuple[WrittenFile, ...] = ()

    def replace_instance(step: int) -> None:
        nonlocal serving, lost
        if step != at:
            return
        lost = serving.instance.files_written()
        # The fresh one starts after the step before the cut was answered, not earlier: an application that clears its
        # database when it starts would otherwise clear it before there is anything to lose.
        serving = lab.fleet.replace(serving)
        lab.front.route(serving.endpoint)

    title = f"a fresh instance before step {at + 1}"
    recording = lab.play(baseline.flow, serving, mode=title, before_step=replace_instance)
    assert baseline.mask is not None, "only flows that pass undisturbed are replayed"
    found = differences(baseline.first, baseline.mask, recording)
    log = serving.instance.log() if found else ""
    return Cut(baseline, at, recording, found, lost, log), serving
