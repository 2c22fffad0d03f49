"""What `runready.yaml` says, as frozen models: the service, its backing services, and flows.

The models are the single source of the file's format: the published JSON Schema is made from them, and `service_file`
turns their errors into messages with line, column and a suggestion.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

# Upper-case methods only, as they are written on the wire.
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

Port = Annotated[int, Field(ge=1, le=65535)]
Text = str | int | float | bool


class Model(BaseModel):
    """Frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Health(Model):
    """The health check as configured on the platform; times in seconds. None: the platform's default."""

    protocol: Literal["tcp", "http"] = "tcp"
    path: str = "/"
    interval: Annotated[int, Field(ge=1, le=20)] | None = None
    timeout: Annotated[int, Field(ge=1, le=20)] | None = None
    healthy: Annotated[int, Field(ge=1, le=20)] | None = None
    unhealthy: Annotated[int, Field(ge=1, le=20)] | None = None


class Service(Model):
    """The service as the platform would be told about it. `cpu` in vCPU, `memory` in GB."""

    port: Port = 8080
    health: Health = Health()
    cpu: float = 1
    memory: float = 2
    env: dict[str, Text] = {}
    dockerfile: str | None = None
    command: str | list[str] | None = None


class Ready(Model):
    """When a backing service counts as ready; exactly one of them."""

    tcp: bool | None = None
    log: str | None = None
    http: str | None = None


class BackingProcess(Model):
    """How the process runtime starts a backing service on this machine, where there is no container engine.

    `{{port}}` and `{{folder}}` in the command are replaced; the program must be on the path.
    """

    command: str | list[str]


class Backing(Model):
    """A real service beside the app that outlives its instances. In containers its host name is its key."""

    image: str | None = None
    build: str | None = None
    port: Port
    env: dict[str, Text] = {}
    ready: Ready = Ready(tcp=True)
    process: BackingProcess | None = None


class BodyExpect(Model):
    contains: str | list[str] | None = None
    matches: str | None = None


class Expect(Model):
    """What an answer must be. `json` maps JMESPath expressions to values."""

    status: int | list[int] | None = None
    json_: dict[str, Any] | None = Field(default=None, alias="json")
    header: dict[str, str] | None = None
    body: BodyExpect | None = None


class Capture(Model):
    """Where a saved value comes from in the answer; exactly one of them."""

    json_: str | None = Field(default=None, alias="json")
    header: str | None = None
    cookie: str | None = None
    regex: str | None = None
    css: str | None = None


class Step(Model):
    """One request of a flow. At most one of `json`, `form`, `body` is the payload (`form` goes with `files`)."""

    method: Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    path: str
    json_: Any = Field(default=None, alias="json")
    form: dict[str, Text] | None = None
    body: str | None = None
    files: dict[str, str] | None = None
    headers: dict[str, Text] = {}
    query: dict[str, Text] = {}
    follow: bool = False
    expect: Expect | None = None
    save: dict[str, Capture] = {}

    @property
    def title(self) -> str:
        return f"{self.method} {self.path}"


class Flow(Model):
    """What a user of the app does, without a word about restarts. `source` says where the flow came from
    (`runready.yaml:12`, `openapi`, `GET /`); it is no key of the file."""

    name: str
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    source: str = Field(default="", exclude=True)


class RunreadyFile(Model):
    """The whole of `runready.yaml`."""

    service: Service = Service()
    backing: dict[str, Backing] = {}
    flows: tuple[Flow, ...] = ()
