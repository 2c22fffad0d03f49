import os
import subprocess
import tempfile
import threading
import uuid
from pathlib import Path

from flask import Flask, Response, request, send_file, session, stream_with_context

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]


@app.get("/timer")
def timer():
    fd, path = tempfile.mkstemp(suffix=".csv")
    threading.Timer(60, os.remove, [path]).start()
    os.close(fd)
    return send_file(path)


@app.post("/stream")
def stream():
    handle = tempfile.NamedTemporaryFile(delete=False)

    def generate():
        try:
            with open(handle.name, "rb") as source:
                while block := source.read(8192):
                    yield block
        finally:
            os.remove(handle.name)

    try:
        handle.write(request.get_data())
        handle.close()
    except BaseException:
        os.remove(handle.name)
        raise
    return Response(stream_with_context(generate()))


@app.post("/closing")
def closing():
    name = f"/tmp/{uuid.uuid4()}.bin"
    response = Response(mimetype="application/octet-stream")

    @response.call_on_close
    def cleanup():
        if os.path.exists(name):
            os.remove(name)

    request.files["f"].save(name)
    with open(name, "rb") as source:
        response.set_data(source.read()[::-1])
    return response


@app.post("/sibling")
def sibling():
    with tempfile.NamedTemporaryFile(suffix=".md") as source:
        source.write(request.get_data())
        source.flush()
        target = Path(source.name).with_suffix(".html")
        target.write_text(subprocess.run(["pandoc", source.name], capture_output=True, text=True).stdout)
        return target.read_text()


@app.post("/shell")
def shell():
    folder = tempfile.mkdtemp()
    try:
        request.files["f"].save(os.path.join(folder, "in"))
        return subprocess.check_output(["wc", "-l", os.path.join(folder, "in")])
    finally:
        subprocess.call(["rm", "-rf", folder])


@app.post("/per-user")
def per_user():
    folder = os.path.join("/tmp", "users", session["user"])
    os.makedirs(folder)
    request.files["f"].save(os.path.join(folder, "avatar.png"))
    return {"files": os.listdir(folder)}


@app.post("/exits")
def exits():
    class Scratch:
        def __enter__(self):
            self.path = tempfile.mkdtemp()
            return self.path

        def __exit__(self, *details):
            app.logger.info("done with %s", self.path)

    with Scratch() as path:
        return {"path": path}
