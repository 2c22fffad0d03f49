import os.path

HERE = os.path.dirname(os.path.abspath(__file__))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"simple": {"format": "%(asctime)s %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "simple"},
        "access": {
            "class": "logging.handlers.TimedRotatingFileHandler",
            "filename": os.path.join(HERE, "access.log"),
            "when": "midnight",
            "formatter": "simple",
        },
    },
    "loggers": {
        "tornado.access": {"handlers": ["access"], "level": "INFO"},
        "reports": {"handlers": ["stderr"], "level": "INFO"},
    },
}
