import io
import os
import tempfile
import zipfile

from webob import Request, Response
from webob.exc import HTTPNotFound

DOCS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "docs")


def page(name):
    path = os.path.join(DOCS, name + ".html")
    if not os.path.isfile(path):
        raise HTTPNotFound()
    with open(path) as f:
        return Response(f.read())


def bundle():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name in os.listdir(DOCS):
            z.write(os.path.join(DOCS, name), name)
    return Response(body=out.getvalue(), content_type="application/zip")


def checksum(request):
    import hashlib

    digest = hashlib.sha256()
    with tempfile.SpooledTemporaryFile(1 << 20) as body:
        for chunk in iter(lambda: request.body_file.read(65536), b""):
            body.write(chunk)
            digest.update(chunk)
    return Response(digest.hexdigest())


def application(environ, start_response):
    request = Request(environ)
    try:
        if request.path_info == "/bundle.zip":
            response = bundle()
        elif request.method == "POST":
            response = checksum(request)
        else:
            response = page(request.path_info.strip("/") or "index")
    except HTTPNotFound as error:
        response = error
    return response(environ, start_response)
