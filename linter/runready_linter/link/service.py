"""What the service configurations give to the code: the port that requests go to, and variables."""

from __future__ import annotations

from dataclasses import dataclass

from runready_linter.findings import Span
from runready_linter.link.launch import launches
from runready_linter.link.project import Project
from runready_linter.resolved import Listen


@dataclass(frozen=True, slots=True)
class StatedPort:
    """The port that a service configuration states, and where."""

    number: int
    span: Span


def port_variables(project: Project) -> frozenset[str]:
    """The variables that carry the number of the service's port: `PORT`, and those that a service configuration names
    (`run.network.env`)."""
    return frozenset({project.platform.port_variable}) | {
        facts.port_variable.text for facts in project.services.values() if facts.port_variable is not None
    }


def supplied_variables(project: Project) -> frozenset[str]:
    """The variables that a service configuration of the project gives to the service: plain ones, secrets, and those
    that carry the port, where the platform gives it. A configuration for another platform counts too: what it gives, the
    service is known to need. What an image sets is `launch.image_variables`."""
    given = port_variables(project) if project.platform.gives_port else frozenset()
    configured = (*project.services.values(), *project.other_services.values())
    return given | {variable.name.text for facts in configured for variable in (*facts.env, *facts.secrets)}


def stated_ports(project: Project) -> dict[str, StatedPort]:
    """The port that each service configuration states itself, by its path; one that leaves it to the platform's default
    states none."""
    found: dict[str, StatedPort] = {}
    for path, facts in project.services.items():
        port = facts.port
        if port is not None and port.text.isascii() and port.text.isdigit() and 0 < int(port.text[:9]) < 65536:
            found[path] = StatedPort(int(port.text[:9]), project.span(path, port.loc))
    return found


def expected_port(project: Project, listen: Listen) -> int:
    """The port that requests for a listener's service go to: the stated one, else the platform's default."""
    stated = stated_port(project, listen)
    return stated.number if stated is not None else project.platform.default_port


def stated_port(project: Project, listen: Listen) -> StatedPort | None:
    """The port that is stated for the service that a listener belongs to; None: no configuration in the project states
    one.

    A listener in code belongs to the services that run its file as their main module; where none does, to the project's
    service configuration, if there is one only.
    """
    ports = project.derive(stated_ports)
    if listen.service:
        return ports.get(listen.service)
    runs = {
        launch.service
        for launch in (launches(project) if ports else ())
        if launch.ships and any(started.python == listen.span.path for started in launch.commands)
    }
    services = runs & project.services.keys() if runs else project.services.keys()
    return ports.get(next(iter(services))) if len(services) == 1 else None
