"""What a run is told: the command line wins over the project's file, which wins over the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from runready import options
from runready.options import Platform
from runready_linter import rule, settings
from runready_linter.findings import Severity
from runready_linter.policy import Policy, chosen, policy_of
from runready_linter.problems import UsageProblem
from runready_linter.rule import Rule
from runready_linter.settings import Settings
from runready_rules.catalogue import ENTRIES, Kind


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line said; None: nothing."""

    select: list[str] | None = None
    ignore: list[str] | None = None
    fail_on: Severity | None = None
    platform: Platform | None = None
    baseline: Path | None = None
    config: Path | None = None


@dataclass(frozen=True, slots=True)
class Configuration:
    """What counts, and where it comes from.

    Args:
        root: the project's folder.
        settings: the file's part.
        origins: by key, an option or a place in a file; a key without an origin has its default.
    """

    root: Path
    settings: Settings
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: Severity
    platform: Platform
    baseline: Path | None
    policy: Policy
    origins: Mapping[str, str] = field(default_factory=dict)

    def selected(self, kind: Kind) -> tuple[str, ...]:
        """The selection among the rules or the checks. One in a file that names codes of the other kind only says nothing
        about this one: a file is for `lint` and for `test`."""
        if self.origins.get("select") == "--select":
            return self.select
        codes = {e.code for e in ENTRIES if e.kind == kind} | options.built(kind)
        return tuple(each for each in self.select if any(code.startswith(each) for code in codes))

    def rules(self) -> tuple[Rule, ...]:
        """The installed rules that are left."""
        select = self.selected("rule")
        return tuple(r for code, r in rule.installed().items() if chosen(code, select, self.ignore))

    def checks(self) -> tuple[str, ...]:
        """The codes of the run-time checks that are left."""
        select = self.selected("check")
        return tuple(code for code in sorted(options.built("check")) if chosen(code, select, self.ignore))

    def where(self, *keys: str) -> str:
        """The origins of keys, to be told where they leave nothing."""
        named = [self.origins[key] for key in keys if key in self.origins]
        return " and ".join(dict.fromkeys(named)) or "the options"


def configure(root: Path, given: Given) -> Configuration:
    """The configuration for the project in `root`.

    Raises:
        UsageProblem: a code that does not exist, or a file that is wrong.
    """
    wanted, unwanted = options.codes(given.select), options.codes(given.ignore)
    known = options.known_codes()
    platforms = tuple(p.value for p in Platform)
    if given.config is not None:
        found = settings.load(given.config, known, platforms)
    else:
        found = settings.find(root, known, platforms)
    origins = {key: str(place) for key, place in found.origins.items()}
    ignore = found.ignore
    if given.select is not None:
        # Who asks for codes gets them, whatever the file leaves out.
        ignore = ()
        origins = {key: place for key, place in origins.items() if key != "ignore"} | {"select": "--select"}
    if given.ignore is not None:
        origins["ignore"] = ", ".join([origins["ignore"], "--ignore"]) if "ignore" in origins else "--ignore"
    for key, value in (("fail-on", given.fail_on), ("platform", given.platform), ("baseline", given.baseline)):
        if value is not None:
            origins[key] = f"--{key}"
    named = found.folder / found.baseline if found.baseline else None
    return Configuration(
        root,
        found,
        select=wanted if given.select is not None else found.select,
        ignore=(*ignore, *unwanted),
        fail_on=given.fail_on or found.fail_on,
        platform=given.platform or Platform(found.platform or Platform.APP_RUNNER.value),
        baseline=given.baseline or named,
        policy=policy_of(found, root, known),
        origins=origins,
    )


def no_rules(configuration: Configuration) -> UsageProblem:
    """What to tell where no static rule is left."""
    return UsageProblem(
        f"{configuration.where('select', 'ignore')}: no static rule is left to check",
        help="`runready rule` lists them, those not built yet too; run-time checks belong to `runready test`",
    )
