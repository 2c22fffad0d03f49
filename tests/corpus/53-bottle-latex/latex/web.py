import os
import subprocess
import tempfile
import threading

from bottle import HTTPResponse, default_app, post, request, static_file

app = default_app()


def compile_later(folder):
    subprocess.run(["pdflatex", "-output-directory", folder, os.path.join(folder, "a.tex")])


@post("/compile")
def compile_document():
    folder = tempfile.mkdtemp(prefix="latex")
    with open(os.path.join(folder, "a.tex"), "wb") as f:
        f.write(request.body.read())
    threading.Thread(target=compile_later, args=(folder,)).start()
    return HTTPResponse(status=202)


@post("/check")
def check_document():
    with tempfile.NamedTemporaryFile(suffix=".tex", delete=False) as f:
        f.write(request.body.read())
    try:
        done = subprocess.run(["chktex", f.name], capture_output=True)
        return done.stdout
    finally:
        os.unlink(f.name)


@post("/logo")
def logo():
    upload = request.files.get("logo")
    upload.save("/tmp/logo.png", overwrite=True)
    return static_file("logo.png", root="/tmp")
