import os

import bottle
from bottle import HTTPError, get, post, request, run

from pages import load, save
from search import find

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


@get("/search")
def search():
    return {"hits": find(request.query.q)}


if __name__ == "__main__":
    run(host="0.0.0.0", port=PORT, debug=True, reloader=True)
