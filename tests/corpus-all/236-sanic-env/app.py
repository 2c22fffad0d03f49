import os

from sanic import Sanic
from sanic.request import Request
from sanic.response import json

import db

app = Sanic("inventory", env_prefix="INVENTORY_")
app.config.PROXIES_COUNT = 1


@app.before_server_start
async def connect(app, _):
    app.ctx.db = db.connect()


@app.get("/items")
async def items(request: Request):
    found = await request.app.ctx.db.items.find().to_list(100)
    return json([i["name"] for i in found])


if __name__ == "__main__":
    app.run(
        host="0.0.0.0",
        port=int(os.environ["PORT"]),
        single_process=True,
        debug=os.environ.get("DEBUG") == "true",
        access_log=True,
    )
