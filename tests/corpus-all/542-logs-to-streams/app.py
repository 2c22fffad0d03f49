import logging.config
import os
import sys

import structlog
from flask import Flask, request
from loguru import logger

import log_setup

logging.config.dictConfig(log_setup.CONFIG)
structlog.configure(logger_factory=structlog.WriteLoggerFactory(file=sys.stdout))
logger.add(sys.stderr, level="WARNING")
logger.add(lambda message: print(message, end=""), level="ERROR")
events = structlog.get_logger()

app = Flask(__name__)


@app.post("/events")
def event():
    events.info("event", **request.json)
    return "", 204
