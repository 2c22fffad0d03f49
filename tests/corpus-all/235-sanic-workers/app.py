from sanic import Sanic, Websocket
from sanic.request import Request
from sanic.response import json

import db

app = Sanic("inventory")
app.config.FALLBACK_ERROR_FORMAT = "json"


@app.before_server_start
async def connect(app, _):
    app.ctx.db = db.connect()


@app.get("/items")
async def items(request: Request):
    found = await request.app.ctx.db.items.find().to_list(100)
    return json([i["name"] for i in found])


@app.websocket("/feed")
async def feed(request: Request, ws: Websocket):
    async for message in ws:
        await ws.send(message)


if __name__ == "__main__":
    ssl = {"cert": "/etc/tls/cert.pem", "key": "/etc/tls/key.pem"}
    app.run(host="0.0.0.0", port=9443, ssl=ssl, dev=True)
