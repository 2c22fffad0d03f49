from sanic import Sanic, redirect
from sanic.response import json

from inventory.store import init
from inventory.aws import notify


def create_app():
    app = Sanic("inventory")

    @app.on_request
    async def https(request):
        if request.scheme != "https":
            return redirect("https://" + request.host + request.path)

    @app.before_server_start
    async def setup(app):
        await init()

    @app.post("/items")
    async def add(request):
        notify(request.json["name"])
        return json({"ok": True}, status=201)

    return app
