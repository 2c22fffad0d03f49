"""Compares a disturbed run with undisturbed ones, leaving out what differs between two undisturbed runs.

A step with `expect` is judged by its expectation alone (and by answering below 500), which running it has done
already. A step without is compared: its status, the headers that a client acts on, and its body. Bodies are compared by
what they are: JSON by path, text and HTML by words, anything else as a whole.

The two undisturbed runs should each have had a fresh instance, as the disturbed run has: on one and the same instance a
counter kept in memory goes on from run to run, and would be taken for noise.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from runready_harness.flows import json_noise, text_noise
from runready_harness.flows.model import Answer, Recording
from runready_harness.flows.names import names_in
from runready_harness.flows.normal import normal_text
from runready_harness.redact import redact
from runready_harness.spec import Step

_MOST_MISFITS = 10
_TEXT_TYPES = ("text/", "application/javascript", "application/xml", "application/xhtml")
# Headers that a client acts on, without the ones that carry dates, sizes or versions of the body.
_HEADERS = ("location", "content-disposition", "www-authenticate", "allow")


@dataclass(frozen=True, slots=True)
class JsonBody:
    pattern: json_noise.Pattern
    before: Any


@dataclass(frozen=True, slots=True)
class TextBody:
    pattern: text_noise.TextPattern


@dataclass(frozen=True, slots=True)
class OpaqueBody:
    """`fixed`: the bytes of both runs, or None where they differed; `filled`: empty in neither."""

    fixed: bytes | None
    filled: bool


@dataclass(frozen=True, slots=True)
class StepMask:
    """What an undisturbed answer to one step has to be: `status` None where it differed; `headers` by name, as text."""

    status: int | None
    headers: Mapping[str, text_noise.TextPattern | None]
    body: JsonBody | TextBody | OpaqueBody


@dataclass(frozen=True, slots=True)
class Mask:
    """One entry a step; None where its expectation alone judges it, or an undisturbed run did not reach it."""

    steps: tuple[StepMask | None, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a run differs from the undisturbed ones: `step` counts from 0, `what` names the part of the answer
    (`status`, `header location`, `body at $.items[0].text`), `before` and `after` show it, `diff` is a short unified
    diff outside the noise. All texts are redacted by name."""

    step: int
    what: str
    before: str
    after: str
    diff: str


def noise(one: Recording, two: Recording) -> Mask:
    """The mask of two undisturbed runs of the same flow."""
    masks: list[StepMask | None] = []
    sent: list[str] = []
    for index, step in enumerate(one.flow.steps):
        sent += _sent(step)
        first, second = _answer(one, index), _answer(two, index)
        if step.expect is not None or first is None or second is None:
            masks.append(None)
        else:
            masks.append(_mask(first, second, tuple(dict.fromkeys(sent))))
    return Mask(tuple(masks))


def differences(baseline: Recording, mask: Mask, other: Recording) -> tuple[Difference, ...]:
    """What is different in `other`. `baseline` is the first of the two runs that `mask` was made of.

    A step that broke in `other` and not in `baseline` is a difference by itself, and its last: nothing ran after it.
    """
    found: list[Difference] = []
    for index, run in enumerate(other.steps):
        before = _answer(baseline, index)
        if before is None:
            break
        if run.problem is not None:
            what = "no answer" if run.answer is None else "answer"
            after = _status(run.answer) if run.answer else run.problem
            found.append(_difference(index, what, _status(before), after, f"-{_status(before)}\n+{run.problem}"))
            break
        step_mask = mask.steps[index]
        if step_mask is not None and run.answer is not None:
            found += _step_differences(index, step_mask, before, run.answer)
    return tuple(found)


def _answer(recording: Recording, index: int) -> Answer | None:
    """The answer of a step that ran and did not break."""
    if index >= len(recording.steps) or recording.steps[index].problem is not None:
        return None
    return recording.steps[index].answer


def _sent(step: Step) -> Iterator[str]:
    """The texts that a step sends literally, long enough to be found again: a later answer may show them."""
    values: list[object] = [step.body, *(step.form or {}).values(), *_leaves(step.json_)]
    for value in values:
        if isinstance(value, str) and len(value) >= 3 and not list(names_in(value)):
            yield value


def _leaves(value: Any) -> Iterator[object]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def _mask(one: Answer, two: Answer, sent: tuple[str, ...]) -> StepMask:
    first, second = _headers(one), _headers(two)
    return StepMask(
        status=one.status if one.status == two.status else None,
        headers={
            name: text_noise.text_pattern(first[name], second[name])
            if bool(first[name]) == bool(second[name])
            else None
            for name in first
        },
        body=_body_mask(one, two, sent),
    )


