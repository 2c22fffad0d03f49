import io
import os
import tempfile
from pathlib import Path

from flask import Flask, request, send_file
from PIL import Image

app = Flask(__name__)
WORK = os.environ.get("WORK_DIR", "/tmp/work")


@app.post("/a")
def a():
    with tempfile.TemporaryDirectory() as folder:
        request.files["f"].save(os.path.join(folder, "x.png"))
        (Path(folder) / "y.txt").write_text("y")
        image = Image.open(os.path.join(folder, "x.png"))
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        return send_file(buffer)


@app.post("/b")
def b():
    path = os.path.join(WORK, "x.bin")
    try:
        with open(path, "wb") as f:
            f.write(request.data)
        return "ok"
    finally:
        os.unlink(path)


@app.post("/c")
def c():
    with open(os.path.join(os.environ["DATA_DIR"], "x"), "wb") as f:
        f.write(request.data)
    return "ok"
