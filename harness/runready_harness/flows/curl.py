"""A request as a line for a shell, so that a failure can be repeated by hand against the service port."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from runready_harness.flows.request import Request
from runready_harness.redact import REDACTED, is_secret_name, redact


def curl_line(request: Request, *, port: int, cookies: bool, secrets: Sequence[str] = ()) -> str:
    """A `curl` command that sends `request` to `http://localhost:<port>`, quoted for a POSIX shell.

    With `cookies` it keeps them in `cookies.txt` between the lines of a flow, as the harness does. Secrets are
    blotted out by value (`secrets`) and by name; where that happens the line has to be completed by hand.
    """
    words = ["curl", "-sS", "-i"]
    if request.method == "HEAD":
        words.append("--head")
    elif request.method != "GET" or request.has_payload:
        words += ["-X", request.method]
    if request.follow:
        words.append("--location")
    if cookies:
        words += ["-b", "cookies.txt", "-c", "cookies.txt"]
    for name, value in request.headers.items():
        words += ["-H", f"{name}: {REDACTED if is_secret_name(name) else redact(value, secrets)}"]
    if request.json is not None:
        if not any(name.lower() == "content-type" for name in request.headers):
            words += ["-H", "Content-Type: application/json"]
        words += ["--data-binary", redact(json.dumps(_hidden(request.json.value), ensure_ascii=False), secrets)]
    for field, file in request.files.items():
        words += ["-F", f"{field}=@{file}"]
    for field, value in (request.form or {}).items():
        shown = REDACTED if is_secret_name(field) else redact(value, secrets)
        words += ["--form-string" if request.files else "--data-urlencode", f"{field}={shown}"]
    if request.body is not None:
        words += ["--data-binary", redact(request.body, secrets)]
    target = redact(request.path, secrets)
    if request.query:
        query = {k: REDACTED if is_secret_name(k) else redact(v, secrets) for k, v in request.query.items()}
        target += ("&" if "?" in target else "?") + urlencode(query)
    words.append(f"http://localhost:{port}{target}")
    return shlex.join(words)


def _hidden(value: object) -> object:
    """A JSON value with the members of secret names blotted out."""
    if isinstance(value, Mapping):
        return {key: REDACTED if is_secret_name(str(key)) else _hidden(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(item) for item in value]
    return value
