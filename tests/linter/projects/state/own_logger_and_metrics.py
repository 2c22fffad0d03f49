import logging
import threading

from fastapi import FastAPI
from prometheus_client import Counter

app = FastAPI()
log = logging.getLogger(__name__)
HITS = Counter("hits", "hits", ["path"])
local = threading.local()


@app.get("/")
def index():
    log.handlers.append(None)
    HITS.labels("x").inc()
    local.user = 1
    local.stack = []
    local.stack.append(1)
