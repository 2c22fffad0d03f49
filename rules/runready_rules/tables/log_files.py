"""What sends logs to a local file.

Sources: the standard library's `logging`, `logging.handlers` and `logging.config` pages; the documentation of loguru,
gunicorn 23 (settings `accesslog`, `errorlog`), hypercorn, daphne and uWSGI.
"""

from __future__ import annotations

from runready_linter.services_knowledge import LogFiles, Place

_FILE: Place = (0, "filename")

_HANDLERS: dict[str, Place] = {
    "logging.FileHandler": _FILE,
    "logging.handlers.RotatingFileHandler": _FILE,
    "logging.handlers.TimedRotatingFileHandler": _FILE,
    "logging.handlers.WatchedFileHandler": _FILE,
    "logging.handlers.BaseRotatingHandler": _FILE,
    "concurrent_log_handler.ConcurrentRotatingFileHandler": _FILE,
    "concurrent_log_handler.ConcurrentTimedRotatingFileHandler": _FILE,
    "cloghandler.ConcurrentRotatingFileHandler": _FILE,
    "logbook.FileHandler": _FILE,
    "logbook.RotatingFileHandler": _FILE,
    "logbook.TimedRotatingFileHandler": _FILE,
    "logbook.MonitoringFileHandler": _FILE,
}

LOG_FILES = LogFiles(
    calls={
        **_HANDLERS,
        "logging.basicConfig": (-1, "filename"),
        "loguru.logger.add": (0, "sink"),
        "logzero.logfile": _FILE,
        "logzero.setup_logger": (-1, "logfile"),
        "logzero.setup_default_logger": (-1, "logfile"),
    },
    classes=frozenset(_HANDLERS),
    configurers={
        "logging.config.dictConfig": (0, "config"),
        "uvicorn.run": (-1, "log_config"),
        "uvicorn.Config": (-1, "log_config"),
        "sanic.Sanic": (-1, "log_config"),
    },
    settings=frozenset({"LOGGING"}),
    attributes={"tornado.options.options": frozenset({"log_file_prefix"})},
    server_settings=frozenset({"accesslog", "errorlog", "access_logfile", "error_logfile", "logfile"}),
    options={
        "gunicorn": ("--access-logfile", "--error-logfile", "--log-file"),
        "hypercorn": ("--access-logfile", "--access-log", "--error-logfile", "--error-log", "--log-file"),
        "daphne": ("--access-log",),
        "uWSGI": ("--logto", "--logto2", "--daemonize", "--req-logger"),
    },
    sinks=frozenset({"-", "nul", "NUL"}),
    sink_folders=("/dev/", "/proc/"),
)
