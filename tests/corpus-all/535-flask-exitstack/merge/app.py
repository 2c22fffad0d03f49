import os
import subprocess
import tempfile
from contextlib import ExitStack

from flask import Flask, request

from .parts import Job, part, scratch

app = Flask(__name__)


@app.post("/merge")
def merge():
    with ExitStack() as stack:
        target = os.path.join(scratch(stack), "merged.pdf")
        sources = [part(stack, u) for u in request.files.getlist("part")]
        subprocess.run(["qpdf", "--empty", "--pages", *sources, "--", target], check=True)
        with open(target, "rb") as f:
            return f.read(), {"Content-Type": "application/pdf"}


@app.post("/split")
def split():
    with Job() as job:
        request.files["document"].save(job.path("in.pdf"))
        subprocess.run(["qpdf", "--split-pages", job.path("in.pdf"), job.path("page.pdf")], check=True)
        return {"pages": len(os.listdir(job.folder)) - 1}


@app.post("/encrypt")
def encrypt():
    stack = ExitStack()
    fd, path = tempfile.mkstemp()
    stack.callback(os.unlink, path)
    stack.callback(os.close, fd)
    with stack:
        request.files["document"].save(path)
        subprocess.run(["qpdf", "--encrypt", request.form["password"], path], check=True)
        with open(path, "rb") as f:
            return f.read()
