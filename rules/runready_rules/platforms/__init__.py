"""Platform profiles: every number and header of a platform as data, one TOML file a platform."""

from __future__ import annotations

import functools
from importlib import resources

from runready_linter.problems import UsageProblem
from runready_rules.platforms.profile import Certainty, Fact, Profile
from runready_rules.platforms.reading import parse

__all__ = ["PLATFORMS", "Certainty", "Fact", "Profile", "load"]

PLATFORMS: tuple[str, ...] = ("app-runner",)


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
