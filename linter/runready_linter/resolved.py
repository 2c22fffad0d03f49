"""What a value turned out to be once it was followed through the project."""

from __future__ import annotations

from dataclasses import dataclass, field

from runready_linter.findings import Span
from runready_linter.values import Scalar


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal and where it stands; `at` is None for a default that a library brings itself. `pieces`: for a text that
    is put together, where in it the literals begin that it is made of, and where each of those stands."""

    value: Scalar
    at: Span | None = None
    pieces: tuple[tuple[int, Span], ...] = field(default=(), compare=False)

    def place(self, offset: int) -> Span | None:
        """Where the literal stands that has the character at this offset."""
        return next((at for start, at in reversed(self.pieces) if start <= offset), self.at)


@dataclass(frozen=True, slots=True)
class Env:
    """A read of an environment variable. `default` is what is used when it is not set: a literal, another read, or
    None where the read would fail or give nothing. `number`: its text is converted to a number."""

    name: str
    default: Resolved | None = None
    at: Span | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not known; a rule that needs it is silent. `begins`: the literal text that it begins with, as far as known."""

    why: str = ""
    begins: str = ""


Resolved = Literal | Env | Unknown


@dataclass(frozen=True, slots=True)
class Listen:
    """A server that starts to listen, wherever that is written.

    Args:
        server: `flask`, `gunicorn`, `http.server` ...: how a message names it.
        port: every value that the port may have; empty only for a Unix socket or an inherited descriptor.
        host: every value that the address may have.
        span: the place that the catalogue names: the call, the option, the command.
        tls: it terminates TLS itself.
        development: it is a development or debugging server.
        form: where it was read.
        dormant: why it does not run in the service (`another command starts the service`), or "" where it does or may.
        side: it stands beside the service's main listener (metrics, a debugger, the server behind a proxy).
        text: the port reaches it as text, and it takes nothing but a number.
        debug: a debugger or a reloader is switched on.
        behind: a proxy or supervisor of the same image hands requests on to it.
        guarded: it stands under a condition.
        service: the file whose start command starts it (`Launch.service`); "" where code does.
    """

    server: str
    port: tuple[Resolved, ...]
    host: tuple[Resolved, ...]
    span: Span
    tls: bool = False
    development: bool = False
    form: str = "call"
    dormant: str = ""
    side: bool = False
    text: bool = False
    service: str = ""
    debug: bool = False
    behind: bool = False
    guarded: bool = False
