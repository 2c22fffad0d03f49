"""What the analysis knows of libraries: data that comes from `runready_rules.tables`, never written in the linter.

Each part of linking names the records that it needs here; a framework is added by adding rows, without touching a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EnvReader:
    """A callable that reads an environment variable: where its name and its default stand (a position, a keyword)."""

    name: tuple[int, str] = (0, "key")
    default: tuple[int, str] = (1, "default")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All tables together.

    Args:
        env_readers: by dotted path, callables that read one variable (`os.getenv`, `decouple.config`).
        env_mappings: dotted paths of mappings of the environment (`os.environ`).
        settings_bases: classes whose fields are read from the environment, by dotted path.
    """

    env_readers: Mapping[str, EnvReader] = field(default_factory=dict)
    env_mappings: frozenset[str] = frozenset()
    settings_bases: frozenset[str] = frozenset()


def installed() -> Knowledge:
    """The tables that the installed rules bring (the entry point `tables` in the group `runready.knowledge`)."""
    from importlib.metadata import entry_points

    for entry in entry_points(group="runready.knowledge"):
        found = entry.load()
        if isinstance(found, Knowledge):
            return found
    return Knowledge()
