"""From the file's notation to the models: steps as strings or one-key mappings, names in braces, errors with places."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from runready_harness.flows.names import names_in
from runready_harness.model_errors import faults_of
from runready_harness.spec import BACKING_ATTRIBUTES, METHODS, Backing, Flow, RunreadyFile
from runready_linter.positions import Document, Fault, Spot
from runready_linter.positions import Path as KeyPath
from runready_linter.settings import SETTINGS_KEYS
from runready_rules.platforms import Profile

_STEP = re.compile(r"(\S+)(?:\s+(\S.*))?")
_STEP_HELP = "write a step as `GET /path`, or as `POST /path:` with its keys indented below"


@dataclass(slots=True)
class Reading:
    """What is gathered over the files of one project: their documents by name, and what is wrong in them. `profile`: the
    platform whose service they describe, the default one where none is named."""

    environment: Mapping[str, str]
    profile: Profile | None = None
    documents: dict[str, Document] = field(default_factory=dict)
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    _named: dict[str, str] = field(default_factory=dict)

    def open(self, document: Document) -> None:
        self.documents[document.name] = document
        self.faults += [(document.name, fault) for fault in document.faults]

    def fault(self, document: Document, fault: Fault) -> None:
        self.faults.append((document.name, fault))

    def check_unique(self, flows: Iterable[Flow]) -> None:
        """Two flows of one name could not be told apart in a report."""
        for flow in flows:
            name, _, line = flow.source.rpartition(":")
            if flow.name in self._named and name in self.documents:
                spot = Spot(int(line), 1, 0)
                self.faults.append(
                    (
                        name,
                        Fault(
                            f"a second flow is called `{flow.name}`",
                            spot,
                            help=f"the first one is at {self._named[flow.name]}",
                        ),
                    )
                )
            self._named.setdefault(flow.name, flow.source)


def read_file(document: Document, folder: Path, reading: Reading) -> RunreadyFile:
    """The whole file as a model; what is wrong goes into `reading`, and an empty model comes back then."""
    reading.open(document)
    if not isinstance(document.value, dict):
        _not_a_mapping(document, reading, "`service:`, `backing:` and `flows:`")
        return RunreadyFile()
    # The linter's settings live in the same file; the linter reads and checks them.
    data = {key: value for key, value in document.value.items() if key not in SETTINGS_KEYS}
    raw = data.get("flows")
    steps = _Steps(document, reading)
    if isinstance(raw, list):
        data["flows"] = [steps.flow(flow, ("flows", index)) for index, flow in enumerate(raw)]
    file = _validated(RunreadyFile, data, (), document, reading, steps)
    if file is None:
        return RunreadyFile()
    names = _Names(document, reading, file.backing)
    for part in ("service", "backing"):
        names.check_settings(document.value.get(part), (part,))
    return file.model_copy(
        update={
            "flows": tuple(_finished(flow, ("flows", i), steps, names, folder) for i, flow in enumerate(file.flows))
        }
    )


def flows_of(document: Document, folder: Path, backing: Mapping[str, Backing], reading: Reading) -> list[Flow]:
    """The flows of a flow file: a list under `flows:`, or one flow alone."""
    reading.open(document)
    if not isinstance(document.value, dict):
        _not_a_mapping(document, reading, "`name:` and `steps:`, or `flows:`")
        return []
    steps, names = _Steps(document, reading), _Names(document, reading, backing)
    if "flows" not in document.value:
        flow = _validated(Flow, steps.flow(document.value, ()), (), document, reading, steps)
        return [] if flow is None else [_finished(flow, (), steps, names, folder)]
    raw = document.value["flows"]
    for key in document.value.keys() - {"flows"}:
        reading.fault(document, Fault(f"unknown key `{key}` beside `flows`", document.key_spot((key,)), (key,)))
    if not isinstance(raw, list):
        reading.fault(document, Fault("expected a list of flows", document.value_spot(("flows",)), ("flows",)))
        return []
    flows = []
    for index, item in enumerate(raw):
        path: KeyPath = ("flows", index)
        flow = _validated(Flow, steps.flow(item, path), path, document, reading, steps)
        if flow is not None:
            flows.append(_finished(flow, path, steps, names, folder))
    return flows


M = TypeVar("M", bound=BaseModel)


def _not_a_mapping(document: Document, reading: Reading, keys: str) -> None:
    found = "a list" if isinstance(document.value, list) else "a single value"
    reading.fault(
        document,
        Fault(
            f"{found} at the top, where a mapping is expected",
            document.value_spot(()),
            help=f"the top-level keys are {keys}",
        ),
    )


def _validated(model: type[M], data: Any, at: KeyPath, document: Document, reading: Reading, steps: _Steps) -> M | None:
    try:
        return model.model_validate(data, context=reading.profile)
    except ValidationError as error:
        for fault in faults_of(error, model, data):
            path = steps.written((*at, *fault.path))
            # A missing key is told at its parent, an unknown one at the key, a wrong value at the value.
            spot = document.value_spot(path) if fault.at == "value" else document.key_spot(path)
            if fault.at == "value" and path and path == steps.written(path[:-1]):
                spot = document.key_spot(path)
            reading.fault(document, Fault(fault.message, spot, path, fault.help))
        return None


class _Steps:
    """Turns the steps of one document into model data, and remembers how each was written."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self._document = document
        self._reading = reading
        self._keys: dict[KeyPath, str] = {}
        # Flows with a step that is wrong as a whole: what it would have saved is not known.
        self.broken: set[KeyPath] = set()

    def flow(self, flow: Any, path: KeyPath) -> Any:
        """The model data of one flow; a broken step is told and left out."""
        if not isinstance(flow, dict):
            return flow
        data = dict(flow)
        if "source" in data:
            self._fault("unknown key `source`", (*path, "source"), on_key=True)
            del data["source"]
        if isinstance(flow.get("steps"), list):
            made = [self._step(step, (*path, "steps", index)) for index, step in enumerate(flow["steps"])]
            # A step that is wrong as a whole has been told; a stand-in keeps the numbers of the others.
            if None in made:
                self.broken.add(path)
            data["steps"] = [step if step is not None else {"method": "GET", "path": "/"} for step in made]
        return data

    def written(self, path: KeyPath) -> KeyPath:
        """The key path in the file for one in the model: `(.., 0, "expect")` is `(.., 0, "GET /", "expect")` there."""
        for end in range(len(path), 0, -1):
            key = self._keys.get(path[:end])
            if key is not None:
                rest = path[end:]
                return (*path[:end], key) if rest[:1] in (("method",), ("path",)) else (*path[:end], key, *rest)
        return path

    def _step(self, step: Any, path: KeyPath) -> dict[str, Any] | None:
        if isinstance(step, str):
            return self._request(step, path, on_key=False)
        if not isinstance(step, dict) or not step:
            self._fault("expected a step", path, help=_STEP_HELP)
            return None
        key, body = next(iter(step.items()))
        if len(step) > 1:
            other = list(step)[1]
            if _STEP.fullmatch(other) and other.split()[0] in METHODS:
                self._fault(
                    "a second request in one step", (*path, other), on_key=True, help="start each step with `- `"
                )
            else:
                self._fault(
                    f"`{other}` stands beside the request, not below it",
                    (*path, other),
                    on_key=True,
                    help=f"indent it below `{key}:`",
                )
            return None
        self._keys[path] = key
        request = self._request(key, (*path, key), on_key=True)
        if request is None or body is None:
            return request
        if not isinstance(body, dict):
            self._fault("expected the keys of a step", (*path, key), help="such as `json:`, `expect:`, `save:`")
            return None
        for name in ("method", "path"):
            if name in body:
                self._fault(
                    f"unknown key `{name}`", (*path, key, name), on_key=True, help="the request line says it already"
                )
                return None
        return {**body, **request}

    def _request(self, text: str, path: KeyPath, *, on_key: bool) -> dict[str, Any] | None:
        match = _STEP.fullmatch(text.strip())
        method, target = (match[1], match[2]) if match else ("", None)
        if method not in METHODS:
            close = difflib.get_close_matches(method.upper(), METHODS, n=1)
            self._fault(
                f"unknown method `{method}`",
                path,
                on_key=on_key,
                help=f"did you mean `{close[0]}`?" if close else _STEP_HELP,
            )
            return None
        if target is None or not target.startswith(("/", "{{")):
            found = "no path" if target is None else f"`{target}` is not a path"
            self._fault(f"{found} after `{method}`", path, on_key=on_key, help="a path starts with `/` and has no host")
            return None
        return {"method": method, "path": target}

    def _fault(self, message: str, path: KeyPath, *, on_key: bool = False, help: str = "") -> None:
        spot = self._document.key_spot(path) if on_key else self._document.value_spot(path)
        self._reading.fault(self._document, Fault(message, spot, path, help))


