"""Which facts of a platform's contract matter to a project, and where: what a comparison of two platforms leaves out is
what the project never comes near."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from runready_linter.findings import Span
from runready_linter.link.background import background_work
from runready_linter.link.launch import launches
from runready_linter.link.listens import listens
from runready_linter.link.project import Project
from runready_linter.link.sockets import sockets
from runready_linter.notes import Note
from runready_linter.resolved import Env, Listen
from runready_rules.aws.clients import aws_calls
from runready_rules.aws.environment import set_in_images, written_in_code
from runready_rules.platforms.judgements import comparables

_CLAUSES = {
    "web": "web-requests",
    "health": "lifecycle",
    "instances": "lifecycle",
    "services": "framework",
    "role": "instance-role",
}


def survey(project: Project) -> Iterator[Note]:
    """A note for each place that a fact of the contract bears on; its topic is the fact's path in the profile."""
    for fact in comparables():
        for span in dict.fromkeys(_TOUCHED[fact.path](project)):
            yield Note(fact.path, _CLAUSES[fact.path.partition(".")[0]], span, fact.title)


def _main_listeners(project: Project) -> list[Listen]:
    return [x for x in project.derive(listens) if not x.dormant and not x.side]


def _listeners(project: Project) -> Iterator[Span]:
    """Where the service listens."""
    return (x.span for x in _main_listeners(project))


def _service(project: Project) -> Iterator[Span]:
    """One place that stands for the service as a whole: what starts it, else what listens, else its image."""
    starts = [launch.span for launch in launches(project) if launch.ships]
    spans = [*starts, *_listeners(project), *_images(project), *_configurations(project)]
    return iter(spans[:1])


def _images(project: Project) -> Iterator[Span]:
    return (Span(path, 1) for path in sorted(project.containers))


def _configurations(project: Project) -> Iterator[Span]:
    paths = sorted({service.path for service in (*project.services, *project.other_services)})
    return (Span(path, 1) for path in paths)


def _sources(project: Project) -> Iterator[Span]:
    """Configurations of services that are built from source, where the project has no image."""
    return iter(()) if project.containers else _configurations(project)


def _port_is_read(project: Project) -> Iterator[Span]:
    name = project.platform.port_variable
    return (x.span for x in _main_listeners(project) if any(isinstance(p, Env) and p.name == name for p in x.port))


def _port_is_set(project: Project) -> Iterator[Span]:
    names = frozenset({project.platform.port_variable})
    yield from (baked.span for baked in set_in_images(project, names, every_stage=False))
    yield from (written.span for written in written_in_code(project, names))
    for facts in (*project.services, *project.other_services):
        yield from (project.span(facts.path, v.name.loc) for v in (*facts.env, *facts.secrets) if v.name.text in names)


def _hostname(project: Project) -> Iterator[Span]:
    return (
        x.span for x in _main_listeners(project) if any(isinstance(h, Env) and h.name == "HOSTNAME" for h in x.host)
    )


def _sockets(project: Project) -> Iterator[Span]:
    servers = project.knowledge.web_requests.socket_servers
    yield from (x.span for x in _main_listeners(project) if x.server in servers)
    yield from (span for span, _ in sockets(project))


def _background(project: Project) -> Iterator[Span]:
    return (started.span for started in project.derive(background_work))


def _aws(project: Project) -> Iterator[Span]:
    return (call.span for call in project.derive(aws_calls))


_TOUCHED: Mapping[str, Callable[[Project], Iterable[Span]]] = {
    "services.from_source": _sources,
    "services.configurations": _configurations,
    "web.default_port": _listeners,
    "web.gives_port": _port_is_read,
    "web.reserved_variables": _port_is_set,
    "web.injects_hostname": _hostname,
    "web.request_limit": _service,
    "web.idle_limit": _service,
    "web.websocket": _sockets,
    "health.protocols": _service,
    "health.path_is_certain": _service,
    "health.interval": _service,
    "health.timeout": _service,
    "health.healthy": _service,
    "health.unhealthy": _service,
    "instances.storage_bytes": _service,
    "instances.architectures": _images,
    "instances.image_registries": _images,
    "instances.idle_cpu_throttled": _background,
    "role.instance_principal": _aws,
}
