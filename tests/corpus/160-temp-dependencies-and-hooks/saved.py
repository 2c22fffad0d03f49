import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.http import HttpResponse
from flask import Flask, request

app = Flask(__name__)
app.config["UPLOAD_FOLDER"] = "/tmp/uploads"
SCRATCH = Path("/tmp")


@app.post("/keep")
def keep():
    f = request.files["f"]
    f.save(os.path.join(app.config["UPLOAD_FOLDER"], f.filename))
    return "kept"


def store(request):
    name = FileSystemStorage(location="/tmp/store").save("upload", request.FILES["f"])
    return HttpResponse(name)


@app.post("/raw")
def raw():
    (SCRATCH / request.args["name"]).write_bytes(request.data)
    return "ok"
