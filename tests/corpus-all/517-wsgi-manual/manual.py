import os
from wsgiref.util import FileWrapper

from pages import Pages

pages = Pages(os.path.join(os.path.dirname(__file__), "pages"))


def application(environ, start_response):
    path = environ["PATH_INFO"].lstrip("/")
    if path == "manual.pdf":
        pdf = open(os.path.join(os.path.dirname(__file__), "manual.pdf"), "rb")
        start_response("200 OK", [("Content-Type", "application/pdf")])
        return environ.get("wsgi.file_wrapper", FileWrapper)(pdf)
    text = pages.text(path or "index")
    if text is None:
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"no such page"]
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [text.encode()]
