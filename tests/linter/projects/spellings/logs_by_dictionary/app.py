import logging.config
from logging.config import dictConfig

import uvicorn
from flask import Flask

import conf

logging.config.dictConfig(conf.BASE)
dictConfig(
    {
        "version": 1,
        "handlers": {"file": {"class": "logging.handlers.TimedRotatingFileHandler", "filename": "t.log"}},  # <- AR304
        "root": {"handlers": ["file"]},
    }
)
app = Flask(__name__)
