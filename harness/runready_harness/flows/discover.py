"""Finds flows when none are written: an OpenAPI document in the repository or on the running app, else `GET /`.

Every flow found is tried undisturbed first. A step that is refused there says something about the values that were made
up for it, not about the application: it is left out, with its reason.
"""

from __future__ import annotations

import itertools
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

import requests
import yaml

from runready_harness.flows.document_links import document_links
from runready_harness.flows.model import Answer, Recording
from runready_harness.flows.names import names_in
from runready_harness.flows.openapi import flows_from, is_openapi
from runready_harness.flows.run import run_flow
from runready_harness.spec import Flow, Service, Step

Rung = Literal["flows", "openapi", "root"]

_NAMES = ("openapi", "swagger", "api-docs", "openapi-spec", "swagger-spec")
_SUFFIXES = (".json", ".yaml", ".yml")
# Folders of other people's code, where a document describes something else.
_SKIPPED = {"node_modules", "site-packages", "vendor", "venv", "tests", "test", "__pycache__"}
_DEEPEST = 4
_LARGEST = 5 * 1024 * 1024
_URLS = (
    "/openapi.json",
    "/swagger.json",
    "/v3/api-docs",
    "/v2/api-docs",
    "/api/openapi.json",
    "/api/swagger.json",
    "/docs/openapi.json",
    "/api/docs/openapi.json",
    "/swagger/v1/swagger.json",
    "/api/schema/?format=json",
    "/apispec_1.json",
    "/spec.json",
    "/openapi.yaml",
)
# Pages that may name the document's address.
_PAGES = ("/", "/docs", "/api/docs", "/redoc", "/swagger/")
_MOST_HOPS = 3
# Seconds for all of these together: some applications answer every address, at length.
_LONGEST_SEARCH = 15.0
_MADE_UP = " to the values made up for it"

_UNPROVEN = {
    "flows": "",
    "openapi": "Only what an OpenAPI document describes was asked, with made-up values: pages, log-ins and the order in "
    "which people use the application are unproven. Write flows to prove them.",
    "root": "Only the first page, where it leads to, and the health path were asked: whether anything that a user "
    "enters survives is unproven. Write flows to prove it.",
}


@dataclass(frozen=True, slots=True)
class Discovered:
    """Flows with the rung that was reached (`flows`: written by the user), what this leaves unproven, and the steps
    that were left out, each with its reason."""

    flows: tuple[Flow, ...]
    rung: Rung
    unproven: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Trial:
    fresh: Callable[[], requests.Session]
    base_url: str
    timeout: float

    def run(self, flow: Flow) -> Recording:
        with self.fresh() as session:
            return run_flow(flow, session, self.base_url, timeout=self.timeout)


def discover(
    written: tuple[Flow, ...],
    project: Path,
    service: Service,
    fresh: Callable[[], requests.Session],
    base_url: str,
    *,
    timeout: float,
) -> Discovered:
    """The flows to run: those that are `written`, else the ones found.

    Args:
        project: the folder in which an OpenAPI document is looked for.
        service: for the health path.
        fresh: a new session for each trial; it may put a fresh instance behind `base_url` too.
        base_url: the running application, scheme and host without a path.
        timeout: seconds for one answer.
    """
    if written:
        return Discovered(written, "flows", _UNPROVEN["flows"])
    trial = _Trial(fresh, base_url, timeout)
    left_out: list[str] = []
    for source, document in _documents(project, trial):
        found = flows_from(document, source)
        kept = [flow for each in found.flows if (flow := _tried(each, trial, left_out, _MADE_UP)) is not None]
        left_out += found.left_out
        if kept:
            return Discovered(tuple(kept), "openapi", _UNPROVEN["openapi"], tuple(left_out))
    flow = _root(service, trial, left_out)
    return Discovered((flow,) if flow else (), "root", _UNPROVEN["root"], tuple(left_out))


def _root(service: Service, trial: _Trial, left_out: list[str]) -> Flow | None:
    paths = ["/", *_hops(trial)]
    if service.health.protocol == "http" and service.health.path not in paths:
        paths.append(service.health.path)
    steps = tuple(Step(method="GET", path=path) for path in paths)
    source = " and ".join(step.title for step in steps)
    return _tried(Flow(name=source, steps=steps, source=source), trial, left_out, "")


