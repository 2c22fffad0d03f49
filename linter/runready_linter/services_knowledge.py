"""Records of the tables about what an application reaches or writes outside of its code: services, logs, files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Where an argument stands: its position (from 0; -1: by keyword only) and its keyword.
Place = tuple[int, str]


@dataclass(frozen=True, slots=True)
class ServiceCall:
    """A callable that looks for a service.

    Args:
        product: how messages name it.
        addresses: where arguments stand that are addresses: a host, `host:port`, a URL, a connection string, a
            (host, port) pair, a mapping with such entries, or a list of those.
        default: the address that it takes where none of them is given; "" where it then takes none.
        unless: keywords with which it takes no address of its own; `variable`: what stands in for the default.
        request: it sends one request, and counts only while the service serves.
    """

    product: str
    addresses: tuple[Place, ...]
    default: str = ""
    unless: tuple[str, ...] = ()
    request: bool = False
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Services:
    """What looks for a service, and where it is told its address.

    Args:
        calls: by dotted path.
        settings: names of framework settings that hold an address or a mapping with some, with the product.
        keys: of such mappings and of mappings that are handed to `calls`: the entries that are addresses.
        schemes: of URLs that can only be a backing service's, each with the product's name; a URL without a host
            means this machine.
        programs: by product, the programs that are the service itself.
        supervisors: programs that start others, which their own configuration names.
    """

    calls: Mapping[str, ServiceCall] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    schemes: Mapping[str, str] = field(default_factory=dict)
    programs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    supervisors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LogFiles:
    """What sends logs to a file.

    Args:
        calls: by dotted path, callables that write logs to the file which an argument names.
        streams: by dotted path, callables that write logs to the open file which an argument is; `openers`: callables
            that open one, each with where its name stands.
        classes: dotted paths of handlers as a logging configuration names them.
        configurers: callables that take a logging configuration (a mapping), and where it stands.
        sink_lists: callables that take a list of mappings with a `sink`, and where it stands.
        settings: names of framework settings that hold such a mapping.
        attributes: of objects by dotted path: setting one names a log file.
        server_settings: names at the top of gunicorn's configuration file that name a log file.
        options: by server, the options of its command that name a log file.
        sinks: names that stand for a standard stream; `sink_folders`: beginnings of the names of no files of the storage.
    """

    calls: Mapping[str, Place] = field(default_factory=dict)
    streams: Mapping[str, Place] = field(default_factory=dict)
    openers: Mapping[str, Place] = field(default_factory=dict)
    classes: frozenset[str] = frozenset()
    configurers: Mapping[str, Place] = field(default_factory=dict)
    sink_lists: Mapping[str, Place] = field(default_factory=dict)
    settings: frozenset[str] = frozenset()
    attributes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    server_settings: frozenset[str] = frozenset()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sinks: frozenset[str] = frozenset()
    sink_folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """What keeps data in local files, beside the writers that `TempFiles` has, and what reads it.

    Args:
        storages: classes whose `save` writes to a local folder.
        default_storages: objects that stand for the default storage.
        stores: by dotted path, other constructors that choose a local folder, and where that stands.
        fields: model fields whose files go to the default storage.
        other: names of `TempFiles` callables whose files are copies of something kept elsewhere.
        path_methods: methods of a path that write its file; None: always, else where the mode stands.
        readers: by dotted path, callables that fail where a file is absent, and where its path and its mode stand.
        reader_methods: methods of a path that do.
        testers: last names of callables that tell whether a file is there, or list those that are.
        absence: names of exceptions that an absent file raises, their bases included.
        error_handlers: last names of callables that register what answers an exception, their first argument.
        passing: words in a name that say that a file is not meant to last.
        movers: callables that move a file from their first argument to their second.
        images: beginnings of the dotted paths of objects whose `save` takes a path and a format.
        uploads: names of a request's attributes that hold the files which it brings.
    """

    storages: frozenset[str] = frozenset()
    default_storages: frozenset[str] = frozenset()
    stores: Mapping[str, Place] = field(default_factory=dict)
    fields: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    path_methods: Mapping[str, Place | None] = field(default_factory=dict)
    readers: Mapping[str, tuple[Place, Place | None]] = field(default_factory=dict)
    reader_methods: frozenset[str] = frozenset()
    testers: frozenset[str] = frozenset()
    absence: frozenset[str] = frozenset()
    error_handlers: frozenset[str] = frozenset()
    passing: frozenset[str] = frozenset()
    movers: frozenset[str] = frozenset()
    images: tuple[str, ...] = ()
    uploads: frozenset[str] = frozenset()