class _Names:
    """Checks each `{{name}}` against what is known where it stands."""

    def __init__(self, document: Document, reading: Reading, backing: Mapping[str, Backing]) -> None:
        self._document = document
        self._reading = reading
        self._backing = [f"backing.{key}.{attribute}" for key in backing for attribute in BACKING_ATTRIBUTES]

    def check_settings(self, value: Any, path: KeyPath) -> None:
        for use in _uses(value, path):
            # A backing service's start command knows its own port and folder.
            own = ["port", "folder"] if "process" in use.path and use.path[0] == "backing" else []
            self._check(use, own)

    def check_flow(self, value: Any, path: KeyPath, flow: Flow) -> None:
        known: list[str] = []
        for index, step in enumerate(flow.steps):
            at = (*path, "steps", index)
            for use in _uses(value["steps"][index], at):
                # What a step saves is not known to the step itself.
                self._check(use, known)
            known += step.save

    def file_missing(self, file: Path, path: KeyPath) -> None:
        self._reading.fault(self._document, Fault(f"no such file: {file}", self._document.value_spot(path), path))

    def flow_value(self, path: KeyPath) -> Any:
        value = self._document.value
        for part in path:
            value = value[part]
        return value

    def line(self, path: KeyPath) -> int:
        spot = self._document.value_spot(path)
        return spot.line if spot else 0

    @property
    def file_name(self) -> str:
        return self._document.name

    def _check(self, use: _Use, saved: list[str]) -> None:
        if use.name in saved or use.name in self._backing:
            return
        prefix, _, variable = use.name.partition(".")
        if prefix == "env" and variable:
            if variable not in self._reading.environment:
                self._fault(f"the variable `{variable}` is not set", use, f"set it: {variable}=... runready ...")
            return
        known = [*saved, *self._backing]
        close = difflib.get_close_matches(use.name, known, n=1)
        if close:
            help = f"did you mean `{{{{{close[0]}}}}}`?"
        else:
            help = (
                f"known here: {', '.join([*known, 'env.NAME'])}"
                if known
                else "save it in an earlier step, or use env.NAME"
            )
        self._fault(f"unknown name `{{{{{use.name}}}}}`", use, help)

    def _fault(self, message: str, use: _Use, help: str) -> None:
        spot = self._document.key_spot(use.path) if use.in_key else self._document.value_spot(use.path)
        if spot is not None:
            # The caret goes under the braces where they stand on the value's first line.
            line = self._document.lines[spot.line - 1]
            found = re.compile(r"\{\{\s*" + re.escape(use.name) + r"\s*\}\}").search(line, spot.column - 1)
            if found:
                spot = Spot(spot.line, found.start() + 1, found.end() - found.start())
        self._reading.fault(self._document, Fault(message, spot, use.path, help))


