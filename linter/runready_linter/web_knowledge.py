"""Records of the tables about web requests: who ends TLS, who forces HTTPS, who trusts the forwarded scheme, and which
endpoints speak something else than HTTP/1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Where an argument stands: its position (from 0; -1: by keyword only) and its keyword.
Place = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Trust:
    """A callable that takes the scheme from the proxy's header.

    Args:
        place: the argument that says how far it trusts; None: it always does.
        default: whether it trusts the platform's proxy where that argument is left out.
    """

    place: Place | None = None
    default: bool = True


@dataclass(frozen=True, slots=True)
class WebRequests:
    """What applications do with TLS, with the scheme and with protocols.

    Args:
        tls_calls: by dotted path, callables that end TLS, with the keyword that makes them ("": whatever
            they are given, if it is there).
        https_middleware: dotted paths of middleware that redirects to HTTPS and looks at the request's own scheme only.
        trusts: by dotted path, what makes the request's scheme the forwarded one.
        trust_options: by server, the command's options that say whose headers are trusted.
        trust_flags: by server, the command's options that trust every proxy.
        trust_variables: environment variables that say whose headers a server trusts.
        trust_settings: names of settings that do, each in capitals as its framework has it.
        redirects: last names of callables that make a redirect.
        sockets: by dotted path, callables that make an endpoint the platform does not serve: the protocol's name.
        socket_routes: the same by their last name, for objects that could not be followed; their first argument is a
            URL path.
        socket_bases: dotted paths of classes whose subclasses are such endpoints.
        socket_methods: by package, the method by which its resources answer a WebSocket.
        debug_calls: by dotted path, callables that make an application a development server's, with the keywords that do.
        socket_servers: servers (as `Listen.server`) that speak nothing else, or do not work without it.
    """

    tls_calls: Mapping[str, str] = field(default_factory=dict)
    https_middleware: frozenset[str] = frozenset()
    trusts: Mapping[str, Trust] = field(default_factory=dict)
    trust_options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trust_flags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trust_variables: frozenset[str] = frozenset()
    trust_settings: frozenset[str] = frozenset()
    redirects: frozenset[str] = frozenset()
    sockets: Mapping[str, str] = field(default_factory=dict)
    socket_routes: frozenset[str] = frozenset()
    socket_bases: Mapping[str, str] = field(default_factory=dict)
    socket_methods: Mapping[str, str] = field(default_factory=dict)
    debug_calls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    socket_servers: Mapping[str, str] = field(default_factory=dict)
