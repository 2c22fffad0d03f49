import logging.config
import os

import structlog
from flask import Flask, request

import audit
import log_setup

logging.config.dictConfig(log_setup.CONFIG)
structlog.configure(logger_factory=structlog.WriteLoggerFactory(file=open("events.jsonl", "at")))
events = structlog.get_logger()

app = Flask(__name__)


@app.post("/events")
def event():
    events.info("event", **request.json)
    audit.log.warning("event by %s", request.remote_addr)
    return "", 204
