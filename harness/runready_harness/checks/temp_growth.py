"""# AC302 temp-growth

Proves that files made while serving do not pile up: repeated requests leave no growing set of files.

**How.** All flows run on one instance, twice to warm up, then four times more; after each round the files that the
instance has written are listed. When every later round leaves files that were not there before and are still there in
the end, they grow. Files from the warm-up, files that are written anew under the same name, files that are deleted a
little later, compiled bytecode and caches that are filled once or keep to a size do not count.

**Evidence.** The new files by folder, with sizes, and the step that leaves them.

**Inconclusive.** When a round did not get through its flows, so that there was nothing to grow.

**Known limit.** Files on a `tmpfs` are not seen.

**How to fix it.** Delete temporary files on every path, errors included: `with tempfile.TemporaryDirectory()`, or
`finally: path.unlink()`; stream an answer instead of writing it to a file. The instance's storage is small, shared with
the image, and only emptied when the instance goes.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from runready_harness import evidence
from runready_harness.checks.base import Check
from runready_harness.evidence import requests_in
from runready_harness.flows.model import Recording
from runready_harness.lab import Lab, Running
from runready_harness.modes.undisturbed import broken_step, exercised
from runready_harness.runtimes.base import WrittenFile
from runready_harness.spec import Flow
from runready_harness.verdicts import Evidence, Outcome, Verdict

WARM_UP = 2
ROUNDS = 4
# Seconds.
DELETED_LATER = 1.0

_HELP = (
    "Delete temporary files on every path, errors included (`with tempfile.TemporaryDirectory()`, `finally: "
    "path.unlink()`), and put what must stay into a backing service."
)
_HELP_FLOW = "Correct the flow, or the application, and run again."


def run(lab: Lab) -> Outcome:
    """Runs all flows over and over on one instance and watches its files."""
    flows = lab.flows()
    instance = lab.fleet.standing()
    for number in range(WARM_UP):
        for each in _round(lab, flows, instance, f"warm-up {number + 1} of {WARM_UP}"):
            if hangs(each):
                message = f'"{each.flow.name}" does not get through: {broken_step(each)}.'
                return Outcome(Verdict.INCONCLUSIVE, message, help=_HELP_FLOW)
    known = {each.path for each in instance.instance.files_written()}
    new_by_round: list[tuple[WrittenFile, ...]] = []
    recordings: list[Recording] = []
    for number in range(ROUNDS):
        recordings += _round(lab, flows, instance, f"round {number + 1} of {ROUNDS}")
        new = tuple(each for each in instance.instance.files_written() if counts(each) and each.path not in known)
        known.update(each.path for each in new)
        new_by_round.append(new)
    if grows(new_by_round):
        # What is deleted after the answer, or by a cache that keeps to a size, gets the time for it.
        time.sleep(DELETED_LATER)
        left = {each.path for each in instance.instance.files_written()}
        new_by_round = [tuple(each for each in new if each.path in left) for new in new_by_round]
    if grows(new_by_round):
        return _failed(lab, flows, instance, known, new_by_round)
    broken = next((each for each in recordings if not each.finished), None)
    if broken is not None:
        if any(each.flow == broken.flow and not each.first.finished for each in lab.baselines()):
            message = f'"{broken.flow.name}" does not pass on a fresh instance either: {broken_step(broken)}.'
            return Outcome(Verdict.INCONCLUSIVE, message, help=_HELP_FLOW)
        message = f'"{broken.flow.name}" did not get through when repeated on one instance: {broken_step(broken)}.'
        return Outcome(Verdict.INCONCLUSIVE, message, help="Let the flow be repeatable: clean up, or use new names.")
    if not any(exercised(each) for each in recordings):
        message = "No request was answered with a success, so nothing was exercised."
        return Outcome(Verdict.INCONCLUSIVE, message, help="Write flows that ask for what it answers.")
    requests = requests_in(sum(len(each.steps) for each in recordings))
    return Outcome(Verdict.PASS, f"{requests} in {ROUNDS} rounds left no growing set of files.")


def hangs(recording: Recording) -> bool:
    """Whether a run ended without an answer or at the platform's time limit: to repeat that takes minutes a round."""
    broken = recording.broken
    return broken is not None and (broken.answer is None or broken.answer.status == 504)


def counts(written: WrittenFile) -> bool:
    """Whether a file could be one of a growing set: not compiled bytecode, which is made once a module."""
    path = PurePosixPath(written.path)
    return written.change == "added" and "__pycache__" not in path.parts and path.suffix != ".pyc"


def grows(new_by_round: Sequence[Iterable[WrittenFile]]) -> bool:
    """Whether every round left files that no round before it had."""
    return bool(new_by_round) and all(tuple(each) for each in new_by_round)


def _round(lab: Lab, flows: Sequence[Flow], instance: Running, title: str) -> list[Recording]:
    return [lab.play(flow, instance, mode=title) for flow in flows]


def _failed(
    lab: Lab,
    flows: Sequence[Flow],
    instance: Running,
    known: set[str],
    new_by_round: Sequence[tuple[WrittenFile, ...]],
) -> Outcome:
    new = [each for written in new_by_round for each in written]
    sizes = sum(each.size or 0 for each in new)
    folders = Counter(str(PurePosixPath(each.path).parent) for each in new)
    most = folders.most_common(1)[0][0]
    step = _leaving_steps(lab, flows, instance, known)
    by_step = f" Left by {step[0]}." if step else ""
    message = (
        f"Each of {ROUNDS} rounds of the same requests left new files, {len(new)} in all"
        f"{f' ({sizes} bytes)' if sizes else ''}, most of them in {most}.{by_step}"
    )
    shown: list[Evidence] = list(evidence.files(lab, new, f"New files after {ROUNDS} rounds"))
    if step:
        shown.append(evidence.told(lab, "Steps that leave files", "\n".join(step)))
    return Outcome(Verdict.FAIL, message, tuple(shown), _HELP)


def _leaving_steps(lab: Lab, flows: Sequence[Flow], instance: Running, known: set[str]) -> list[str]:
    """Which steps leave new files, told by one more round with a look at the files between the steps."""
    leaving: list[str] = []
    for flow in flows:
        left: list[int] = []

        def look(_: int = 0, left: list[int] = left) -> None:
            new = {each.path for each in instance.instance.files_written() if counts(each)} - known
            known.update(new)
            left.append(len(new))

        recording = lab.play(flow, instance, mode="which step leaves files", before_step=look)
        look()
        # What is seen before step k was left by step k - 1; the first look only catches up.
        for run, number in zip(recording.steps, left[1:], strict=False):
            if number:
                files = "1 file" if number == 1 else f"{number} files"
                leaving.append(f'"{flow.name}": {run.request_line} leaves {files}')
    return leaving


CHECK = Check("AC302", "temp-growth", "temp-files", run, __doc__)
