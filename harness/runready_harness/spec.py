"""What `runready.yaml` says, as frozen models: the service, its backing services, and flows.

The models are the single source of the file's format: the published JSON Schema is made from them, and `service_file`
turns their errors into messages with line, column and a suggestion.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

import jmespath
import soupsieve
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from runready_rules import platforms
from runready_rules.platforms.profile import Profile, Range

# Upper-case methods only, as they are written on the wire.
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

# What `{{backing.KEY.*}}` can say about a backing service.
BACKING_ATTRIBUTES = ("host", "port")


def _regex(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise PydanticCustomError("syntax", "not a regular expression: {why}", {"why": str(error)}) from None
    return text


def _jmespath(text: str) -> str:
    if "{{" in text:  # known only once the names have their values
        return text
    try:
        jmespath.compile(text)
    except jmespath.exceptions.JMESPathError as error:
        raise PydanticCustomError("syntax", "not a JMESPath expression: {why}", {"why": _first_line(error)}) from None
    return text


def split_css(text: str) -> tuple[str, str | None]:
    """A CSS capture as selector and attribute: `input[name=csrf]@value`; without `@`, the element's text is meant."""
    selector, found, attribute = text.rpartition("@")
    if found and re.fullmatch(r"[\w:.-]+", attribute):
        return selector, attribute
    return text, None


def _css(text: str) -> str:
    if "{{" in text:
        return text
    try:
        soupsieve.compile(split_css(text)[0])
    except soupsieve.SelectorSyntaxError as error:
        raise PydanticCustomError("syntax", "not a CSS selector: {why}", {"why": _first_line(error)}) from None
    return text


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(":.").removeprefix("Invalid jmespath expression: ")


# What a file leaves out is the default platform's until `platform_defaults.settled` fills in that of another.
_DEFAULTS = platforms.load(platforms.DEFAULT)

Count = Annotated[int, Field(ge=1)]
Port = Annotated[int, Field(ge=1, le=65535)]
Status = Annotated[int, Field(ge=100, le=599)]
Text = str | int | float | bool
Regex = Annotated[str, AfterValidator(_regex)]
JmesPath = Annotated[str, AfterValidator(_jmespath)]
CssPath = Annotated[str, AfterValidator(_css)]


class Model(BaseModel):
    """Frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    def _given(self, *names: str) -> list[str]:
        """Those of the named fields that the file sets, as it calls them."""
        fields = type(self).model_fields
        return [fields[name].alias or name for name in names if getattr(self, name) is not None]


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names[:-1]) + f" and `{names[-1]}`"


def _profile(info: ValidationInfo) -> Profile:
    """The platform whose file is validated: the validation's context."""
    return info.context if isinstance(info.context, Profile) else _DEFAULTS


class Health(Model):
    """The health check as configured on the platform; times in seconds. What is left out is the platform's default; what
    it does not take is an error."""

    protocol: Literal["tcp", "http"] = _DEFAULTS.health.protocol.value
    path: str = _DEFAULTS.health.path.value
    interval: Count | None = None
    timeout: Count | None = None
    healthy: Count | None = None
    unhealthy: Count | None = None

    @field_validator("protocol")
    @classmethod
    def _protocol_is_known(cls, value: str, info: ValidationInfo) -> str:
        profile = _profile(info)
        if value not in profile.health.protocols.value:
            taken = " or ".join(f"`{each}`" for each in profile.health.protocols.value)
            raise PydanticCustomError(
                "range", "expected {taken}, by which {platform} checks", {"platform": profile.name, "taken": taken}
            )
        return value

    @field_validator("interval", "timeout", "healthy", "unhealthy")
    @classmethod
    def _number_is_taken(cls, value: int | None, info: ValidationInfo) -> int | None:
        profile = _profile(info)
        taken: Range = getattr(profile.health, f"{info.field_name}_range").value
        if value is not None and value not in taken:
            raise PydanticCustomError(
                "range",
                "expected a number from {low} to {high}, as {platform} takes",
                {"platform": profile.name, "low": taken.low, "high": taken.high},
            )
        return value


class Service(Model):
    """The service as the platform would be told about it. `cpu` in vCPU, `memory` in GB. `role_policy` names the policies
    of its instance role, JSON files of the project, which the linter compares with the code."""

    port: Port = _DEFAULTS.web.default_port.value
    health: Health = Health()
    cpu: float = _DEFAULTS.instances.default_cpu.value
    memory: float = _DEFAULTS.instances.default_memory.value
    env: dict[str, Text] = {}
    dockerfile: str | None = None
    command: str | list[str] | None = None
    role_policy: str | list[str] | None = None


class Ready(Model):
    """When a backing service counts as ready; exactly one of them."""

    tcp: bool | None = None
    log: str | None = None
    http: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self._given("tcp", "log", "http")) != 1:
            raise PydanticCustomError("one_of", "give exactly one of `tcp`, `log` and `http`")
        return self


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

    @model_validator(mode="after")
    def _origin(self) -> Self:
        given = self._given("image", "build")
        if len(given) > 1:
            raise PydanticCustomError("one_of", "give either `image` or `build`, not both")
        if not given and self.process is None:
            raise PydanticCustomError("one_of", "say where it comes from: `image`, `build` or `process`")
        return self


class BodyExpect(Model):
    contains: str | list[str] | None = None
    matches: Regex | None = None


class Expect(Model):
    """What an answer must be. `json` maps JMESPath expressions to values."""

    status: Status | list[Status] | None = None
    json_: dict[JmesPath, Any] | None = Field(default=None, alias="json")
    header: dict[str, str] | None = None
    body: BodyExpect | None = None


class Capture(Model):
    """Where a saved value comes from in the answer; exactly one of them."""

    json_: JmesPath | None = Field(default=None, alias="json")
    header: str | None = None
    cookie: str | None = None
    regex: Regex | None = None
    css: CssPath | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self._given("json_", "header", "cookie", "regex", "css")) != 1:
            raise PydanticCustomError("one_of", "give exactly one of `json`, `header`, `cookie`, `regex` and `css`")
        return self


class Step(Model):
    """One request of a flow. At most one of `json`, `form`, `body` is the payload (`form` goes with `files`).

    `files` maps form fields to files, relative to the file that holds the flow.
    """

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

    @model_validator(mode="after")
    def _one_payload(self) -> Self:
        # `json: null` is a payload, so what counts is whether the key is there.
        given = [name.removesuffix("_") for name in ("json_", "form", "body") if name in self.model_fields_set]
        if self.files is not None and "form" not in given:
            given.append("files")
        if len(given) > 1:
            raise PydanticCustomError(
                "one_of", "a request has one payload: {names} cannot go together", {"names": _listed(given)}
            )
        return self

    @property
    def has_json(self) -> bool:
        """Whether the payload is JSON, `null` included."""
        return "json_" in self.model_fields_set

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
