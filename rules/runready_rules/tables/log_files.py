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
    streams={
        "logging.StreamHandler": (0, "stream"),
        "logging.basicConfig": (-1, "stream"),
        "loguru.logger.add": (0, "sink"),
        "structlog.WriteLoggerFactory": (0, "file"),
        "structlog.PrintLoggerFactory": (0, "file"),
        "structlog.BytesLoggerFactory": (0, "file"),
        "structlog.WriteLogger": (0, "file"),
        "structlog.PrintLogger": (0, "file"),
        "structlog.BytesLogger": (0, "file"),
        "eliot.to_file": (0, "output_file"),
        "eliot.FileDestination": (-1, "file"),
        "twisted.python.log.startLogging": (0, "file"),
        "twisted.python.log.FileLogObserver": (0, "f"),
        "twisted.logger.textFileLogObserver": (0, "outFile"),
        "twisted.logger.jsonFileLogObserver": (0, "outFile"),
    },
    openers={
        "builtins.open": (0, "file"),
        "io.open": (0, "file"),
        "codecs.open": (0, "filename"),
        "twisted.python.logfile.DailyLogFile": (0, "name"),
        "twisted.python.logfile.DailyLogFile.fromFullPath": (0, "filename"),
        "twisted.python.logfile.LogFile": (0, "name"),
        "twisted.python.logfile.LogFile.fromFullPath": (0, "filename"),
    },
    classes=frozenset(_HANDLERS),
    configurers={
        "logging.config.dictConfig": (0, "config"),
        "uvicorn.run": (-1, "log_config"),
        "uvicorn.Config": (-1, "log_config"),
        "sanic.Sanic": (-1, "log_config"),
    },
    settings=frozenset({"LOGGING"}),
    sink_lists={"loguru.logger.configure": (-1, "handlers")},
    attributes={
        "tornado.options.options": frozenset({"log_file_prefix"}),
        "sys": frozenset({"stdout", "stderr"}),
    },
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
