CONFIG = {
    "version": 1,
    "formatters": {"line": {"format": "%(levelname)s %(message)s"}},
    "handlers": {
        "daily": {
            "()": "logging.handlers.TimedRotatingFileHandler",
            "filename": "/var/log/app/app.log",
            "when": "D",
            "formatter": "line",
        },
        "out": {"class": "logging.StreamHandler"},
    },
    "root": {"level": "INFO", "handlers": ["daily", "out"]},
}
