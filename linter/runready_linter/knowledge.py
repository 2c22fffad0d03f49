"""What the analysis knows of libraries and of the platform: data that comes from `runready_rules.tables`, never written in the linter.

Each part of linking names the records that it needs here; a framework is added by adding rows, without touching a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from runready_linter.platform import Platform
from runready_linter.service_knowledge import Backends, BackgroundWork, RandomKeys
from runready_linter.services_knowledge import KeptFiles, LogFiles, Services
from runready_linter.state_knowledge import Attributes, Frameworks, Memory
from runready_linter.web_knowledge import WebRequests

#: Where an argument stands: its position (from 0; -1: by keyword only) and its keyword.
Place = tuple[int, str]


@dataclass(frozen=True, slots=True)
class EnvReader:
    """A callable that reads an environment variable: where its name and its default stand, where the function that
    converts the text, and whether it gives a number by itself. `variable` is read where no name is given. `scheme`: its
    object's constructor may give a variable its default. `prefixes`: its object's method whose `with` block puts a prefix
    before the name. `fails`: without a default, a variable that is not set is an error."""

    name: Place = (0, "key")
    default: Place = (1, "default")
    cast: Place | None = None
    number: bool = False
    variable: str = ""
    scheme: bool = False
    prefixes: str = ""
    fails: bool = True


@dataclass(frozen=True, slots=True)
class ServerCall:
    """A library's callable that starts a server, and what its arguments mean.

    Args:
        server: how messages name it.
        host, port: where those arguments stand.
        address: where an argument stands that is a (host, port) pair, a text `host:port`, or a list of those.
        default_host, default_port: where it listens when they are left out; None: it then listens on no port.
        host_variable, port_variable: environment variables that stand in for left-out arguments.
        no_port: keywords with which it listens on no port of its own (a Unix socket, an open socket).
        tls: keywords that make it terminate TLS.
        debug: keywords that make it a development server; `development`: it always is one. `debug_setting`: the dotted path
            of the application whose attribute `debug` and setting `DEBUG` do, where no keyword says otherwise.
        number: the port must be a number: text fails.
        side: it stands beside the service's own listener (metrics, a debugger).
        returns: it does not wait for requests itself, so that the code behind it runs too.
        source: where these facts are from.
    """

    server: str
    source: str
    host: Place | None = None
    port: Place | None = None
    address: Place | None = None
    default_host: str = ""
    default_port: int | None = None
    host_variable: str = ""
    port_variable: str = ""
    no_port: tuple[str, ...] = ()
    tls: tuple[str, ...] = ()
    debug: tuple[str, ...] = ()
    debug_setting: str = ""
    development: bool = False
    number: bool = False
    side: bool = False
    returns: bool = False


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A server that is told where to listen by assignment or by a mapping, before something starts it.

    Args:
        holders: dotted paths of the objects whose attributes are set (`hypercorn.config.Config`).
        mappings: dotted paths of callables that are given a mapping or keywords (`cherrypy.config.update`).
        bases: classes whose instances are given a mapping of options (`gunicorn.app.base.BaseApplication`).
        host, port, address: names of the attributes or keys; "" where there is none.
        starters: dotted paths of the callables that start it, and where they take the holder; they listen on the
            defaults where no setting is found.
        tls: names of the attributes or keys that make it terminate TLS.
        debug: those that make it a development server.
    """

    server: str
    source: str
    holders: tuple[str, ...] = ()
    mappings: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    host: str = ""
    port: str = ""
    address: str = ""
    starters: tuple[tuple[str, Place], ...] = ()
    default_host: str = ""
    default_port: int | None = None
    tls: tuple[str, ...] = ()
    debug: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionDefiner:
    """A callable that defines a process-wide command-line option; `holder` is the object that has it as attribute."""

    holder: str
    name: Place = (0, "name")
    default: Place = (1, "default")


@dataclass(frozen=True, slots=True)
class DatabaseCall:
    """A callable that opens a database, and when that is one on the instance itself.

    Args:
        product: how messages name it; "" where the URL's scheme says it.
        url: where an argument stands that is a database URL, or names the driver; local for the table's schemes.
        file: where an argument stands that is a file: always local.
        memory: it opens a database in memory where the file is left out.
        location: where an argument stands that is an address, or `:memory:`.
        read_only: arguments with the values that make it read only.
        reads_unless: an argument without which it only reads.
        config: where an argument stands that is a mapping with `connections` by name.
    """

    product: str
    url: Place | None = None
    file: Place | None = None
    memory: bool = False
    location: Place | None = None
    read_only: tuple[tuple[Place, str | bool], ...] = ()
    reads_unless: Place | None = None
    config: Place | None = None


