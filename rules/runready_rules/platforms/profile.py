"""What a platform profile holds: frozen data, each fact with how sure it is and where it is from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Literal, TypeVar

T = TypeVar("T")


class Certainty(StrEnum):
    """How a fact about a platform is known. What is inferred may be imitated, and judged by a warning at most."""

    DOCUMENTED = "documented"
    MODEL = "model"
    REPORTED = "reported"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value with its confidence and the page, model or program that it comes from."""

    value: T
    confidence: Certainty
    source: str


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and the highest value that the platform takes."""

    low: int
    high: int

    def __contains__(self, number: float) -> bool:
        return self.low <= number <= self.high


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """What the edge does to one header (`name` in lower case). `append` joins to what the client sent by a comma,
    `set` replaces it. Names in braces in `value` are filled in for each exchange."""

    name: str
    action: Literal["append", "set"]
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that the edge gives by itself; without a body it is empty."""

    status: int
    body: str = ""
    type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Size:
    """vCPU, and each amount of memory in GB that can be had with it."""

    cpu: float
    memory: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SupportedRuntime:
    """A managed runtime that builds new services, and which of the platform's two build processes it uses."""

    name: str
    build: Literal["original", "revised"]


@dataclass(frozen=True, slots=True)
class RetiredRuntime:
    """A managed runtime for which new services are refused since the day `ended`."""

    name: str
    ended: datetime.date


@dataclass(frozen=True, slots=True)
class Web:
    """Requests as an instance sees them.

    Args:
        port_setting: where a service is told its port, in words.
        gives_port: the platform sets `port_variable`; else it is a variable like any other.
        request_limit: seconds for a whole request, `inf` where there is no limit.
        idle_limit: seconds in which something must arrive on a connection with a request under way, `inf` likewise.
        websocket: upgrades to WebSocket reach the instance.
    """

    default_port: Fact[int]
    port_setting: Fact[str]
    port_variable: Fact[str]
    gives_port: Fact[bool]
    reserved_variables: Fact[tuple[str, ...]]
    reserved_prefixes: Fact[tuple[str, ...]]
    extra_port_variable_key: Fact[str]
    ports: Fact[int]
    request_limit: Fact[float]
    idle_limit: Fact[float]
    http_versions: Fact[tuple[str, ...]]
    websocket: Fact[bool]
    injects_hostname: Fact[bool]


@dataclass(frozen=True, slots=True)
class Answers:
    """The edge's own answers, by cause."""

    https_redirect: Fact[Answer]
    unknown_host: Fact[Answer]
    bad_request: Fact[Answer]
    upgrade_refused: Fact[Answer]
    old_http_refused: Fact[Answer]
    headers_too_large: Fact[Answer]
    overloaded: Fact[Answer]
    no_instances: Fact[Answer]
    connection_failure: Fact[Answer]
    connection_timeout: Fact[Answer]
    connection_termination: Fact[Answer]
    protocol_error: Fact[Answer]
    request_timeout: Fact[Answer]


@dataclass(frozen=True, slots=True)
class EdgeFacts:
    """The HTTPS edge. `domain` takes `{service}` and `{region}`; `header_limit` in bytes, `connect_limit` in seconds;
    `separator` stands before what is appended to a header; `client_http_versions` are those that it answers."""

    domain: Fact[str]
    parent_is_public_suffix: Fact[bool]
    header_limit: Fact[int]
    connect_limit: Fact[float]
    forwarded_for: Fact[str]
    forwarded_proto: Fact[str]
    not_set: Fact[tuple[str, ...]]
    hop_by_hop: Fact[tuple[str, ...]]
    lower_case_names: Fact[bool]
    separator: Fact[str]
    client_http_versions: Fact[tuple[str, ...]]
    request_headers: Fact[tuple[HeaderRule, ...]]
    response_headers: Fact[tuple[HeaderRule, ...]]
    own_headers: Fact[tuple[HeaderRule, ...]]
    answers: Answers


@dataclass(frozen=True, slots=True)
class HealthFacts:
    """The health check: defaults and what can be configured. Interval and timeout in seconds. `path_is_certain`: the
    platform's texts agree on the default path; else it has to be stated."""

    protocol: Fact[Literal["tcp", "http"]]
    protocols: Fact[tuple[str, ...]]
    path: Fact[str]
    path_is_certain: Fact[bool]
    interval: Fact[int]
    interval_range: Fact[Range]
    timeout: Fact[int]
    timeout_range: Fact[Range]
    healthy: Fact[int]
    healthy_range: Fact[Range]
    unhealthy: Fact[int]
    unhealthy_range: Fact[Range]
    safe_statuses: Fact[tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Start:
    """`limit`: seconds until a new instance listens and is healthy."""

    limit: Fact[float]


@dataclass(frozen=True, slots=True)
class Instances:
    """What an instance has (vCPU, GB, bytes) and how many there are. `image_registries`: `*` stands for every one. The
    platform may have no limit of its own for requests at once (`concurrency`)."""

    sizes: Fact[tuple[Size, ...]]
    default_cpu: Fact[float]
    default_memory: Fact[float]
    storage_bytes: Fact[int]
    architectures: Fact[tuple[str, ...]]
    image_registries: Fact[tuple[str, ...]]
    max_size: Fact[int]
    size_range: Fact[Range]
    idle_cpu_throttled: Fact[bool]
    sticky_sessions: Fact[bool]
    concurrency: Fact[int] | None = None
    concurrency_range: Fact[Range] | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """How an instance is told to end: the signal's name, then `grace` seconds until it is killed."""

    signal: Fact[str]
    grace: Fact[float]


@dataclass(frozen=True, slots=True)
class Services:
    """How a service is described: the formats of configuration that the platform reads (`ServiceFacts.format`), and
    whether it builds from source, else from an image alone."""

    configurations: Fact[tuple[str, ...]]
    from_source: Fact[bool]


@dataclass(frozen=True, slots=True)
class Runtimes:
    """The managed runtimes of services made from source code."""

    supported: Fact[tuple[SupportedRuntime, ...]]
    retired: Fact[tuple[RetiredRuntime, ...]]


@dataclass(frozen=True, slots=True)
class Role:
    """Who may take the roles, and how credentials reach the application."""

    access_principal: Fact[str]
    instance_principal: Fact[str]
    secret_actions: Fact[tuple[str, ...]]
    credentials_variable: Fact[str]
    credentials_hosts: Fact[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Profile:
    """One platform. `name` is how messages call it. `sources` maps the short names of the file to pages; a fact's `source`
    is the page itself."""

    id: str
    title: str
    name: str
    sources: Mapping[str, str]
    web: Web
    edge: EdgeFacts
    health: HealthFacts
    start: Start
    instances: Instances
    stop: Stop
    services: Services
    runtimes: Runtimes
    role: Role
