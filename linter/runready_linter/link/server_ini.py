"""Where a server listens by its INI file (`uwsgi.ini`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from runready_linter.containerfile.image import final_image
from runready_linter.findings import Span
from runready_linter.link.context import script
from runready_linter.link.project import Project
from runready_linter.resolved import Env
from runready_linter.shell.text import Text, hole, joined, plain

_VARIABLE = re.compile(r"\$\((\w+)\)")


def bound_by_file(project: Project, service: str, name: str, section: str, keys: Sequence[str]) -> list[Text] | None:
    """The addresses of a configuration file, each with its line; None: the file is not in the project.

    Args:
        service: the container file, or the other file that starts the server.
        section, keys: of the file, where an address stands.
    """
    facts = project.containers.get(service)
    image = final_image(facts) if facts is not None else None
    found = script(project, image, service, name)
    if found is None:
        return None
    path, data = found
    inside, addresses = False, list[Text]()
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            inside = bare == f"[{section}]"
        key, equals, value = bare.partition("=")
        if inside and equals and key.strip() in keys:
            addresses.append(_address(value.strip(), Span(path, number, 1, number, len(line) + 1)))
    return addresses


def _address(value: str, at: Span) -> Text:
    """A value with its variables (`$(PORT)`) read from the environment."""
    words, end = list[Text](), 0
    for variable in _VARIABLE.finditer(value):
        words += [plain(value[end : variable.start()], at), hole(Env(variable[1], None, at), at)]
        end = variable.end()
    return joined([word for word in (*words, plain(value[end:], at)) if word.pattern], at, between="")
