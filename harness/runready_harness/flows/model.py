"""What running a flow yields: the frozen data that modes compare and checks judge."""

from __future__ import annotations

from dataclasses import dataclass

from runready_harness.spec import Flow, Step


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer. `headers` in the order received, repeated ones (`Set-Cookie`) each on their own; `body` as
    decoded from its content encoding, at most 10 MiB of it; `seconds` from sending to the body's end; `url` as asked,
    or as reached where redirects were followed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    seconds: float
    url: str

    def values(self, name: str) -> tuple[str, ...]:
        """The values of every header called `name`, in any case."""
        return tuple(value for key, value in self.headers if key.lower() == name.lower())

    def header(self, name: str) -> str | None:
        """The first value of the header called `name`, in any case; None where it is missing."""
        return next(iter(self.values(name)), None)

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case; empty where none is given."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The character set that the content type names, else UTF-8."""
        parameters = (self.header("content-type") or "").lower().split(";")[1:]
        pairs = (parameter.partition("=") for parameter in parameters)
        return next((value.strip(" \"'") for key, _, value in pairs if key.strip() == "charset"), "utf-8")

    @property
    def text(self) -> str:
        """The body as text; bytes that do not fit the character set are replaced."""
        try:
            return self.body.decode(self.charset, "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class StepRun:
    """One step as it ran.

    `request_line` is what was asked with its values filled in (`GET /notes/7`), `problem` says what broke (an
    expectation, the connection, a status of 500 or above), `curl` is a line for a shell that sends the request again.
    All three are redacted.
    """

    step: Step
    request_line: str
    answer: Answer | None
    problem: str | None
    curl: str


@dataclass(frozen=True, slots=True)
class Recording:
    """A flow as it ran, up to the first broken step. `finished`: every step ran and none broke."""

    flow: Flow
    steps: tuple[StepRun, ...]
    finished: bool

    @property
    def broken(self) -> StepRun | None:
        """The step that broke, or None."""
        return next((run for run in self.steps if run.problem is not None), None)
