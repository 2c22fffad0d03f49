import shelve as store

from bottle import post, request


@post("/remember")
def remember():
    with store.open("/data/memory") as d:
        d[request.forms.get("k")] = request.forms.get("v")
