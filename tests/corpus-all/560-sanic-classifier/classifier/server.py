import json
import os
import pathlib
import shutil
import tempfile
import uuid

import joblib
import numpy as np
from sanic import Sanic
from sanic.response import file, json as json_response, text

from classifier.models import Registry

app = Sanic("classifier")
registry = Registry(pathlib.Path(__file__).parent / "trained")
FEEDBACK = pathlib.Path("feedback.jsonl")


@app.post("/train/<name:str>")
async def train(request, name):
    data = np.array(request.json["x"])
    registry.save(name, registry.fit(data, request.json["y"]))
    return json_response({"trained": name})


@app.post("/predict/<name:str>")
async def predict(request, name):
    model = registry.load(name)
    return json_response({"y": model.predict(np.array(request.json["x"])).tolist()})


@app.get("/download/<name:str>")
async def download(request, name):
    return await file(registry.folder / f"{name}.joblib", filename=f"{name}.joblib")


@app.post("/feedback")
async def feedback(request):
    with FEEDBACK.open("a", encoding="utf-8") as out:
        out.write(json.dumps(request.json) + "\n")
    return text("thanks")


@app.post("/import")
async def import_(request):
    folder = pathlib.Path(tempfile.gettempdir()) / f"import-{uuid.uuid4().hex}"
    folder.mkdir()
    archive = folder / "data.zip"
    archive.write_bytes(request.files.get("archive").body)
    shutil.unpack_archive(archive, folder / "content")
    count = sum(1 for _ in (folder / "content").rglob("*.json"))
    return json_response({"count": count})


@app.post("/convert")
async def convert(request):
    path = os.path.join(tempfile.gettempdir(), uuid.uuid4().hex + ".npy")
    try:
        np.save(path, np.array(request.json["x"]))
        with open(path, "rb") as done:
            return text(done.read().hex())
    finally:
        if os.path.exists(path):
            os.remove(path)
