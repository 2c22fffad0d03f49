import html
import os
import shelve
import uuid
from urllib.parse import parse_qs

from store import PasteStore

store = PasteStore("pastes")


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] == "POST":
        length = int(environ.get("CONTENT_LENGTH") or 0)
        form = parse_qs(environ["wsgi.input"].read(length).decode())
        key = store.add(form["text"][0], form.get("author", ["anonymous"])[0])
        start_response("303 See Other", [("Location", "/" + key)])
        return [b""]
    if path == "/":
        start_response("200 OK", [("Content-Type", "text/html")])
        return [b"<form method=post><textarea name=text></textarea><button>paste</button></form>"]
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [f"<pre>{html.escape(store.text(path[1:]))}</pre>".encode()]
