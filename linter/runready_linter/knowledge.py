"""What the analysis knows of libraries: data that comes from `runready_rules.tables`, never written in the linter.

Each part of linking names the records that it needs here; a framework is added by adding rows, without touching a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class EnvReader:
    """A callable that reads an environment variable: where its name and its default stand (a position, a keyword)."""

    name: tuple[int, str] = (0, "key")
    default: tuple[int, str] = (1, "default")


@dataclass(frozen=True, slots=True)
class ServerCommand:
    """A program whose command line starts a server, and what its options mean.

    Args:
        server: how messages name it.
        programs: names of the executable.
        modules: what `python -m` starts it by.
        scripts: names of a project's own Python file that starts it (`manage.py`).
        subcommands: one of these words must stand among its arguments; () where it needs none.
        bind: options whose value is an address with a port, each a listener of its own.
        host, port: options for the address and the port.
        unix: options with which it listens on no port (a Unix socket, an inherited descriptor).
        tls: options that make it terminate TLS.
        config: options that name a configuration file, which may say where it listens.
        config_files: configuration files that it reads unasked.
        flags: options without a value.
        positional: a positional argument behind the subcommand that says where it listens.
        app: what its first positional argument names: an importable `module:object`, a file, or nothing.
        app_options, app_variable: where else the application is named.
        port_variable, host_variable: the environment variables that stand in for a missing option.
        arguments_variable: the variable with further arguments.
        default_host, default_port: where it listens when nothing says; "" for a program that then listens nowhere.
        follows_port: without a bind it listens on every interface on `PORT`, where that is set.
        development: it is a development server.
        source: where these facts are from.
    """

    server: str
    programs: tuple[str, ...]
    source: str
    modules: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    subcommands: tuple[str, ...] = ()
    bind: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    port: tuple[str, ...] = ()
    unix: tuple[str, ...] = ()
    tls: tuple[str, ...] = ()
    config: tuple[str, ...] = ()
    config_files: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    positional: Literal["", "address", "port"] = ""
    app: Literal["", "module", "file"] = ""
    app_options: tuple[str, ...] = ()
    app_variable: str = ""
    port_variable: str = ""
    host_variable: str = ""
    arguments_variable: str = ""
    default_host: str = ""
    default_port: int = 0
    follows_port: bool = False
    development: bool = False


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All tables together.

    Args:
        env_readers: by dotted path, callables that read one variable (`os.getenv`, `decouple.config`).
        env_mappings: dotted paths of mappings of the environment (`os.environ`).
        settings_bases: classes whose fields are read from the environment, by dotted path.
        server_commands: programs that start a server.
        front_servers: programs that stand before an application's own server and hand requests on to it.
    """

    env_readers: Mapping[str, EnvReader] = field(default_factory=dict)
    env_mappings: frozenset[str] = frozenset()
    settings_bases: frozenset[str] = frozenset()
    server_commands: tuple[ServerCommand, ...] = ()
    front_servers: frozenset[str] = frozenset()


def installed() -> Knowledge:
    """The tables that the installed rules bring (the entry point `tables` in the group `runready.knowledge`)."""
    from importlib.metadata import entry_points

    for entry in entry_points(group="runready.knowledge"):
        found = entry.load()
        if isinstance(found, Knowledge):
            return found
    return Knowledge()
