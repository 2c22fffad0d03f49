import io
import json
import logging
import os
import shutil
import subprocess
import tempfile
import uuid
import zipfile
from pathlib import Path

import pandas as pd
from flask import Flask, Response, after_this_request, current_app, jsonify, request, send_file, stream_with_context
from werkzeug.utils import secure_filename

app = Flask(__name__)
log = logging.getLogger(__name__)
TMP = tempfile.gettempdir()
UPLOADS = "/tmp/uploads"
os.makedirs(UPLOADS, exist_ok=True)


@app.route("/export")
def export():
    name = f"/tmp/export-{uuid.uuid4()}.csv"
    with open(name, "w") as out:  # <- AR301
        out.write("a,b")
    return send_file(name, as_attachment=True)


@app.route("/export2")
def export_removed():
    name = f"/tmp/export-{uuid.uuid4()}.csv"
    try:
        with open(name, "w") as out:
            out.write("a,b")
        return send_file(io.BytesIO(Path(name).read_bytes()))
    finally:
        os.remove(name)


@app.post("/upload")
def upload():
    f = request.files["file"]
    path = os.path.join(UPLOADS, secure_filename(f.filename))
    f.save(path)  # <- AR301
    return jsonify(ok=True, rows=len(pd.read_csv(path)))


@app.post("/upload2")
def upload_removed():
    f = request.files["file"]
    path = os.path.join(TMP, secure_filename(f.filename))
    f.save(path)
    try:
        return jsonify(rows=len(pd.read_csv(path)))
    finally:
        if os.path.exists(path):
            os.remove(path)


@app.get("/pdf")
def pdf():
    tmp = tempfile.NamedTemporaryFile(suffix=".pdf", delete=False)
    tmp.close()

    @after_this_request
    def remove(response):
        try:
            os.remove(tmp.name)
        except OSError as error:
            log.error("not removed: %s", error)
        return response

    subprocess.run(["wkhtmltopdf", "-", tmp.name], check=True)
    return send_file(tmp.name)


@app.get("/pdf2")
def pdf_late_hook():
    tmp = tempfile.NamedTemporaryFile(suffix=".pdf", delete=False)  # <- AR301
    subprocess.run(["wkhtmltopdf", "-", tmp.name], check=True)

    @after_this_request
    def remove(response):
        os.remove(tmp.name)
        return response

    return send_file(tmp.name)


@app.get("/zip")
def archive():
    folder = tempfile.mkdtemp()  # <- AR301
    try:
        target = os.path.join(folder, "all.zip")
        with zipfile.ZipFile(target, "w") as z:
            z.writestr("a", "b")
    except Exception:
        shutil.rmtree(folder)
        raise
    return send_file(target)


@app.get("/zip2")
def archive_closed():
    folder = tempfile.mkdtemp()
    try:
        target = os.path.join(folder, "all.zip")
        with zipfile.ZipFile(target, "w") as z:
            z.writestr("a", "b")
        response = send_file(target)
        response.call_on_close(lambda: shutil.rmtree(folder))
        return response
    except Exception:
        shutil.rmtree(folder)
        raise


@app.get("/stream")
def stream():
    fd, path = tempfile.mkstemp()
    os.close(fd)

    def generate():
        try:
            with open(path, "rb") as f:
                while chunk := f.read(8192):
                    yield chunk
        finally:
            os.unlink(path)

    return Response(stream_with_context(generate()))


@app.get("/stream2")
def stream_leaks():
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)

    def generate():
        with open(path, "rb") as f:
            yield from f
        os.unlink(path)

    return Response(generate(), mimetype="text/csv")


@app.post("/thumb")
def thumb():
    keep = request.args.get("keep")
    path = None
    try:
        fd, path = tempfile.mkstemp()
        os.close(fd)
        resize(request.files["f"], path)
        return Path(path).read_bytes()
    except ValueError:
        return "bad", 400
    finally:
        if path:
            os.unlink(path)


@app.post("/early")
def early():
    fd, path = tempfile.mkstemp()  # <- AR301
    with os.fdopen(fd, "wb") as out:
        out.write(request.data)
    if not request.data:
        return "empty", 400
    try:
        return check(path)
    finally:
        os.unlink(path)


@app.post("/flag")
def flagged():
    folder = tempfile.mkdtemp()
    done = False
    try:
        build(folder)
        done = True
        return collect(folder)
    finally:
        if done:
            shutil.rmtree(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)


@app.post("/many")
def many():
    paths = []
    try:
        for item in request.files.getlist("f"):
            tmp = tempfile.NamedTemporaryFile(delete=False)
            paths.append(tmp.name)
            item.save(tmp)
        return merge(paths)
    finally:
        for p in paths:
            os.unlink(p)


@app.post("/many2")
def many_leak():
    paths = []
    for item in request.files.getlist("f"):
        tmp = tempfile.NamedTemporaryFile(delete=False)  # <- AR301
        paths.append(tmp.name)
        item.save(tmp)
    return merge(paths)


@app.post("/json")
def as_json():
    with tempfile.NamedTemporaryFile("w", delete=False) as f:  # <- AR301
        json.dump(collect(request), f)
    os.unlink(f.name)
    return "ok"
