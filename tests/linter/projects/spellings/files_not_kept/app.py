import io
import json
import os
import sys
import tempfile
import uuid

import pandas as pd
from flask import Flask, request, send_file
from PIL import Image

app = Flask(__name__)
CACHE = os.path.join(app.root_path, ".cache")
PID = "run/app.pid"


@app.post("/a/<name>")
def a(name):
    with open(os.path.join(CACHE, name), "w") as f:
        f.write("x")
    with open(f"tmp/{name}.txt", "w") as f:
        f.write("x")
    buffer = io.BytesIO()
    with open(buffer, "wb") as f:
        f.write(b"x")
    with open(os.devnull, "w") as f:
        f.write("x")
    with open("/dev/null", "w") as f:
        f.write("x")
    with open("/proc/self/comm", "w") as f:
        f.write("x")
    sys.stdout.write("x")
    return ""


@app.post("/b")
def b():
    df = pd.DataFrame(request.json)
    text = df.to_csv()
    out = io.StringIO()
    df.to_csv(out)
    df.to_json(orient="records")
    df.to_html()
    df.to_excel(io.BytesIO())
    df.to_csv("s3://bucket/x.csv")
    df.to_parquet("s3://bucket/x.parquet", storage_options={})
    df.to_sql("table", None)
    return text


@app.post("/c")
def c():
    name = f"reports/{uuid.uuid4()}.pdf"
    try:
        Image.open(request.files["f"]).save(name)
        return send_file(name)
    finally:
        os.remove(name)


@app.post("/d")
def d():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "x"), "w") as f:
            f.write("x")
        Image.open(request.files["f"]).save(os.path.join(folder, "y.png"))
    return ""


@app.post("/e")
def e():
    form = Form(request.form)
    form.save("draft")
    user = User()
    user.save()
    user.save("x")
    profile = request.json
    profile.save(commit=False)
    return ""


def build_index():
    with open("data/index.json", "w") as f:
        json.dump({}, f)


build_index()


@app.cli.command("seed")
def seed():
    with open("data/seed.json", "w") as f:
        json.dump({}, f)


if __name__ == "__main__":
    with open("data/started.txt", "w") as f:
        f.write("x")
