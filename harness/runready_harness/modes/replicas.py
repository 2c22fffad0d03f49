"""A flow whose requests are spread over two instances, as the platform does without sticky sessions.

With the two taking strict turns, the first and the third step would never be on different instances. Instead replay k
sends step i to the instance that bit k of i names: any two steps differ in some bit, so that ceil(log2 n) replays split
every pair of n steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runready_harness.flows.compare import Difference, differences
from runready_harness.flows.model import Recording
from runready_harness.modes.undisturbed import Baseline
from runready_harness.runtimes.base import WrittenFile

if TYPE_CHECKING:
    from runready_harness.lab import Lab


@dataclass(frozen=True, slots=True)
class Split:
    """One replay. `assignment` names the instance (0 or 1) of each step; `files` and `logs` are what each wrote."""

    baseline: Baseline
    assignment: tuple[int, ...]
    recording: Recording
    differences: tuple[Difference, ...]
    files: tuple[tuple[WrittenFile, ...], ...]
    logs: tuple[str, ...]


def assignments(steps: int) -> tuple[tuple[int, ...], ...]:
    """Which instance serves each of `steps` steps, one tuple a replay; every pair of steps is apart in one of them."""
    return tuple(tuple(step >> bit & 1 for step in range(steps)) for bit in range((steps - 1).bit_length()))


def replay(lab: Lab, baselines: tuple[Baseline, ...]) -> Iterator[Split]:
    """Every flow in every assignment, each on two fresh instances; after a difference the flow's others are left out.

    Instances are never used twice here: what an earlier replay wrote to both would hide that they share nothing.

    Raises:
        NotRunning: an instance does not come up beside the other.
        Unproven: this machine cannot run two.
    """
    for baseline in baselines:
        rounds = [each for each in assignments(len(baseline.flow.steps)) for _ in range(lab.repeat)]
        for assignment in rounds:
            split = _replay_one(lab, baseline, assignment)
            yield split
            if split.differences:
                break


def _replay_one(lab: Lab, baseline: Baseline, assignment: tuple[int, ...]) -> Split:
    pair = lab.fleet.pair()
    title = "two instances, steps " + "".join("AB"[which] for which in assignment)
    recording = lab.play(
        baseline.flow,
        pair[0],
        mode=title,
        before_step=lambda step: lab.front.route(pair[assignment[step]].endpoint),
    )
    assert baseline.mask is not None, "only flows that pass undisturbed are replayed"
    found = differences(baseline.first, baseline.mask, recording)
    files = tuple(each.instance.files_written() for each in pair) if found else ((), ())
    logs = tuple(each.instance.log() for each in pair) if found else ("", "")
    lab.fleet.remove(*pair)
    return Split(baseline, assignment, recording, found, files, logs)