def _headers(answer: Answer) -> dict[str, str]:
    """The compared headers by name; empty where the answer has none. Of cookies only the names count, and whether they
    are set or taken away."""
    texts = {name: normal_text(", ".join(answer.values(name)), answer) for name in _HEADERS}
    if texts["location"]:
        # Relative and absolute forms of one address are the same answer.
        texts["location"] = normal_text(urljoin(answer.url, answer.header("location") or ""), answer)
    texts["content-type"] = answer.media_type
    texts["set-cookie"] = ", ".join(sorted({_cookie(line) for line in answer.values("set-cookie")}))
    return texts


def _cookie(line: str) -> str:
    pair, _, attributes = line.partition(";")
    name, _, value = pair.partition("=")
    gone = not value.strip().strip('"') or "max-age=0" in attributes.lower().replace(" ", "")
    return f"{name.strip()} removed" if gone else name.strip()


def _body_mask(one: Answer, two: Answer, sent: tuple[str, ...]) -> JsonBody | TextBody | OpaqueBody:
    first, second = _json(one), _json(two)
    if first is not None and second is not None:
        return JsonBody(json_noise.pattern(first.value, second.value, sent), first.value)
    if _is_text(one) and _is_text(two):
        return TextBody(text_noise.text_pattern(normal_text(one.text, one), normal_text(two.text, two)))
    return OpaqueBody(one.body if one.body == two.body else None, bool(one.body and two.body))


@dataclass(frozen=True, slots=True)
class _Document:
    """A JSON document; wrapped, since `null` is one too."""

    value: Any


def _json(answer: Answer) -> _Document | None:
    if not answer.media_type.endswith(("/json", "+json")):
        return None
    try:
        return _Document(_normal(json.loads(answer.text), answer))
    except (ValueError, RecursionError):
        return None


def _normal(value: Any, answer: Answer) -> Any:
    if isinstance(value, str):
        return normal_text(value, answer)
    if isinstance(value, dict):
        return {normal_text(key, answer): _normal(item, answer) for key, item in value.items()}
    if isinstance(value, list):
        return [_normal(item, answer) for item in value]
    return value


def _is_text(answer: Answer) -> bool:
    media_type = answer.media_type
    if media_type.startswith(_TEXT_TYPES) or media_type.endswith(("/json", "+json", "+xml")):
        return True
    if media_type:
        return False
    try:
        answer.body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _step_differences(index: int, mask: StepMask, before: Answer, after: Answer) -> Iterator[Difference]:
    other_status = mask.status is not None and after.status != mask.status
    if other_status:
        was, now = _status(before), _status(after)
        yield _difference(index, "status", was, now, f"-{was}\n+{now}")
    headers, old = _headers(after), _headers(before)
    for name, wanted in mask.headers.items():
        if wanted is not None and not text_noise.fits(wanted, headers[name]):
            was, now = old[name] or "(none)", headers[name] or "(none)"
            yield _difference(index, f"header {name}", was, now, f"-{name}: {was}\n+{name}: {now}")
    # Another status has another body: that says nothing more. A status that differs by itself has no fixed body.
    if not other_status and mask.status is not None:
        yield from _body_differences(index, mask.body, after)


def _body_differences(index: int, wanted: JsonBody | TextBody | OpaqueBody, after: Answer) -> Iterator[Difference]:
    if isinstance(wanted, JsonBody):
        document = _json(after)
        if document is None:
            shown = after.text[:200]
            yield _difference(index, "body", "JSON", f"{after.media_type or 'no type'}: {shown}", f"-(JSON)\n+{shown}")
            return
        found = list(json_noise.misfits(wanted.pattern, wanted.before, document.value))
        for misfit in found[:_MOST_MISFITS]:
            lines = [f"@@ {misfit.place} @@"]
            lines += [f"-{misfit.before}"] if misfit.before is not None else []
            lines += [f"+{misfit.after}"] if misfit.after is not None else []
            yield _difference(
                index, f"body at {misfit.place}", misfit.before or "(none)", misfit.after or "(none)", "\n".join(lines)
            )
    elif isinstance(wanted, TextBody):
        text = normal_text(after.text, after)
        if not text_noise.fits(wanted.pattern, text):
            diff = text_noise.diff(wanted.pattern, text)
            lines = diff.splitlines()[2:]
            was = "\n".join(line[1:] for line in lines if line.startswith("-"))
            now = "\n".join(line[1:] for line in lines if line.startswith("+"))
            yield _difference(index, "body", was or "(nothing)", now or "(nothing)", diff)
    elif (wanted.fixed is not None and after.body != wanted.fixed) or (wanted.filled and not after.body):
        size = len(wanted.fixed) if wanted.fixed is not None else "some"
        was, now = f"{size} bytes", f"{len(after.body)} bytes"
        if was == now:
            now = f"{len(after.body)} other bytes"
        yield _difference(index, "body", was, now, f"-{was}\n+{now}")


def _status(answer: Answer | None) -> str:
    return "" if answer is None else str(answer.status)


def _difference(step: int, what: str, before: str, after: str, diff: str) -> Difference:
    return Difference(step, what, redact(before), redact(after), redact(diff))
