"""What the service configurations give to the code: the port that requests go to, and variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from runready_linter.findings import Span
from runready_linter.link.belonging import belonging
from runready_linter.link.launch import launches
from runready_linter.link.project import Project
from runready_linter.resolved import Listen


@dataclass(frozen=True, slots=True)
class StatedPort:
    """The port that a service configuration states, and where. `default_of`: the parameter whose default it is."""

    number: int
    span: Span
    default_of: str = ""


def port_variables(project: Project) -> frozenset[str]:
    """The variables that carry the number of the service's port: `PORT`, and those that a service configuration names
    (`run.network.env`)."""
    return frozenset({project.platform.port_variable}) | {
        facts.port_variable.text for facts in project.services if facts.port_variable is not None
    }


def supplied_variables(project: Project) -> frozenset[str]:
    """The variables that a service configuration of the project gives to the service: plain ones, secrets, and those
    that carry the port, where the platform gives it. A configuration for another platform counts too: what it gives, the
    service is known to need. What an image sets is `launch.image_variables`."""
    given = port_variables(project) if project.platform.gives_port else frozenset()
    configured = (*project.services, *project.other_services)
    return given | {variable.name.text for facts in configured for variable in (*facts.env, *facts.secrets)}


def supplies_more(project: Project) -> bool:
    """Whether a service configuration gives variables whose names are not known: any variable may be set."""
    return any(facts.gives_more for facts in (*project.services, *project.other_services))


def launched_by(project: Project) -> Mapping[str, str]:
    """What starts each configured service, by its key: its own command, or the image that it runs (`Launch.service`). One
    whose source says how it is started is left out: the file in the source is another configuration."""
    images = {
        service.key: path
        for path, services in project.derive(belonging).items()
        for service in services
        if service.command is None
    }
    return {s.key: images.get(s.key, s.key) for s in project.services if not s.deferred}


def stated_ports(project: Project) -> Mapping[str, tuple[StatedPort, ...]]:
    """The ports that service configurations state themselves, by what starts the service (`Launch.service`); one that
    leaves it to the platform's default states none."""
    started = project.derive(launched_by)
    found: dict[str, list[StatedPort]] = {}
    for facts in project.services:
        port = facts.port
        if port is None or port.known is None or facts.key not in started:
            continue
        if port.text.isascii() and port.text.isdigit() and 0 < int(port.text[:9]) < 65536:
            stated = StatedPort(int(port.text[:9]), project.span(facts.path, port.loc), port.default_of)
            found.setdefault(started[facts.key], []).append(stated)
    return {launch: tuple(ports) for launch, ports in found.items()}


def ports_of(project: Project, listen: Listen) -> tuple[StatedPort, ...]:
    """The ports that are stated for the services that a listener belongs to; none where no configuration states one.

    A listener in code belongs to the services that run its file as their main module; where none does, to the project's
    one service, if there is one only.
    """
    ports = project.derive(stated_ports)
    if listen.service:
        return ports.get(listen.service, ())
    runs = {
        launch.service
        for launch in (launches(project) if ports else ())
        if launch.ships and any(started.python == listen.span.path for started in launch.commands)
    }
    known = frozenset(project.derive(launched_by).values())
    services = runs & known if runs else known
    if not runs and len(services) != 1:
        return ()
    return tuple(port for service in sorted(services) for port in ports.get(service, ()))
