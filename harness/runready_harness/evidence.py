"""How evidence is written down: cut to a size that a person reads, and redacted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from runready_harness.flows.model import Answer, Recording, StepRun
from runready_harness.verdicts import Evidence, EvidenceKind

if TYPE_CHECKING:
    from runready_harness.flows.compare import Difference
    from runready_harness.lab import Lab
    from runready_harness.runtimes.base import Listener, WrittenFile

# Colours and other escape sequences of a terminal (ECMA-48, section 5.4), and control characters but tab and newline.
_CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f]")
_LOG_LINES = 12
_LINE_LENGTH = 300
_TEXT_LENGTH = 2000
_FILES = 20


def log_tail(lab: Lab, log: str, title: str) -> tuple[Evidence, ...]:
    """The last lines of an instance's log; nothing where it wrote none."""
    lines = _CONTROL.sub("", log).rstrip().splitlines()[-_LOG_LINES:]
    return (_evidence(lab, "log", title, "\n".join(lines)),) if lines else ()


def listening(lab: Lab, listeners: Iterable[Listener]) -> tuple[Evidence, ...]:
    """What listens inside an instance; nothing where that is not known."""
    lines = [f"{each}{'  (loopback only)' if each.loopback else ''}" for each in listeners]
    return (_evidence(lab, "listeners", "What listens inside the instance", "\n".join(lines)),) if lines else ()


def files(lab: Lab, written: Iterable[WrittenFile], title: str) -> tuple[Evidence, ...]:
    """Files with their sizes; those past a number are counted by folder. Nothing where there are none."""
    listed = sorted(written, key=lambda each: each.path)
    lines = [f"{each.path}  {_size(each.size)}".rstrip() for each in listed[:_FILES]]
    rest = Counter(str(PurePosixPath(each.path).parent) for each in listed[_FILES:])
    lines += [f"{folder}/  {count} more" for folder, count in sorted(rest.items())]
    return (_evidence(lab, "files", title, "\n".join(lines)),) if lines else ()


def changed_answers(lab: Lab, found: Iterable[Difference], before: Recording, after: Recording) -> tuple[Evidence, ...]:
    """What was answered undisturbed and what instead, one block a step."""
    blocks: dict[int, list[str]] = {}
    for each in found:
        lines = blocks.setdefault(each.step, [])
        lines.append(each.diff or f"{each.what}\n- {each.before}\n+ {each.after}")
    return tuple(
        _evidence(
            lab,
            "diff",
            f"Step {step + 1}, {_request(before, after, step)}: undisturbed (-) and now (+)",
            "\n".join(lines),
        )
        for step, lines in sorted(blocks.items())
    )


def repeat_lines(lab: Lab, runs: Sequence[StepRun], marks: Mapping[int, str]) -> tuple[Evidence, ...]:
    """The `curl` lines that send the requests of a flow again, up to the one that matters.

    Args:
        marks: comments that go before a step, by its index.
    """
    lines: list[str] = []
    for index, run in enumerate(runs):
        if index in marks:
            lines.append(f"# {marks[index]}")
        if run.curl:
            lines.append(run.curl)
    return (_evidence(lab, "curl", "To repeat it by hand", "\n".join(lines)),) if lines else ()


def answered(lab: Lab, title: str, answer: Answer) -> Evidence:
    """An answer: its status, headers and the beginning of its body."""
    head = [str(answer.status), *(f"{name}: {value}" for name, value in answer.headers)]
    return _evidence(lab, "request", title, "\n".join(head) + "\n\n" + answer.text)


def told(lab: Lab, title: str, text: str) -> Evidence:
    """A block of plain text."""
    return _evidence(lab, "text", title, text)


def requests_in(count: int) -> str:
    """A number of requests in words."""
    return "1 request" if count == 1 else f"{count} requests"


def cookie_names(answer: Answer) -> tuple[str, ...]:
    """The names of the cookies that an answer sets."""
    return tuple(value.partition("=")[0].strip() for value in answer.values("set-cookie"))


def refused_cookie(lab: Lab, recording: Recording, servers: Sequence[int], step: int) -> tuple[Evidence, ...]:
    """The cookie that another instance had set and that the one of `step` did not accept, if that is how it looks: it
    was answered by a log-in redirect or a refusal, or by a new cookie of the same name.

    Args:
        servers: the number of the instance that served each step.
    """
    answer = recording.steps[step].answer
    given = {
        name
        for run, server in zip(recording.steps[:step], servers, strict=False)
        if run.answer is not None and server != servers[step]
        for name in cookie_names(run.answer)
    }
    if answer is None or not given:
        return ()
    again = given.intersection(cookie_names(answer))
    if again:
        what = f"it set `{'`, `'.join(sorted(again))}` anew"
    elif answer.status in (401, 403) or 300 <= answer.status < 400:
        target = answer.header("location")
        what = f"it answered {answer.status}" + (f" to {target}" if target else "")
    else:
        return ()
    text = (
        f"Before the change of instance the app set `{'`, `'.join(sorted(given))}`. The other instance was sent it "
        f"with step {step + 1}, {recording.steps[step].request_line}, and {what}."
    )
    return (told(lab, "A session cookie that the other instance does not accept", text),)


def _request(before: Recording, after: Recording, step: int) -> str:
    steps = after.steps if step < len(after.steps) else before.steps
    return steps[step].request_line


def _evidence(lab: Lab, kind: EvidenceKind, title: str, text: str) -> Evidence:
    # Redacted before it is cut, so that no half of a secret is left over.
    lines = [line if len(line) <= _LINE_LENGTH else line[:_LINE_LENGTH] + "…" for line in lab.redact(text).splitlines()]
    whole = "\n".join(lines)
    return Evidence(kind, lab.redact(title), whole if len(whole) <= _TEXT_LENGTH else whole[:_TEXT_LENGTH] + "…")


def _size(size: int | None) -> str:
    if size is None:
        return ""
    return f"{size} bytes" if size < 10_000 else f"{size / 1000:.0f} kB"
