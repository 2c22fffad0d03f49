import logging
import logging.handlers
import os
import sys
from datetime import datetime
from logging import FileHandler, StreamHandler, getLogger
from logging.handlers import RotatingFileHandler, TimedRotatingFileHandler, WatchedFileHandler
from pathlib import Path

import structlog
from concurrent_log_handler import ConcurrentRotatingFileHandler
from flask import Flask
from flask.logging import default_handler
from loguru import logger
from pythonjsonlogger import jsonlogger

app = Flask(__name__)
LOG_DIR = Path(__file__).parent / "logs"
LOG_DIR.mkdir(exist_ok=True)
LOG_FILE = LOG_DIR / f"{datetime.now():%Y-%m-%d}.log"
log = getLogger(__name__)

logging.basicConfig(filename="app.log")  # <- AR304
logging.basicConfig(filename=str(LOG_FILE), level=logging.DEBUG)  # <- AR304
logging.basicConfig(handlers=[FileHandler(LOG_FILE)])  # <- AR304
logging.basicConfig(stream=open("stream.log", "a"))  # <- AR304
log.addHandler(FileHandler("a.log"))  # <- AR304
log.addHandler(logging.FileHandler(filename=os.path.join("logs", "b.log")))  # <- AR304
log.addHandler(RotatingFileHandler("c.log", maxBytes=1))  # <- AR304
log.addHandler(logging.handlers.TimedRotatingFileHandler("/var/log/d.log", "D"))  # <- AR304
log.addHandler(WatchedFileHandler("e.log"))  # <- AR304
log.addHandler(ConcurrentRotatingFileHandler("f.log"))  # <- AR304
app.logger.addHandler(FileHandler(os.getenv("LOG_FILE", "g.log")))  # <- AR304
log.addHandler(StreamHandler(open("h.log", "a")))  # <- AR304
logger.add("file_{time}.log")  # <- AR304
logger.add(sink=LOG_DIR / "i.log", rotation="1 day")  # <- AR304
logger.add(open("j.log", "w"))  # <- AR304
logger.configure(handlers=[{"sink": sys.stdout}, {"sink": "k.log"}])  # <- AR304
structlog.configure(
    processors=[],
    logger_factory=structlog.WriteLoggerFactory(  # <- AR304
        file=Path("app").with_suffix(".log").open("wt"),
    ),
)


def make_handler(name, level):
    handler = RotatingFileHandler(f"logs/{name}.log")  # <- AR304
    handler.setLevel(level)
    return handler


log.addHandler(make_handler("l", logging.INFO))


class Logger:
    def __init__(self, file="m.log"):
        self.logger = logging.getLogger("x")
        self.logger.addHandler(logging.FileHandler(file, encoding="utf-8"))  # <- AR304


audit = Logger()


class MyHandler(RotatingFileHandler):
    pass


log.addHandler(MyHandler("n.log"))  # <- AR304


class DailyHandler(TimedRotatingFileHandler):
    def __init__(self):
        super().__init__("o.log", when="midnight")  # <- AR304


log.addHandler(DailyHandler())
sys.stdout = open("p.log", "w")  # <- AR304
sys.stderr = open("q.log", "w", buffering=1)  # <- AR304


def setup(app):
    if not app.debug:
        fh = FileHandler("r.log")  # <- AR304
        app.logger.addHandler(fh)


setup(app)
