"""Runs a flow: sends each step, reads the answer within bounds, judges it and saves what later steps need."""

from __future__ import annotations

import contextlib
import http.client
import json
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import requests
import urllib3

from runready_harness.flows.curl import curl_line
from runready_harness.flows.expectations import NothingToSave, broken_expectations, captured
from runready_harness.flows.model import Answer, Recording, StepRun
from runready_harness.flows.names import UnknownName
from runready_harness.flows.request import Request, fill_step
from runready_harness.redact import redact, secret_values
from runready_harness.spec import Flow, Step

BODY_LIMIT = 10 * 1024 * 1024
_CHUNK = 64 * 1024
_MOST_REDIRECTS = 10


class _NoAnswer(Exception):
    """A request got no whole answer; the message says how it ended."""


# For a replay that shows no curl line to anybody.
_DEFAULT_PORT = 80


def _nothing(step: int) -> None:
    """The default `before_step`: a flow that nobody disturbs."""


def run_flow(
    flow: Flow,
    session: requests.Session,
    base_url: str,
    *,
    before_step: Callable[[int], None] = _nothing,
    variables: Mapping[str, str] | None = None,
    timeout: float,
    port: int = _DEFAULT_PORT,
) -> Recording:
    """Runs the steps of `flow` in order and stops at the first that breaks.

    Args:
        session: a fresh one; the flow's cookies are kept in it.
        base_url: scheme and host without a path.
        before_step: called with the index of each step before it is sent; this is where modes disturb the service.
        variables: values of `{{env.NAME}}` and `{{backing.KEY.host}}`, by name without braces.
        timeout: seconds for one whole answer.
        port: the service port, for the `curl` lines.
    """
    given = dict(variables or {})
    secrets = secret_values(given)
    values: dict[str, Any] = dict(given)
    runs: list[StepRun] = []
    for index, step in enumerate(flow.steps):
        before_step(index)
        run = _run_step(step, session, base_url, values, timeout, port, secrets)
        runs.append(run)
        if run.problem is not None:
            return Recording(flow, tuple(runs), finished=False)
    return Recording(flow, tuple(runs), finished=True)


def _run_step(
    step: Step,
    session: requests.Session,
    base_url: str,
    values: dict[str, Any],
    timeout: float,
    port: int,
    secrets: tuple[str, ...],
) -> StepRun:
    """Runs one step and adds what it saves to `values`."""
    try:
        request = fill_step(step, values)
    except UnknownName as error:
        return StepRun(step, step.title, None, f"`{{{{{error.name}}}}}` has no value", "")
    answer: Answer | None = None
    problem: str | None = None
    try:
        answer = _send(request, session, base_url, timeout)
        problem = _judged(step, answer, values)
        if problem is None:
            jar = {cookie.name: cookie.value or "" for cookie in session.cookies}
            values.update({name: captured(answer, capture, jar) for name, capture in step.save.items()})
    except (_NoAnswer, NothingToSave) as error:
        problem = str(error)
    except UnknownName as error:
        problem = f"`{{{{{error.name}}}}}` has no value"
    return StepRun(
        step=step,
        request_line=redact(request.line, secrets),
        answer=answer,
        problem=None if problem is None else redact(problem, secrets),
        curl=curl_line(request, port=port, cookies=len(session.cookies) > 0, secrets=secrets),
    )


def _judged(step: Step, answer: Answer, values: Mapping[str, Any]) -> str | None:
    if answer.status >= 500:
        return f"answered {answer.status} {_phrase(answer.status)}".rstrip()
    if step.expect is None:
        return None
    return "; ".join(broken_expectations(answer, step.expect, values)) or None


def _phrase(status: int) -> str:
    with contextlib.suppress(ValueError):
        return HTTPStatus(status).phrase
    return ""


def _send(request: Request, session: requests.Session, base_url: str, timeout: float) -> Answer:
    started = time.monotonic()
    with contextlib.ExitStack() as stack:
        try:
            files = [
                (field, (path.name, stack.enter_context(path.open("rb")))) for field, path in request.files.items()
            ]
        except OSError as error:
            raise _NoAnswer(f"the file to send cannot be read: {error.filename}: {error.strerror}") from None
        session.max_redirects = _MOST_REDIRECTS
        try:
            response = stack.enter_context(
                session.request(
                    request.method,
                    base_url.rstrip("/") + request.path,
                    headers=_headers(request),
                    params=dict(request.query),
                    data=_data(request),
                    files=files or None,
                    allow_redirects=request.follow,
                    timeout=timeout,
                    stream=True,
                )
            )
            body = _body(response, started + timeout)
        except _TOO_LATE:
            raise _NoAnswer(f"no whole answer within {timeout:g} s") from None
        except requests.TooManyRedirects:
            raise _NoAnswer(f"redirected more than {_MOST_REDIRECTS} times") from None
        except requests.exceptions.SSLError as error:
            raise _NoAnswer(f"no TLS connection: {_cause(error)}") from None
        except UnicodeError as error:
            raise _NoAnswer(f"no answer: {error}") from None
        except ValueError as error:
            # `requests` works out where a redirect leads also when it is not followed. Its own errors are told above.
            if isinstance(error, requests.RequestException):
                raise _NoAnswer(f"no answer: {_cause(error)}") from None
            raise _NoAnswer(f"it redirects to something that is no address: {error}") from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, OSError) as error:
            raise _NoAnswer(f"no answer: {_cause(error)}") from None
    return Answer(
        status=response.status_code,
        headers=tuple(response.raw.headers.iteritems()),
        body=body,
        seconds=time.monotonic() - started,
        url=response.url,
    )


_TOO_LATE = (requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError)


def _headers(request: Request) -> dict[str, str]:
    headers = dict(request.headers)
    if request.json is not None and not any(name.lower() == "content-type" for name in headers):
        headers["Content-Type"] = "application/json"
    return headers


def _data(request: Request) -> bytes | dict[str, str] | None:
    # Not by `json=` of requests: it takes `null` for "no payload".
    if request.json is not None:
        return json.dumps(request.json.value).encode()
    if request.body is not None:
        return request.body.encode()
    return dict(request.form) if request.form is not None else None


def _body(response: requests.Response, deadline: float) -> bytes:
    """At most `BODY_LIMIT` bytes. Each read gets its own time limit below `requests`, so an answer that drips is
    stopped here by the clock."""
    parts: list[bytes] = []
    size = 0
    while size < BODY_LIMIT:
        part = response.raw.read1(_CHUNK, decode_content=True)
        if not part:
            break
        parts.append(part)
        size += len(part)
        if time.monotonic() > deadline:
            raise TimeoutError
    return b"".join(parts)[:BODY_LIMIT]


def _cause(error: BaseException) -> str:
    """The innermost reason in plain words: `requests` nests what the socket said several layers deep."""
    seen: BaseException = error
    while True:
        inner = (
            seen.__cause__ or seen.__context__ or next((arg for arg in seen.args if isinstance(arg, Exception)), None)
        )
        if inner is None or inner is seen:
            break
        seen = inner
    if isinstance(seen, OSError) and seen.strerror:
        return seen.strerror.lower()
    if isinstance(seen, http.client.RemoteDisconnected):
        return "the connection was closed without one"
    return str(seen).strip() or type(seen).__name__
