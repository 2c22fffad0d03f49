import logging.config
import os
import sys

CONFIG = {
    "version": 1,
    "handlers": {
        "default": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"},
        "rotating": {
            "class": "logging.handlers.RotatingFileHandler",  # <- AR304
            "filename": os.path.join(os.getcwd(), "app.log"),
        },
        "unused": {"class": "logging.FileHandler", "filename": "unused.log"},
        "out": {"class": "logging.FileHandler", "filename": "/dev/stdout"},
    },
    "root": {"handlers": ["default", "rotating", "out"], "level": "INFO"},
}
logging.config.dictConfig(CONFIG)