@dataclass(frozen=True, slots=True)
class Databases:
    """What opens a database, and what says that it is on the instance itself.

    Args:
        calls: by dotted path.
        url_makers: callables that make a database URL, with the argument that is the URL or the driver.
        url_settings: names of framework settings that hold a database URL, or a mapping of them.
        settings_users: modules whose import says that the project uses `url_settings`.
        engines: prefixes of Django's and Tortoise's engine names.
        schemes: of URLs, each with the product's name.
    """

    calls: Mapping[str, DatabaseCall] = field(default_factory=dict)
    url_makers: Mapping[str, Place] = field(default_factory=dict)
    url_settings: frozenset[str] = frozenset()
    settings_users: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()
    schemes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ServerCommand:
    """A program whose command line starts a server, and what its options mean.

    Args:
        server: how messages name it.
        programs: names of the executable.
        modules: what `python -m` starts it by.
        scripts: names of a project's own Python file that starts it (`manage.py`).
        subcommands: one of these words must stand among its arguments; () where it needs none.
        unless: words with which it is something else.
        on_path: its name is one that a project's own program may have too: it counts without a folder only.
        bind: options whose value is an address with a port, each a listener of its own.
        host, port: options for the address and the port.
        bind_variable: the variable that stands in for `bind`; addresses are separated by semicolons.
        bare_host: options for the address that mean every interface where they have no value.
        unix: options with which it listens on no port (a Unix socket, an inherited descriptor).
        tls: options that make it terminate TLS; `secure`: it always does.
        config: options that name a configuration file, which may say where it listens.
        config_files: configuration files that it reads unasked.
        ini_section: of its configuration file, where the options of `bind` stand without their dashes; "" where it is none.
        flags: options without a value.
        debug: options that make it a development server.
        positional: a positional argument behind the subcommand that says where it listens.
        app: what its first positional argument names: an importable `module:object`, a file, or nothing.
        app_options, app_variable: where else the application is named.
        port_variable, host_variable: the environment variables that stand in for a missing option.
        arguments_variable: the variable with further arguments.
        default_host, default_port: where it listens when nothing says; 0 for a program whose own code says it, or that then
            listens nowhere.
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
    unless: tuple[str, ...] = ()
    on_path: bool = False
    bind: tuple[str, ...] = ()
    bind_variable: str = ""
    bare_host: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    port: tuple[str, ...] = ()
    unix: tuple[str, ...] = ()
    tls: tuple[str, ...] = ()
    config: tuple[str, ...] = ()
    config_files: tuple[str, ...] = ()
    ini_section: str = ""
    flags: tuple[str, ...] = ()
    debug: tuple[str, ...] = ()
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
    secure: bool = False
    development: bool = False


@dataclass(frozen=True, slots=True)
class TempMaker:
    """A callable that makes a temporary file or directory.

    Args:
        gives: `pair` (descriptor and path), `path`, `file` (an object with `.name`), or `folder` (an object with
            `.name`, whose `with` gives the path).
        tree: it is a directory.
        finalized: it removes itself, unless `delete=False` is passed.
        folder: where the argument stands that names the parent directory.
    """

    gives: Literal["pair", "path", "file", "folder"]
    tree: bool = False
    finalized: bool = False
    folder: Place = (-1, "dir")


@dataclass(frozen=True, slots=True)
class FileWriter:
    """A callable that makes the file or directory which one of its arguments names.

    Args:
        path: where that argument stands.
        others: where else it stands, for methods of the same name that take fewer arguments.
        mode: where the mode stands that decides whether it writes; None: it always does.
        tree: it makes a directory.
        opens: it gives the open file.
        fills: it puts files into that directory; one that is made empty under a fixed name is made once and stays one.
    """

    path: Place
    mode: Place | None = None
    tree: bool = False
    opens: bool = False
    fills: bool = False
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class TempFiles:
    """What makes temporary files, what removes them, and what does neither.

    Args:
        makers: by dotted path.
        folders: the paths of temporary directories; `folder_readers`: callables that give one; `folder_variables`:
            variables that hold one; `namers`: callables that give the path of a file in one, without making it.
        writers: by dotted path; `write_methods`: by the method's name, on any object.
        removers: dotted paths, each with the position of the path that they remove or move away.
        remove_methods: of a path or of what a maker gave; they remove it or move it away.
        remove_words: parts of a name that say that an unknown callable removes what it is given.
        same: dotted paths of callables that give the path that they are given.
        same_methods: of a path; they give it or a path inside it.
        runners: callables that run a function at once and give its result: dotted path or method name, and the
            position of the function; its arguments follow.
        exit_hooks: callables that run a function only when the process ends.
        stackers: method names that give an object's care to a stack (`enter_context`).
        closers: dotted paths that close a descriptor; `descriptor_users`: that neither close nor keep it.
        givers: method names that give their arguments to somebody unknown, a queue or a container.
        calm: dotted paths, or prefixes that end with a dot, of callables that do not fail for what they are given.
        calm_methods: names of methods that do not.
        fixtures: decorators of functions that serve tests.
        memoizers: decorators of functions that remember what they gave.
        context_managers: decorators that make a context manager of a generator.
        suppressors: dotted paths of context managers that swallow exceptions of the given types.
        closing: context managers that call `close` of what they are given.
        storages: classes whose `save(name, content)` makes a file in a folder, and where that stands; `delete` and
            `path` take the name that `save` gave.
        holders: dotted paths of objects that keep things for one request (`flask.g`); `request_names`: names of
            variables that are a request, `request_parts`: of its attributes that keep things.
    """

    makers: Mapping[str, TempMaker] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    folder_readers: frozenset[str] = frozenset()
    folder_variables: frozenset[str] = frozenset()
    namers: frozenset[str] = frozenset()
    writers: Mapping[str, FileWriter] = field(default_factory=dict)
    write_methods: Mapping[str, FileWriter] = field(default_factory=dict)
    removers: Mapping[str, int] = field(default_factory=dict)
    remove_methods: frozenset[str] = frozenset()
    remove_words: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    same_methods: frozenset[str] = frozenset()
    runners: Mapping[str, int] = field(default_factory=dict)
    exit_hooks: frozenset[str] = frozenset()
    stackers: frozenset[str] = frozenset()
    closers: frozenset[str] = frozenset()
    descriptor_users: frozenset[str] = frozenset()
    givers: frozenset[str] = frozenset()
    calm: frozenset[str] = frozenset()
    calm_methods: frozenset[str] = frozenset()
    fixtures: frozenset[str] = frozenset()
    memoizers: frozenset[str] = frozenset()
    context_managers: frozenset[str] = frozenset()
    suppressors: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    storages: Mapping[str, Place] = field(default_factory=dict)
    holders: frozenset[str] = frozenset()
    request_names: frozenset[str] = frozenset()
    request_parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BaseImage:
    """What is known of a foreign image that others are built from.

    Args:
        bare: it starts no service by itself: a language or a system.
        entrypoint: the program that reads the command of what is built from it; () where there is none, or it is not known.
        platform: that its name is for; "" where it names none.
    """

    bare: bool = False
    entrypoint: tuple[str, ...] = ()
    platform: str = ""


def _not_known(name: str) -> BaseImage:
    return BaseImage()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All tables together.

    Args:
        platform: whose contract the project is judged by.
        env_readers: by dotted path, callables that read one variable (`os.getenv`, `decouple.config`).
        env_mappings: dotted paths of mappings of the environment (`os.environ`).
        settings_bases: classes whose fields are read from the environment, by dotted path.
        server_commands: programs that start a server.
        base_image: what is known of a base image, by its full name.
        front_servers: programs that stand before an application's own server and hand requests on to it.
        server_calls: by dotted path, callables that start a server.
        server_settings: servers that are told where to listen before they start.
        command_runners: by dotted path, callables that run a command line, and where it stands.
        option_definers: by dotted path, callables that define a process-wide command-line option.
        databases: what opens a database.
        frameworks: how functions are handed to frameworks, and when those run them.
        memory: what is memory of the process, and which verbs change it.
        services: what looks for a backing service, and where it is told its address.
        log_files: what sends logs to a file.
        kept_files: what keeps data in local files, and what reads it.
        web_requests: who ends TLS, forces HTTPS, trusts the forwarded scheme, or speaks something else than HTTP.
        attributes: what shares attributes between all requests.
        random_keys: what makes and what takes a key.
        background: what goes on beside the requests.
        backends: what keeps sessions, caches, limits, queues and jobs.
    """

    platform: Platform = field(default_factory=Platform)
    env_readers: Mapping[str, EnvReader] = field(default_factory=dict)
    env_mappings: frozenset[str] = frozenset()
    settings_bases: frozenset[str] = frozenset()
    server_commands: tuple[ServerCommand, ...] = ()
    front_servers: frozenset[str] = frozenset()
    base_image: Callable[[str], BaseImage] = _not_known
    server_calls: Mapping[str, ServerCall] = field(default_factory=dict)
    server_settings: tuple[ServerSettings, ...] = ()
    command_runners: Mapping[str, Place] = field(default_factory=dict)
    option_definers: Mapping[str, OptionDefiner] = field(default_factory=dict)
    databases: Databases = field(default_factory=Databases)
    frameworks: Frameworks = field(default_factory=Frameworks)
    memory: Memory = field(default_factory=Memory)
    services: Services = field(default_factory=Services)
    log_files: LogFiles = field(default_factory=LogFiles)
    kept_files: KeptFiles = field(default_factory=KeptFiles)
    attributes: Attributes = field(default_factory=Attributes)
    random_keys: RandomKeys = field(default_factory=RandomKeys)
    background: BackgroundWork = field(default_factory=BackgroundWork)
    backends: Backends = field(default_factory=Backends)
    temp_files: TempFiles = field(default_factory=TempFiles)
    web_requests: WebRequests = field(default_factory=WebRequests)


def installed() -> Knowledge:
    """The tables that the installed rules bring (the entry point `tables` in the group `runready.knowledge`)."""
    from importlib.metadata import entry_points

    for entry in entry_points(group="runready.knowledge"):
        found = entry.load()
        if isinstance(found, Knowledge):
            return found
    return Knowledge()
