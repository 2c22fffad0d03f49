import os
import shutil
import subprocess
import tempfile

from bottle import HTTPResponse, default_app, post, request, static_file

app = default_app()


def compile_now(folder):
    try:
        subprocess.run(["pdflatex", "-output-directory", folder, os.path.join(folder, "a.tex")])
        with open(os.path.join(folder, "a.pdf"), "rb") as f:
            return f.read()
    finally:
        shutil.rmtree(folder)


@post("/compile")
def compile_document():
    body = request.body.read()
    with tempfile.TemporaryDirectory(prefix="latex") as folder:
        source = os.path.join(folder, "a.tex")
        with open(source, "wb") as f:
            f.write(body)
        subprocess.run(["pdflatex", "-output-directory", folder, source])
        with open(os.path.join(folder, "a.pdf"), "rb") as f:
            return HTTPResponse(f.read(), content_type="application/pdf")


@post("/check")
def check_document():
    body = request.body.read()
    with tempfile.NamedTemporaryFile(suffix=".tex") as f:
        f.write(body)
        f.flush()
        done = subprocess.run(["chktex", f.name], capture_output=True)
        return done.stdout


@post("/empty")
def empty_document():
    return compile_now(tempfile.mkdtemp())


def logo():
    return static_file("logo.png", root="/app/static")
