import asyncio
import atexit
import contextlib
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from tempfile import mkdtemp, mkstemp

import boto3
from django.http import HttpResponse
from django.views import View
from flask import Flask, current_app, request, send_file
from PIL import Image
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

app = Flask(__name__)
app.config["UPLOAD_FOLDER"] = "/tmp/uploads"
app.config.update(REPORTS=os.path.join(tempfile.gettempdir(), "reports"))
s3 = boto3.client("s3")
LATEST = {}


class Report(View):
    def post(self, request):
        path = mkstemp()[1]  # <- AR301
        with open(path, "wb") as f:
            for chunk in request.FILES["x"].chunks():
                f.write(chunk)
        data = self.read(path)
        os.remove(path)
        return HttpResponse(data)

    def put(self, request):
        d = mkdtemp()
        try:
            return HttpResponse(self.read(os.path.join(d, "a")))
        finally:
            shutil.rmtree(d)

    def read(self, path):
        with open(path, "rb") as f:
            return f.read()


@app.post("/config")
def config():
    f = request.files["f"]
    f.save(os.path.join(app.config["UPLOAD_FOLDER"], f.filename))  # <- AR301
    return "ok"


@app.post("/config2")
def config_removed():
    f = request.files["f"]
    target = os.path.join(current_app.config["REPORTS"], f.filename)
    try:
        f.save(target)
        return parse(target)
    finally:
        os.unlink(target)


@app.post("/condition")
def condition():
    big = request.content_length > 1000
    if big:
        fd, path = mkstemp()
        os.close(fd)
    try:
        return work(path if big else None)
    finally:
        if big:
            os.unlink(path)


@app.post("/two")
def two():
    a = tempfile.NamedTemporaryFile(delete=False)
    b = tempfile.NamedTemporaryFile(delete=False)
    try:
        merge(a.name, b.name)
        return "ok"
    finally:
        for name in (a.name, b.name):
            if os.path.exists(name):
                os.remove(name)


@app.post("/one-of-two")
def one_of_two():
    a = tempfile.NamedTemporaryFile(delete=False)
    b = tempfile.NamedTemporaryFile(delete=False)  # <- AR301
    try:
        merge(a.name, b.name)
        return "ok"
    finally:
        os.remove(a.name)


@app.post("/timer")
def timer():
    fd, path = mkstemp()
    os.close(fd)
    threading.Timer(60, os.remove, args=[path]).start()
    return send_file(path)


async def remove_later(path):
    await asyncio.sleep(60)
    os.remove(path)


async def task(request):
    path = f"/tmp/{uuid.uuid4()}"
    asyncio.create_task(remove_later(path))
    Path(path).write_bytes(await request.body())
    return FileResponse(path)


async def background(request):
    fd, path = mkstemp()
    os.close(fd)
    response = FileResponse(path)
    response.background = BackgroundTask(os.remove, path)
    return response


@app.post("/rm")
def rm():
    d = mkdtemp()
    try:
        return work(d)
    finally:
        subprocess.call(["rm", "-rf", d])


@app.post("/global")
def keeps():
    path = f"/tmp/{uuid.uuid4()}.png"
    Image.open(request.files["f"]).save(path)
    LATEST["path"] = path
    return "ok"


@app.get("/stack")
def stack():
    with contextlib.ExitStack() as stack:
        fd, path = mkstemp()
        stack.callback(os.unlink, path)
        with os.fdopen(fd, "wb") as f:
            s3.download_fileobj("b", "k", f)
        return work(path)


@app.get("/s3")
def s3_file():
    local = "/tmp/" + request.args["key"]
    s3.download_file("bucket", request.args["key"], local)  # <- AR301
    return work(local)


@app.get("/s3-removed")
def s3_removed():
    local = "/tmp/" + request.args["key"]
    s3.download_file("bucket", request.args["key"], local)
    try:
        return work(local)
    finally:
        os.remove(local)


@app.get("/retry")
def retry():
    for attempt in range(3):
        fd, path = mkstemp()
        os.close(fd)
        try:
            return work(path)
        except OSError:
            time.sleep(1)
        finally:
            os.unlink(path)
    return "failed", 500


@app.get("/retry-leak")
def retry_leak():
    for attempt in range(3):
        fd, path = mkstemp()  # <- AR301
        os.close(fd)
        try:
            result = work(path)
        except OSError:
            continue
        os.unlink(path)
        return result
    return "failed", 500


@app.get("/hook")
def at_exit():
    d = mkdtemp()  # <- AR301
    atexit.register(shutil.rmtree, d)
    return work(d)


@app.get("/work")
def directory_per_job():
    folder = Path(tempfile.gettempdir()) / uuid.uuid4().hex
    folder.mkdir()  # <- AR301
    (folder / "in").write_bytes(request.data)
    return work(folder)


@app.get("/work2")
def directory_removed():
    folder = Path(tempfile.gettempdir()) / uuid.uuid4().hex
    folder.mkdir()
    try:
        (folder / "in").write_bytes(request.data)
        return work(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@app.get("/nested")
def nested():
    with tempfile.TemporaryDirectory() as d:
        inner = mkdtemp(dir=d)
        out = Path(d) / "out.bin"
        out.write_bytes(work(inner))
        return shutil.make_archive(os.path.join(d, "all"), "zip", inner)


def sweep():
    for path in glob.glob("/tmp/cache-app/*"):
        os.remove(path)


@app.get("/swept")
def swept():
    with open(f"/tmp/cache-app/{request.args['k']}", "w") as f:
        f.write("x")
    return "ok"


def build_parser(*, debug=False):
    fd, path = mkstemp()
    os.close(fd)
    if debug:
        print(path)
    return path


@app.get("/passed")
def passes_on():
    path = build_parser()
    try:
        return work(path)
    finally:
        cleanup_file(path)


@app.get("/swallow")
def swallow():
    path = None
    try:
        path = build_parser()
        return work(path)
    except Exception as error:
        app.logger.exception(error)
        return "bad", 500
    finally:
        if path and os.path.isfile(path):
            try:
                os.unlink(path)
            except OSError:
                pass


@app.get("/locals")
def with_locals():
    try:
        fd, temp = mkstemp()
        os.close(fd)
        return work(temp)
    finally:
        if "temp" in locals():
            os.unlink(temp)


def main():
    d = mkdtemp()
    work(d)


if __name__ == "__main__":
    main()
    sys.exit(0)
