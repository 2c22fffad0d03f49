"""What a step expects of its answer, and what it saves from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import jmespath
from bs4 import BeautifulSoup

from runready_harness.flows.model import Answer
from runready_harness.flows.names import fill, fill_text
from runready_harness.spec import Capture, Expect, split_css

_SHOWN = 120


class NothingToSave(Exception):
    """An answer has nothing at the place that a capture names; the message says what and where."""


def broken_expectations(answer: Answer, expect: Expect, variables: Mapping[str, Any]) -> tuple[str, ...]:
    """One sentence for each expectation that the answer does not meet.

    Raises:
        UnknownName: an expectation uses a `{{name}}` that has no value.
    """
    return tuple(_broken(answer, expect, variables))


def _broken(answer: Answer, expect: Expect, variables: Mapping[str, Any]) -> Iterator[str]:
    if expect.status is not None:
        wanted = expect.status if isinstance(expect.status, list) else [expect.status]
        if answer.status not in wanted:
            yield f"expected status {' or '.join(map(str, wanted))}, got {answer.status}"
    for name, value in (expect.header or {}).items():
        header, filled = answer.header(name), fill_text(value, variables)
        if header is None:
            yield f"expected header `{name}: {_short(filled)}`, got none"
        elif filled not in answer.values(name):
            yield f"expected header `{name}: {_short(filled)}`, got `{_short(header)}`"
    if expect.json_ is not None:
        yield from _broken_json(answer, expect.json_, variables)
    if expect.body is not None:
        contains = expect.body.contains
        for part in [contains] if isinstance(contains, str) else contains or []:
            filled = fill_text(part, variables)
            if filled not in answer.text:
                yield f"expected the body to contain `{_short(filled)}`"
        matches = expect.body.matches
        if matches is not None and re.search(fill_text(matches, variables), answer.text) is None:
            yield f"expected the body to match `{_short(matches)}`"


def _broken_json(answer: Answer, wanted: Mapping[str, Any], variables: Mapping[str, Any]) -> Iterator[str]:
    try:
        document = json.loads(answer.text)
    except ValueError:
        yield f"expected JSON, got {answer.media_type or 'a body without a content type'}: `{_short(answer.text)}`"
        return
    for path, value in wanted.items():
        filled_path, filled = fill_text(path, variables), fill(value, variables)
        found = _search(filled_path, document)
        if not _same(found, filled):
            yield f"expected `{filled_path}` to be {_shown(filled)}, got {_shown(found)}"


def captured(answer: Answer, capture: Capture, cookies: Mapping[str, str]) -> Any:
    """The value that `capture` names in `answer`: from JSON with its type, from elsewhere as text.

    A cookie is looked up in this answer first, then among the flow's `cookies`.

    Raises:
        NothingToSave: there is nothing there.
    """
    value: Any
    if capture.json_ is not None:
        place = f"JSON at `{capture.json_}`"
        value = _captured_json(answer, capture.json_)
    elif capture.header is not None:
        place = f"header `{capture.header}`"
        value = answer.header(capture.header)
    elif capture.cookie is not None:
        place = f"cookie `{capture.cookie}`"
        value = _set_cookies(answer).get(capture.cookie, cookies.get(capture.cookie))
    elif capture.regex is not None:
        place = f"match of `{capture.regex}`"
        match = re.search(capture.regex, answer.text)
        value = match and (match[1] if match.re.groups else match[0])
    else:
        place = f"element `{capture.css}`"
        value = _captured_css(answer, capture.css or "")
    if value is None:
        raise NothingToSave(f"no {place} in the answer ({answer.status} {answer.media_type})".replace(" )", ")"))
    return value


def _captured_json(answer: Answer, path: str) -> Any:
    try:
        document = json.loads(answer.text)
    except ValueError:
        return None
    return _search(path, document)


def _captured_css(answer: Answer, css: str) -> str | None:
    selector, attribute = split_css(css)
    element = BeautifulSoup(answer.text, "html.parser").select_one(selector)
    if element is None:
        return None
    if attribute is None:
        return element.get_text(strip=True)
    value = element.get(attribute)
    return " ".join(value) if isinstance(value, list) else value


def _set_cookies(answer: Answer) -> dict[str, str]:
    """Name and value of each `Set-Cookie` header, read directly: the standard parser drops lines that it dislikes."""
    pairs = (line.partition(";")[0].partition("=") for line in answer.values("set-cookie"))
    return {name.strip(): value.strip().strip('"') for name, _, value in pairs}


def _search(path: str, document: Any) -> Any:
    try:
        return jmespath.search(path, document)
    except jmespath.exceptions.JMESPathError:
        # A function applied to the wrong type: the document is not of the expected shape.
        return None


def _same(found: Any, wanted: Any) -> bool:
    """Equal as JSON: `1` and `true` differ, `1` and `1.0` do not."""
    if isinstance(found, bool) or isinstance(wanted, bool):
        return found is wanted
    if isinstance(found, dict) and isinstance(wanted, dict):
        return found.keys() == wanted.keys() and all(_same(found[key], wanted[key]) for key in wanted)
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(_same, found, wanted))
    return bool(found == wanted)


def _shown(value: Any) -> str:
    return f"`{_short(json.dumps(value, ensure_ascii=False, default=str))}`"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
