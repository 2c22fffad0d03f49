import os

from sanic import Sanic, redirect
from sanic.response import json

from inventory.aws import notify


def create_app():
    app = Sanic("inventory")
    app.config.PROXIES_COUNT = 1
    app.config.REQUEST_TIMEOUT = 100

    @app.on_request
    async def https(request):
        if request.headers.get("x-forwarded-proto", "https") != "https":
            return redirect("https://" + request.host + request.path)

    @app.post("/items")
    async def add(request):
        notify(request.json["name"])
        return json({"ok": True}, status=201)

    return app


if __name__ == "__main__":
    create_app().run(dev=True, port=int(os.environ.get("PORT", 8000)))
