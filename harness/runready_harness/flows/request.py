"""A step with its values filled in: what is sent, and what a `curl` line repeats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from runready_harness.flows.names import fill, fill_text
from runready_harness.spec import Step


@dataclass(frozen=True, slots=True)
class JsonPayload:
    """A JSON payload; wrapped, so that `null` can be one."""

    value: Any


@dataclass(frozen=True, slots=True)
class Request:
    """One request, ready to send. `path` may carry a query of its own; `query` is added to it."""

    method: str
    path: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    json: JsonPayload | None
    form: Mapping[str, str] | None
    body: str | None
    files: Mapping[str, Path]
    follow: bool

    @property
    def has_payload(self) -> bool:
        return self.json is not None or self.form is not None or self.body is not None or bool(self.files)

    @property
    def line(self) -> str:
        """`GET /notes?page=2`."""
        query = urlencode(self.query)
        joint = "&" if "?" in self.path else "?"
        return f"{self.method} {self.path}{joint + query if query else ''}"


def fill_step(step: Step, variables: Mapping[str, Any]) -> Request:
    """The request that `step` asks for.

    Raises:
        UnknownName: a `{{name}}` has no value.
    """

    def texts(values: Mapping[str, object]) -> dict[str, str]:
        return {
            name: fill_text(value if isinstance(value, str) else _as_text(value), variables)
            for name, value in values.items()
        }

    return Request(
        method=step.method,
        path=fill_text(step.path, variables),
        headers=texts(step.headers),
        query=texts(step.query),
        json=JsonPayload(fill(step.json_, variables)) if step.has_json else None,
        form=None if step.form is None else texts(step.form),
        body=None if step.body is None else fill_text(step.body, variables),
        files={name: Path(fill_text(file, variables)) for name, file in (step.files or {}).items()},
        follow=step.follow,
    )


def _as_text(value: object) -> str:
    return ("false", "true")[value] if isinstance(value, bool) else str(value)
