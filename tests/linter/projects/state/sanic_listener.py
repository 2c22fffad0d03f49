from sanic import Sanic
from sanic.response import text

app = Sanic("x")
cache = {}
hits = []  # <- AR201


@app.listener("before_server_start")
async def prepare(app, loop):
    cache["a"] = 1


@app.get("/")
async def index(request):
    hits.append(request.ip)
    return text("ok")
