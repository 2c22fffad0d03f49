"""Variables that the service's code fails without, and that nothing in the project gives.

The catalogue has no code for it: who runs the service may give them in the console. It is worth a look before the first
deployment, since the application ends at its start, or at the first request that reads one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runready_linter.link.launch import image_variables, launches
from runready_linter.link.needed_variables import needed_variables
from runready_linter.link.project import Project
from runready_linter.link.service import port_variables, supplied_variables
from runready_linter.notes import Note
from runready_rules import platforms
from runready_rules.aws.environment import written_in_code
from runready_rules.described import described

TOPIC = "needed-variable"
_CLAUSE = "environment"

#: Given by the platform, the container engine, the shell or the language, or meant for the SDKs' default chain.
_GIVEN = frozenset(
    {"PATH", "HOME", "HOSTNAME", "USER", "LOGNAME", "SHELL", "PWD", "OLDPWD", "SHLVL", "TERM", "LANG", "LANGUAGE", "TZ", "TMPDIR", "VIRTUAL_ENV"}
)  # fmt: skip
_GIVEN_PREFIXES = ("AWS_", "LC_", "PYTHON", "ECS_CONTAINER_METADATA_URI")
#: Files from which libraries fill the environment; where one is there, it most likely reaches the image.
_FILES = (".env", "settings.ini", ".env.production", ".env.prod")
_SET = re.compile(r"^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=", re.MULTILINE)


def survey(project: Project) -> Iterator[Note]:
    """One note for each such variable, where its first read stands; none where there is nothing to compare with."""
    if not (project.services or project.other_services or any(launch.ships for launch in launches(project))):
        return
    needed = project.derive(needed_variables)
    names = frozenset(name for each in needed for name in each.names)
    given = {name.upper() for name in (*_given(project), *(w.name for w in written_in_code(project, names)))}
    for each in needed:
        if not any(name.upper() in given or name.startswith(_GIVEN_PREFIXES) for name in each.names):
            said = " or ".join(each.names)
            yield Note(
                TOPIC,
                _CLAUSE,
                each.span,
                f"{said} is read without a fallback, and neither the service configuration nor the image sets it",
            )


def _given(project: Project) -> Iterator[str]:
    yield from _GIVEN
    yield from port_variables(project)
    yield from platforms.of(project).web.reserved_variables.value
    yield from project.derive(supplied_variables)
    yield from project.derive(image_variables)
    for path in _FILES:
        yield from _SET.findall((project.read(path) or b"").decode("utf-8", "replace"))
    yield from project.derive(described).variables
