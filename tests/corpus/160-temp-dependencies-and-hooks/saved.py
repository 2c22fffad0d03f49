import os
from pathlib import Path

from flask import Flask, request

app = Flask(__name__)
app.config["UPLOAD_FOLDER"] = "/tmp/uploads"
SCRATCH = Path("/tmp")


@app.post("/keep")
def keep():
    f = request.files["f"]
    f.save(os.path.join(app.config["UPLOAD_FOLDER"], f.filename))
    return "kept"


@app.post("/raw")
def raw():
    (SCRATCH / request.args["name"]).write_bytes(request.data)
    return "ok"
