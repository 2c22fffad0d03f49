"""The settings of `lint`, `test` and `audit` in the project's own file, each with the place that it comes from.

Their keys have the names of the command-line options. Read without models: a small lint must stay quick.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from runready_linter import project_file
from runready_linter.findings import Severity
from runready_linter.positions import Document, Fault, problem
from runready_linter.positions import Path as KeyPath
from runready_linter.problems import Place, UsageProblem

Unused = Literal["off", "warn", "fail"]
_SEVERITIES = tuple(s.value for s in Severity)
_UNUSED: tuple[Unused, ...] = ("off", "warn", "fail")

_CODES = {"type": ["array", "string"], "items": {"type": "string"}}
_SEVERITY = {"type": "object", "additionalProperties": {"enum": list(_SEVERITIES)}}
#: The keys as a JSON Schema's properties, for editors.
SETTINGS_SCHEMA: Mapping[str, Any] = {
    "select": {**_CODES, "description": "Only these codes, or codes that begin so."},
    "ignore": {**_CODES, "description": "Not these codes, or codes that begin so."},
    "exclude": {**_CODES, "description": "Files that are not linted, as patterns of a .gitignore."},
    "per-path": {
        "type": "object",
        "description": "Settings for the files that a pattern names.",
        "additionalProperties": {
            "type": "object",
            "properties": {"select": _CODES, "ignore": _CODES, "severity": _SEVERITY},
            "additionalProperties": False,
        },
    },
    "severity": {**_SEVERITY, "description": "How bad the findings of a code are."},
    "fail-on": {"enum": list(_SEVERITIES), "description": "The least severity that makes the exit code 1."},
    "platform": {"type": "string", "description": "Whose contract is checked."},
    "baseline": {"type": "string", "description": "The file with the findings that are known already."},
    "require-reasons": {"type": "boolean", "description": "An ignore comment without a reason ignores nothing."},
    "unused-ignores": {"enum": list(_UNUSED), "description": "What an ignore comment that ignores nothing means."},
}
SETTINGS_KEYS = frozenset(SETTINGS_SCHEMA)
_PATH_KEYS = frozenset({"select", "ignore", "severity"})


@dataclass(frozen=True, slots=True)
class PathSettings:
    """What differs for the files that `pattern` names, a pattern as in a .gitignore."""

    pattern: str
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project's file says about linting and judging; what it does not say is the default.

    Args:
        folder: patterns and the baseline's path are relative to it: where the file is.
        origins: by key, where it is set; a key without an origin has its default.
    """

    folder: Path = Path()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_path: tuple[PathSettings, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity = Severity.ERROR
    platform: str = ""
    baseline: str = ""
    require_reasons: bool = False
    unused_ignores: Unused = "warn"
    origins: Mapping[str, Place] = field(default_factory=dict)


def find(root: Path, known: Iterable[str], platforms: Iterable[str]) -> Settings:
    """The settings for the project in `root`: those in its own file, else in the nearest one above within its git
    repository, so that a repository of several projects says them once.

    Args:
        known: every code; settings name them or their beginnings.
        platforms: the names of the platforms.

    Raises:
        UsageProblem: a file cannot be read, two say it, or anything in it is wrong; all errors are told at once.
    """
    for folder in _upwards(root):
        files = project_file.documents(folder)
        readers = [_Reader(path, document, frozenset(known), tuple(platforms)) for path, document in files]
        for reader in readers:
            reader.check_top(folder == root)
        _raise(readers)
        speaking = [r for r in readers if r.speaks]
        if len(speaking) > 1:
            names = " and ".join(project_file.named(r.path) for r in speaking[:2])
            raise UsageProblem(
                f"both {names} have settings of the linter",
                place=Place(project_file.shown(folder)),
                help="keep one of them",
            )
        if speaking:
            return _read(speaking[0])
    return Settings(root)


def load(path: Path, known: Iterable[str], platforms: Iterable[str]) -> Settings:
    """The settings of one file that the user names.

    Raises:
        UsageProblem: as for `find`.
    """
    document = project_file.read(path)
    if document is None:
        return Settings(path.parent)
    reader = _Reader(path, document, frozenset(known), tuple(platforms))
    reader.check_top(True)
    _raise([reader])
    return _read(reader)


def _upwards(root: Path) -> list[Path]:
    folders = []
    for folder in (root, *root.parents):
        folders.append(folder)
        if (folder / ".git").exists():
            return folders
    return [root]


def _read(reader: _Reader) -> Settings:
    settings = reader.settings()
    _raise([reader])
    return settings


def _raise(readers: Iterable[_Reader]) -> None:
    made = list(readers)
    faults = [(r.document.name, fault) for r in made for fault in r.faults]
    if faults:
        raise problem({r.document.name: r.document for r in made}, faults)


class _Reader:
    """Reads one document, and gathers what is wrong in it."""

    def __init__(self, path: Path, document: Document, known: frozenset[str], platforms: tuple[str, ...]) -> None:
        self.path = path
        self.document = document
        self.faults: list[Fault] = list(document.faults)
        self._known = known
        self._platforms = platforms

    @property
    def speaks(self) -> bool:
        """Whether there is a setting in it."""
        return isinstance(self.document.value, dict) and bool(SETTINGS_KEYS & self.document.value.keys())

    def check_top(self, own: bool) -> None:
        """What stands at the top is a mapping of known keys. Of a file above the project only its settings count."""
        value = self.document.value
        if not isinstance(value, dict):
            if own:
                self._fault((), "expected a mapping of settings, `service`, `backing` and `flows`")
            return
        self._check_keys((), SETTINGS_KEYS | project_file.SERVICE_KEYS)

    def settings(self) -> Settings:
        value = self.document.value if isinstance(self.document.value, dict) else {}
        return Settings(
            folder=self.path.parent,
            select=self._codes(("select",)),
            ignore=self._codes(("ignore",)),
            exclude=self._texts(("exclude",)),
            per_path=tuple(self._per_path()),
            severity=self._severities(("severity",)),
            fail_on=Severity(self._choice(("fail-on",), _SEVERITIES) or Severity.ERROR),
            platform=self._choice(("platform",), self._platforms),
            baseline=self._text(("baseline",)),
            require_reasons=self._flag(("require-reasons",)),
            unused_ignores=self._unused(),
            origins={key: self._place((key,)) for key in value if key in SETTINGS_KEYS},
        )

    def _unused(self) -> Unused:
        given = self._choice(("unused-ignores",), _UNUSED)
        return next((each for each in _UNUSED if each == given), "warn")

    def _per_path(self) -> Iterable[PathSettings]:
        given = self._get(("per-path",))
        if given is None:
            return
        if not isinstance(given, dict):
            self._fault(("per-path",), 'expected a mapping of patterns, such as `"legacy/**": {ignore: [AR2]}`')
            return
        for pattern, settings in given.items():
            at: KeyPath = ("per-path", pattern)
            if not isinstance(settings, dict):
                self._fault(at, "expected `select`, `ignore` or `severity`")
                continue
            self._check_keys(at, _PATH_KEYS)
            yield PathSettings(
                pattern, self._codes((*at, "select")), self._codes((*at, "ignore")), self._severities((*at, "severity"))
            )

    def _severities(self, path: KeyPath) -> dict[str, Severity]:
        given = self._get(path)
        if given is None:
            return {}
        if not isinstance(given, dict):
            self._fault(path, "expected a mapping of codes, such as `AR302: error`")
            return {}
        found = {}
        for code in given:
            self._known_code(code, (*path, code), on_key=True)
            severity = self._choice((*path, code), _SEVERITIES)
            if severity:
                found[code.upper()] = Severity(severity)
        return found

    def _codes(self, path: KeyPath) -> tuple[str, ...]:
        given = self._get(path)
        if isinstance(given, str):
            # As the option takes them.
            codes = [(part.strip(), path) for part in given.split(",") if part.strip()]
        else:
            codes = [(text, (*path, index)) for index, text in enumerate(self._texts(path))]
        for code, at in codes:
            self._known_code(code, at)
        return tuple(code.upper() for code, _ in codes)

    def _known_code(self, code: str, path: KeyPath, *, on_key: bool = False) -> None:
        if not any(each.startswith(code.upper()) for each in self._known):
            near = (code.upper(), self._known)
            self._fault(
                path, f"there is no code {code}", on_key=on_key, near=near, otherwise="`runready rule` lists them"
            )

    def _texts(self, path: KeyPath) -> tuple[str, ...]:
        given = self._get(path)
        if given is None:
            return ()
        if isinstance(given, str):
            return (given,)
        if not isinstance(given, list):
            self._fault(path, "expected a list")
            return ()
        for index, item in enumerate(given):
            if not isinstance(item, str) or not item.strip():
                self._fault((*path, index), "expected text")
        return tuple(item for item in given if isinstance(item, str))

    def _text(self, path: KeyPath) -> str:
        given = self._get(path)
        if given is None:
            return ""
        if not isinstance(given, str) or not given.strip():
            self._fault(path, "expected text")
            return ""
        return given

    def _flag(self, path: KeyPath) -> bool:
        given = self._get(path)
        if given is not None and not isinstance(given, bool):
            self._fault(path, "expected true or false")
        return given is True

    def _choice(self, path: KeyPath, choices: tuple[str, ...]) -> str:
        given = self._get(path)
        if given is None:
            return ""
        if given not in choices:
            words = [str(given)] if isinstance(given, (str, int, float)) else []
            self._fault(path, f"expected one of {', '.join(choices)}", near=(words[0], choices) if words else None)
            return ""
        return str(given)

    def _check_keys(self, path: KeyPath, known: frozenset[str]) -> None:
        for key in self._get(path):
            if key not in known:
                self._fault((*path, key), f"unknown key `{key}`", on_key=True, near=(key, known))

    def _get(self, path: KeyPath) -> Any:
        value = self.document.value
        for part in path:
            if not isinstance(value, dict):
                return None
            value = value.get(part)
        return value

    def _place(self, path: KeyPath) -> Place:
        spot = self.document.key_spot(path)
        return Place(self.document.name, spot.line, spot.column) if spot is not None else Place(self.document.name)

    def _fault(
        self,
        path: KeyPath,
        message: str,
        *,
        on_key: bool = False,
        near: tuple[str, Iterable[str]] | None = None,
        otherwise: str = "",
    ) -> None:
        spot = self.document.key_spot(path) if on_key else self.document.value_spot(path)
        help = otherwise
        if near is not None:
            word, known = near
            alike = difflib.get_close_matches(word.replace("_", "-"), sorted(known), 1)
            help = f"did you mean `{alike[0]}`?" if alike else otherwise or f"known are {', '.join(sorted(known))}"
        self.faults.append(Fault(message, spot, path, help))
