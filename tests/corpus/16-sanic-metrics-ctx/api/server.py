import os
import time

from prometheus_client import Counter
from sanic import Sanic
from sanic.response import json, text

REQUESTS = Counter("requests", "requests served")
LABELS = {}

app = Sanic("metrics")


@app.before_server_start
async def load_labels(app, loop):
    LABELS.update({"region": os.environ.get("AWS_REGION", "eu-west-1")})


@app.middleware("request")
async def start_clock(request):
    request.ctx.started = time.monotonic()
    REQUESTS.inc()


@app.middleware("response")
async def stop_clock(request, response):
    response.headers["X-Seconds"] = str(time.monotonic() - request.ctx.started)


@app.get("/")
async def index(request):
    out = LABELS.copy()
    out["path"] = request.path
    return json(out)


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=int(os.getenv("PORT") or 8080), single_process=True)
