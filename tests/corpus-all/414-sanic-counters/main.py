import asyncio
import os

from sanic import Sanic, json
from sanic.views import HTTPMethodView

from blueprints.jobs import bp as jobs_bp

app = Sanic("counters")
app.blueprint(jobs_bp)
app.config.MODE = "normal"


@app.before_server_start
async def prepare(app, _):
    app.ctx.hits = 0
    app.ctx.ready = True


async def heartbeat(app):
    while True:
        await asyncio.sleep(30)
        print("alive", app.ctx.hits)


app.add_task(heartbeat)


@app.on_request
async def count(request):
    request.app.ctx.hits += 1
    request.ctx.started = True


@app.get("/hits")
async def hits(request):
    return json({"hits": request.app.ctx.hits, "mode": request.app.config.MODE})


class ModeView(HTTPMethodView):
    changes = []

    async def get(self, request):
        return json(self.changes)

    async def put(self, request):
        request.app.config.MODE = request.json["mode"]
        self.changes.append(request.json["mode"])
        return json({"ok": True})


app.add_route(ModeView.as_view(), "/mode")

if __name__ == "__main__":
    app.run(host="0.0.0.0", port=int(os.environ.get("PORT", 8080)), single_process=True)
