"""Platform profiles: every number and header of a platform as data, one TOML file a platform."""

from __future__ import annotations

import functools
from importlib import resources
from typing import TYPE_CHECKING, Any

from runready_linter.findings import Severity
from runready_linter.platform import Platform
from runready_linter.problems import UsageProblem
from runready_rules.platforms.profile import Certainty, Fact, Profile
from runready_rules.platforms.reading import parse

if TYPE_CHECKING:
    from runready_linter.link.project import Project

__all__ = ["DEFAULT", "PLATFORMS", "Certainty", "Fact", "Profile", "at_most", "load", "of", "platform"]

PLATFORMS: tuple[str, ...] = ("app-runner", "ecs-express")
DEFAULT = PLATFORMS[0]


@functools.lru_cache
def load(platform: str) -> Profile:
    """The profile of a platform by its name on the command line, such as `app-runner`.

    Raises:
        UsageProblem: there is no such platform, or its file is malformed.
    """
    if platform not in PLATFORMS:
        raise UsageProblem(f"unknown platform {platform!r}", help=f"choose one of: {', '.join(PLATFORMS)}")
    file = resources.files(__name__) / f"{platform.replace('-', '_')}.toml"
    return parse(file.read_text(encoding="utf-8"), path=f"platforms/{file.name}")


def platform(profile: Profile) -> Platform:
    """What linking asks of a platform, of all that its profile says."""
    web = profile.web
    return Platform(
        id=profile.id,
        name=profile.name,
        port_variable=web.port_variable.value,
        gives_port=web.gives_port.value,
        default_port=web.default_port.value,
        own_variables=frozenset({"HOSTNAME"}) if web.injects_hostname.value else frozenset(),
        reads=frozenset(profile.services.configurations.value),
    )


def of(project: Project) -> Profile:
    """The profile of the platform by whose contract a project is judged."""
    return load(project.platform.id)


def at_most(severity: Severity, *facts: Fact[Any]) -> Severity:
    """A finding's severity by the facts that it rests on: what is inferred makes a warning at most."""
    inferred = any(fact.confidence is Certainty.INFERRED for fact in facts)
    return Severity.WARNING if inferred and severity is Severity.ERROR else severity
