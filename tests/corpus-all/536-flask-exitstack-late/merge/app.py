import os
import subprocess
from contextlib import ExitStack

from flask import Flask, request

from .parts import Job, locked, scratch

app = Flask(__name__)


@app.post("/merge")
def merge():
    with ExitStack() as stack:
        target = os.path.join(scratch(stack), "merged.pdf")
        sources = [stack.enter_context(locked(u)) for u in request.files.getlist("part")]
        subprocess.run(["qpdf", "--empty", "--pages", *sources, "--", target], check=True)
        with open(target, "rb") as f:
            return f.read(), {"Content-Type": "application/pdf"}


@app.post("/split")
def split():
    job = Job()
    request.files["document"].save(job.path("in.pdf"))
    subprocess.run(["qpdf", "--split-pages", job.path("in.pdf"), job.path("page.pdf")], check=True)
    return {"pages": len(os.listdir(job.folder.name)) - 1}
