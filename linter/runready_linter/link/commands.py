"""The listeners of the commands that a service starts: by the programs' own options, variables and defaults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from posixpath import basename, dirname, join

from runready_linter.findings import Span
from runready_linter.knowledge import ServerCommand
from runready_linter.link.context import contexts, module_file, python_file
from runready_linter.link.launch import Launch, launches
from runready_linter.link.project import Project
from runready_linter.link.server_ini import bound_by_file
from runready_linter.link.start import Started
from runready_linter.resolved import Env, Listen, Literal, Resolved, Unknown
from runready_linter.shell.text import Text, plain


@dataclass(frozen=True, slots=True)
class _Arguments:
    """A command line read by a program's options. `opaque`: it holds words that may be any options."""

    values: dict[str, list[Text]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    positionals: list[Text] = field(default_factory=list)
    opaque: bool = False

    def all(self, options: Sequence[str]) -> list[Text]:
        return [value for option in options for value in self.values.get(option, ())]

    def last(self, options: Sequence[str]) -> Text | None:
        values = self.all(options)
        return values[-1] if values else None


def command_listens(project: Project) -> tuple[Listen, ...]:
    """Every server that a start command starts, in the order of the launches. What an image for development starts
    is dormant, and so is a branch beside one that is ready."""
    return project.derive(_command_listens)


def server_row(project: Project, started: Started) -> ServerCommand | None:
    """What is known of the server that a command starts; None: it starts none that is known."""
    call = started.invocation
    words = {word.known for word in call.arguments}
    for row in project.knowledge.server_commands:
        named = call.program in row.programs or (call.program == "python" and call.module in row.modules)
        if row.on_path and "/" in call.path.pattern and "node_modules/.bin/" not in call.path.pattern:
            named = False
        scripted = bool(row.scripts) and basename(call.script or call.path.pattern) in row.scripts
        said = not row.subcommands or bool(words & set(row.subcommands))
        if (named or scripted) and said and not words & set(row.unless):
            return row
    return None


def application(project: Project, launch: Launch, started: Started) -> str | None:
    """The project's Python file with the application that a server is told to load; None: it is not in the project,
    or the command does not say."""
    row = server_row(project, started)
    if row is None:
        return None
    arguments = _read(row, started.invocation.arguments)
    named = arguments.last(row.app_options)
    if named is None and row.app:
        named = next((p for p in arguments.positionals if p.known not in row.subcommands), None)
    if named is None and row.app_variable:
        named = started.variables.get(row.app_variable)
    name = named.known if named is not None else None
    if name is None:
        return None
    name = name.partition("(")[0]
    folder = arguments.last(("--chdir", "--app-dir", "--pythonpath", "--python-path", "--working-dir"))
    module = name.partition(":")[0]
    if module.endswith(".py") or row.app == "file":
        return python_file(project, None, launch.path, module)
    return module_file(project, launch.path, (folder.known or "").lstrip("/") if folder else "", module)


def listens_of(project: Project, launch: Launch, started: Started) -> Iterator[Listen]:
    """The servers that one command starts, by its program's options; none for a program that is not known."""
    row = server_row(project, started)
    if row is not None:
        yield from _listens(project, launch, started, row)


def _command_listens(project: Project) -> tuple[Listen, ...]:
    return tuple(
        replace(listen, service=launch.service)
        for launch in launches(project)
        for listen in _of_launch(project, launch)
    )


def _of_launch(project: Project, launch: Launch) -> Iterator[Listen]:
    found: list[tuple[Listen, Started]] = []
    for started in launch.commands:
        row = server_row(project, started)
        if row is not None:
            found += [(listen, started) for listen in _listens(project, launch, started, row)]
    front = _has_front(project, launch)
    ready = [started for listen, started in found if follows_port(project, listen)]
    main = _main(found)
    for listen, started in found:
        if not launch.ships:
            yield replace(listen, dormant=f"{launch.service} is not what ships")
        elif front:
            yield replace(listen, side=True, behind=True)
        elif started in ready or not (ready or (main is not None and started is not main)):
            yield listen
        elif started.conditional:
            yield replace(listen, dormant="another branch of the start script starts the service")
        else:
            yield replace(listen, side=True)


def _main(found: Sequence[tuple[Listen, Started]]) -> Started | None:
    """Which of several commands is the service's: the last server that the shell waits for. None: there is no telling, as
    for the branches of a start script, and each is judged (a development server beside another is not)."""
    certain = [started for _, started in found if not started.conditional]
    if not certain:
        serious = [started for listen, started in found if not listen.development]
        return serious[-1] if serious and len(serious) < len(found) else None
    return ([started for started in certain if not started.background] or certain)[-1]


def _has_front(project: Project, launch: Launch) -> bool:
    """Whether something of the same image stands before its servers: a reverse proxy (`nginx`, `service nginx start`), or
    a supervisor whose programs are not known."""
    names = {name for started in launch.commands for name in program_names(started)}
    supervisors = project.knowledge.services.supervisors
    proxies = project.knowledge.front_servers - supervisors
    return bool(names & proxies or (names & supervisors and not any(c.supervised for c in launch.commands)))


def program_names(started: Started) -> frozenset[str]:
    """The program that a command starts, by its name; also the one that an init script starts (`service nginx start`)."""
    call = started.invocation
    path = call.path.known or ""
    if call.program == "service" and call.arguments:
        return frozenset({call.program, call.arguments[0].known or ""})
    if path.startswith("/etc/init.d/"):
        return frozenset({"service", call.program})
    return frozenset({call.program})


def follows_port(project: Project, listen: Listen) -> bool:
    """Whether a listener takes its port from the variable that carries the platform's."""
    return any(isinstance(port, Env) and port.name == project.platform.port_variable for port in listen.port)


def _listens(project: Project, launch: Launch, started: Started, row: ServerCommand) -> Iterator[Listen]:
    arguments = _read(row, started.invocation.arguments)
    if row.arguments_variable and not arguments.all(row.bind):
        further = started.variables.get(row.arguments_variable)
        if further is not None:
            words = [replace(word, at=started.span) for word in further.words()]
            arguments = _read(row, [*words, *started.invocation.arguments])
    tls = row.secure or any(option in arguments.values or option in arguments.flags for option in row.tls)
    debug = any(option in arguments.values or option in arguments.flags for option in row.debug)
    for host, port, span in _addresses(project, launch, started, row, arguments):
        yield Listen(
            server=row.server,
            port=() if port is None else (_number(port),),
            host=() if host is None else (host,),
            span=span,
            tls=tls,
            development=row.development or debug,
            debug=debug,
            form=started.form,
            guarded=started.conditional,
        )


def _addresses(
    project: Project, launch: Launch, started: Started, row: ServerCommand, arguments: _Arguments
) -> Iterator[tuple[Resolved | None, Resolved | None, Span]]:
    """Host, port and place of each listener; host and port are None for what listens on no port."""
    binds = (
        arguments.all(row.bind) or _bound_by_variable(started, row) or _bound_by_file(project, launch, row, arguments)
    )
    host, port = arguments.last(row.host), arguments.last(row.port)
    span = started.span
    for bind in binds:
        yield (*_endpoint(bind, row), bind.at)
    if binds:
        return
    if row.positional:
        said = [p for p in arguments.positionals if p.known not in row.subcommands]
        if said:
            address, number = _positional(said[0], row)
            yield host.value if host else address, number, said[0].at
            return
    if any(option in arguments.values for option in row.unix):
        yield None, None, span
        return
    hidden = arguments.opaque or _configured(project, launch, row, arguments)
    if not row.default_port and port is None and row.port_variable not in started.variables:
        # Where it listens is its own code's to say; what it is, is known.
        if row.development:
            yield None, None, span
        return
    if host is None and arguments.flags & set(row.bare_host):
        host = plain("0.0.0.0", span)
    address = _chosen(project, host, row.host_variable, Literal(row.default_host), started, hidden)
    number = _chosen(project, port, row.port_variable, Literal(row.default_port), started, hidden)
    if row.follows_port and not hidden:
        number = _platform_port(project, started, row)
        told = isinstance(number, Literal) or (project.platform.gives_port and isinstance(number, Env))
        address = Literal("0.0.0.0") if told else Unknown()
    said_at = port or host
    yield address, number, said_at.at if said_at is not None else span


def _bound_by_variable(started: Started, row: ServerCommand) -> list[Text]:
    """The addresses of the variable that a server takes them from."""
    known = started.variables.get(row.bind_variable) if row.bind_variable else None
    return [known.part(piece) for piece in known.pattern.split(";") if piece] if known is not None else []


def _bound_by_file(project: Project, launch: Launch, row: ServerCommand, arguments: _Arguments) -> list[Text]:
    """The addresses of the configuration file that a server is given, or finds where its last argument says."""
    named = arguments.last(row.config) or next((p for p in arguments.positionals if p.pattern.endswith(".ini")), None)
    if not row.ini_section or named is None or named.known is None:
        return []
    keys = [option.lstrip("-") for option in row.bind]
    return bound_by_file(project, launch.path, named.known, row.ini_section, keys) or []


def _chosen(
    project: Project, said: Text | None, variable: str, default: Literal, started: Started, hidden: bool
) -> Resolved:
    """An option's value, else its variable's, else the default."""
    if said is not None:
        return said.value
    if hidden:
        return Unknown("options that are not known may say it")
    if variable and variable in started.variables:
        return started.variables[variable].value
    return Env(variable, default) if variable == project.platform.port_variable else default


def _platform_port(project: Project, started: Started, row: ServerCommand) -> Resolved:
    """The port of a server that follows `PORT` by itself."""
    variable = project.platform.port_variable
    known = started.variables.get(variable)
    return Env(variable, Literal(row.default_port)) if known is None else known.value


def _configured(project: Project, launch: Launch, row: ServerCommand, arguments: _Arguments) -> bool:
    """Whether a configuration file may say where the server listens."""
    if any(option in arguments.values for option in row.config):
        return True
    folders = list(contexts(launch.path))
    chdir = arguments.last(("--chdir",))
    if chdir is not None:
        folders += [join(folder, (chdir.known or "").lstrip("/")) for folder in contexts(launch.path)]
    names = [join(folder, name) for folder in folders for name in row.config_files]
    elsewhere = {basename(p) for p in project.python if dirname(p)} & set(row.config_files)
    return bool(elsewhere) or any(project.read(name) is not None for name in names)


def _endpoint(bind: Text, row: ServerCommand) -> tuple[Resolved | None, Resolved | None]:
    """Host and port of `host:port`, `:port`, `host`, `[::1]:port`; None twice for a Unix socket or a descriptor."""
    # uWSGI's addresses of HTTPS have the certificate behind a comma.
    pattern = bind.pattern.removeprefix("tcp://").removeprefix("http://").partition(",")[0]
    if pattern.startswith(("unix:", "fd://", "/")):
        return None, None
    value = bind.value
    if isinstance(value, Env):
        if not isinstance(value.default, Literal):
            return Unknown(), Unknown()
        host, port = _endpoint(plain(str(value.default.value), bind.at), row)
        return host and replace(value, default=host), port and replace(value, default=port)
    default = Literal(row.default_port)
    if pattern.startswith("["):
        address, _, rest = pattern[1:].partition("]")
        return bind.part(address).value, bind.part(rest[1:]).value if rest.startswith(":") else default
    address, colon, number = pattern.rpartition(":")
    if not colon:
        return value, default
    return bind.part(address).value, bind.part(number).value if number else default


def _positional(said: Text, row: ServerCommand) -> tuple[Resolved, Resolved]:
    """Host and port of `runserver`'s address, or of a bare port."""
    address, colon, number = said.pattern.rpartition(":")
    if row.positional == "address" and colon:
        return said.part(address.strip("[]")).value, said.part(number).value
    return Literal(row.default_host), said.value


def _number(port: Resolved) -> Resolved:
    """A port as a number where its text is one, in the fallbacks too."""
    if isinstance(port, Literal) and isinstance(port.value, str) and port.value.isascii() and port.value.isdigit():
        return replace(port, value=int(port.value[:9]))
    if isinstance(port, Env) and port.default is not None:
        return replace(port, default=_number(port.default))
    return port


def _is_flag(row: ServerCommand, name: str, rest: Sequence[Text]) -> bool:
    """Whether an option stands without a value."""
    if not rest or name in row.flags or (not name.startswith("--") and len(name) > 2):
        return True
    return name in row.bare_host and rest[0].pattern.startswith("-")


def _read(row: ServerCommand, words: Sequence[Text]) -> _Arguments:
    """A command line by the options of a program. An option that the row does not name takes the next word as its
    value, unless that is an option too or the subcommand."""
    arguments = _Arguments()
    valued = {*row.bind, *row.host, *row.port, *row.unix, *row.tls, *row.config, *row.app_options}
    opaque, rest = False, list(words)
    while rest:
        word, rest = rest[0], rest[1:]
        name, equals, value = word.pattern.partition("=")
        if word.pattern == "--":
            arguments.positionals.extend(rest)
            break
        if not word.pattern.startswith("-") or word.pattern == "-":
            opaque = opaque or word.opaque
            arguments.positionals.append(word)
        elif equals:
            arguments.values.setdefault(name, []).append(word.part(value))
        elif not name.startswith("--") and name[:2] in valued and len(name) > 2:
            arguments.values.setdefault(name[:2], []).append(word.part(name[2:]))
        elif _is_flag(row, name, rest):
            arguments.flags.add(name)
        elif name in valued or not (rest[0].pattern.startswith("-") or rest[0].known in row.subcommands):
            arguments.values.setdefault(name, []).append(rest[0])
            rest = rest[1:]
        else:
            arguments.flags.add(name)
    return replace(arguments, opaque=opaque)