def _hops(trial: _Trial) -> list[str]:
    """The pages of the application that `/` redirects to one after the other, such as a log-in: else a first page that
    only redirects would be all that is asked."""
    seen = ["/"]
    while len(seen) <= _MOST_HOPS:
        answer = trial.run(Flow(name=seen[-1], steps=(Step(method="GET", path=seen[-1]),))).steps[0].answer
        location = None if answer is None or not 300 <= answer.status < 400 else answer.header("location")
        if answer is None or location is None:
            break
        try:
            target = urlsplit(urljoin(answer.url, location))
        except ValueError:
            break
        path = (target.path or "/") + (f"?{target.query}" if target.query else "")
        # Braces would be read as a value to fill in.
        if target.hostname != urlsplit(answer.url).hostname or path in seen or "{{" in path:
            break
        seen.append(path)
    return seen[1:]


def _tried(flow: Flow, trial: _Trial, left_out: list[str], why: str) -> Flow | None:
    """The flow without the steps that are refused undisturbed, or None when nothing is left. It is run twice, as a
    value that must be new each time is refused at the second time only. `why` completes "answered 404"."""
    clean = 0
    while clean < 2:
        refusal = _refusal(trial.run(flow), why)
        if refusal is None:
            clean += 1
            continue
        clean = 0
        index, reason, kept = refusal
        left_out.append(f"{flow.steps[index].title}: {reason}")
        rest = _without(flow.steps, index, keep=kept)
        if not rest:
            return None
        flow = flow.model_copy(update={"steps": rest})
    return flow


def _refusal(recording: Recording, why: str) -> tuple[int, str, bool] | None:
    """The first step that was refused, why, and whether it may stay without what it saves."""
    for index, run in enumerate(recording.steps):
        if run.answer is not None and run.answer.status >= 400:
            return index, f"answered {run.answer.status}{why}", False
        if run.problem is not None:
            answered = run.answer is not None and bool(run.step.save)
            return index, run.problem, answered
    return None


def _without(steps: tuple[Step, ...], index: int, *, keep: bool) -> tuple[Step, ...]:
    """The steps without the one at `index` (with `keep`, without its saves), and without those that need its saves."""
    lost = set(steps[index].save)
    own = (steps[index].model_copy(update={"save": {}}),) if keep else ()
    after = tuple(step for step in steps[index + 1 :] if not lost & set(names_in(step.model_dump(by_alias=True))))
    return (*steps[:index], *own, *after)


def _documents(project: Path, trial: _Trial) -> Iterator[tuple[str, dict[str, Any]]]:
    """OpenAPI documents with where each comes from: those of the repository, then those of the running application."""
    for path in _files(project):
        document = _parsed(path.read_bytes())
        if is_openapi(document):
            yield path.relative_to(project).as_posix(), document
    named = (link for page in _PAGES if (answer := _get(page, trial)) is not None for link in document_links(answer))
    asked: set[str] = set()
    begin = time.monotonic()
    for url in itertools.chain(_URLS, named):
        if time.monotonic() - begin > _LONGEST_SEARCH:
            return
        if url in asked or "{{" in url:
            continue
        asked.add(url)
        answer = _get(url, trial)
        # A page for every address (a single-page application) is HTML, which YAML would read as text.
        if answer is not None and answer.status == 200 and answer.media_type != "text/html":
            document = _parsed(answer.body)
            if is_openapi(document):
                yield url, document


def _get(path: str, trial: _Trial) -> Answer | None:
    hasty = replace(trial, timeout=min(trial.timeout, _LONGEST_SEARCH))
    return hasty.run(Flow(name=path, steps=(Step(method="GET", path=path, follow=True),))).steps[0].answer


def _files(project: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(project):
        here = Path(folder)
        depth = len(here.relative_to(project).parts)
        folders[:] = sorted(
            name for name in folders if depth < _DEEPEST and name not in _SKIPPED and not name.startswith(".")
        )
        for name in sorted(files):
            path = here / name
            if path.stem.lower() in _NAMES and path.suffix in _SUFFIXES and path.stat().st_size <= _LARGEST:
                yield path


def _parsed(data: bytes) -> Any:
    """The document, or None where it is neither JSON nor YAML."""
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text) if text.lstrip().startswith("{") else yaml.safe_load(text)
    except (ValueError, RecursionError, yaml.YAMLError):
        return None
