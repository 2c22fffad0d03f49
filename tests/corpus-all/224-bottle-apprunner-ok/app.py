import os

import bottle
from bottle import HTTPError, get, post, request, run

from pages import load, save

PORT = os.environ.get("SERVER_PORT", 8081)


@get("/page/<name>")
def page(name):
    found = load(name)
    if not found:
        raise HTTPError(404, "no such page")
    return found["html"]


@post("/page/<name>")
def edit(name):
    save(name, request.forms.get("html"))
    bottle.redirect(f"/page/{name}")


if __name__ == "__main__":
    run(server="cheroot", host="0.0.0.0", port=int(PORT))
