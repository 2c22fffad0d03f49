import os

LOG_DIR = os.path.join(os.path.dirname(__file__), "logs")


def handler(name):
    return {"class": "logging.FileHandler", "filename": os.path.join(LOG_DIR, name)}


BASE = {
    "version": 1,
    "formatters": {"f": {"format": "%(message)s"}},
    "handlers": {
        "a": {
            "class": "logging.FileHandler",  # <- AR304
            "filename": "a.log",
        },
        "b": {"class": "logging.handlers.RotatingFileHandler", "filename": f"{LOG_DIR}/b.log"},  # <- AR304
        "c": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"},
        "unused": {"class": "logging.FileHandler", "filename": "unused.log"},
        "d": dict(
            filename="d.log",
            **{"class": "logging.handlers.WatchedFileHandler"},
        ),
    },
    "loggers": {"": {"handlers": ["a", "c"]}, "x": {"handlers": ["b"], "propagate": False}},
}