@dataclass(frozen=True, slots=True)
class _Use:
    """A name in braces, in the string at `path` or in the key that ends it."""

    name: str
    path: KeyPath
    in_key: bool = False


def _uses(value: Any, path: KeyPath) -> Iterator[_Use]:
    if isinstance(value, str):
        for name in names_in(value):
            yield _Use(name, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            for name in names_in(key):
                yield _Use(name, (*path, key), in_key=True)
            yield from _uses(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _uses(item, (*path, index))


def _finished(flow: Flow, path: KeyPath, steps: _Steps, names: _Names, folder: Path) -> Flow:
    """The flow with its source, its names checked and its files found."""
    if path not in steps.broken:
        names.check_flow(names.flow_value(path), path, flow)
    made = []
    for index, step in enumerate(flow.steps):
        if step.files:
            found = {field: (folder / file).resolve() for field, file in step.files.items()}
            for field, file in found.items():
                if not file.is_file():
                    names.file_missing(file, steps.written((*path, "steps", index, "files", field)))
            # Only the path changes, so what was set stays set: `model_copy` does not validate again.
            step = step.model_copy(update={"files": {field: str(file) for field, file in found.items()}})
        made.append(step)
    return flow.model_copy(update={"steps": tuple(made), "source": f"{names.file_name}:{names.line(path)}"})
