import os
import time

import redis.asyncio as redis
from sanic import Sanic, json
from sanic.views import HTTPMethodView

from items import bp

app = Sanic("items")
app.blueprint(bp)
app.config.update({"REQUEST_TIMEOUT": 60})
app.config.FALLBACK_ERROR_FORMAT = "json"


@app.before_server_start
async def connect(app, loop):
    app.ctx.redis = redis.from_url(os.environ["REDIS_URL"])
    app.ctx.routes = {}
    for route in app.router.routes:
        app.ctx.routes[route.name] = route.path


@app.after_server_stop
async def disconnect(app, loop):
    await app.ctx.redis.aclose()
    app.ctx.redis = None


@app.on_request
async def start(request):
    request.ctx.started = time.monotonic()
    request.ctx.notes = {}
    request.ctx.notes["path"] = request.path


@app.on_response
async def stop(request, response):
    response.headers["X-Seconds"] = f"{time.monotonic() - request.ctx.started:.3f}"
    response.headers.add("X-Path", request.ctx.notes["path"])


class HitsView(HTTPMethodView):
    decorators = []

    async def get(self, request):
        hits = await request.app.ctx.redis.incr("hits")
        return json({"hits": hits, "routes": len(request.app.ctx.routes)})


app.add_route(HitsView.as_view(), "/hits")

if __name__ == "__main__":
    app.run(host="0.0.0.0", port=int(os.environ.get("PORT", 8080)), single_process=True)
