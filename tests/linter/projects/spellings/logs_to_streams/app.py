import logging
import os
import sys
from logging.handlers import HTTPHandler, MemoryHandler, QueueHandler, SysLogHandler

import watchtower
from flask import Flask
from loguru import logger

app = Flask(__name__)
logging.basicConfig(level=logging.INFO)
logging.basicConfig(stream=sys.stdout)
logging.basicConfig(handlers=[logging.StreamHandler(sys.stdout)])
log = logging.getLogger()
log.addHandler(logging.StreamHandler())
log.addHandler(SysLogHandler(address=(os.environ["SYSLOG"], 514)))
log.addHandler(HTTPHandler(os.environ["H"], "/"))
log.addHandler(MemoryHandler(10, target=logging.StreamHandler()))
log.addHandler(logging.NullHandler())
log.addHandler(logging.FileHandler("/dev/stderr"))
log.addHandler(logging.FileHandler("/proc/1/fd/1"))
logger.add(sys.stderr, format="x")
logger.add("/dev/stdout")
if app.debug:
    log.addHandler(logging.FileHandler("debug.log"))
if os.environ.get("ENV") == "development":
    logging.basicConfig(filename="dev.log")
logging.basicConfig(filename=os.environ.get("LOG_FILE"))
filename = None
logging.basicConfig(filename=filename)




@app.cli.command()
def job():
    logging.basicConfig(filename="job.log")
