import contextlib
import csv
import json
import os
import pickle
import shutil
from functools import lru_cache
from pathlib import Path

import yaml
from fastapi import FastAPI, HTTPException, UploadFile
from fastapi.responses import FileResponse
from pydantic import BaseModel

app = FastAPI()
ROOT = Path(__file__).resolve().parent
DATA = ROOT / "data"
NAMES = DATA / "names.json"
QUEUE = os.path.join(DATA, "queue.pkl")


class Note(BaseModel):
    title: str


@app.put("/1")
def w1(note: Note):
    NAMES.write_text(note.model_dump_json())  # <- AR302


@app.get("/1a")
def r1a():
    return json.loads(NAMES.read_text())  # <- AR305


@app.get("/1b")
def r1b():
    with contextlib.suppress(FileNotFoundError):
        return json.loads(NAMES.read_text())
    return {}


@app.get("/1c")
def r1c():
    try:
        return json.loads(NAMES.read_text())
    except (json.JSONDecodeError, OSError):
        return {}


@app.get("/1d")
def r1d():
    try:
        return json.loads(NAMES.read_text())  # <- AR305
    except json.JSONDecodeError:
        return {}


@app.get("/1e")
def r1e():
    if not os.path.exists(NAMES):
        raise HTTPException(404)
    return json.loads(NAMES.read_text())


@app.get("/1f")
def r1f():
    return json.loads(NAMES.read_text()) if NAMES.is_file() else {}


def load_names():
    return json.loads(NAMES.read_text())


@app.get("/1g")
def r1g():
    try:
        return load_names()
    except FileNotFoundError:
        return {}


@app.put("/2")
def w2(item: str):
    queue = pickle.load(open(QUEUE, "rb")) if os.path.exists(QUEUE) else []
    queue.append(item)
    with open(QUEUE, "wb") as f:  # <- AR302
        pickle.dump(queue, f)


@app.get("/2")
def r2():
    with open(QUEUE, "rb") as f:  # <- AR305
        return pickle.load(f)


class Registry:
    def __init__(self, folder: Path = DATA / "registry"):
        self.folder = folder

    def file(self, key):
        return self.folder / key / "meta.yaml"

    def write(self, key, meta):
        self.file(key).parent.mkdir(parents=True, exist_ok=True)
        with self.file(key).open("w") as f:  # <- AR302
            yaml.safe_dump(meta, f)

    def read(self, key):
        with self.file(key).open() as f:  # <- AR305
            return yaml.safe_load(f)

    def read_or_none(self, key):
        path = self.file(key)
        if path.exists():
            with path.open() as f:
                return yaml.safe_load(f)
        return None


registry = Registry()


@app.put("/3/{key}")
def w3(key: str, meta: dict):
    registry.write(key, meta)


@app.get("/3/{key}")
def r3(key: str):
    return registry.read(key)


@app.get("/3/{key}/maybe")
def r3b(key: str):
    return registry.read_or_none(key)


@app.post("/4/{name}")
def w4(name: str, file: UploadFile):
    folder = ROOT / "uploads" / name
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "original", "wb") as out:  # <- AR302
        shutil.copyfileobj(file.file, out)
    with open(folder / "original", "rb") as f:
        return len(f.read())


@app.get("/4/{name}")
def r4(name: str):
    return FileResponse(ROOT / "uploads" / name / "original")  # <- AR305


@app.get("/4/{name}/copy")
def c4(name: str):
    shutil.copy(ROOT / "uploads" / name / "original", ROOT / "copies" / name)  # <- AR302 AR305


@lru_cache
def labels():
    return (ROOT / "fixtures" / "labels.txt").read_text().splitlines()


@app.get("/5")
def r5():
    return labels()


@app.get("/5b")
def r5b():
    with open(ROOT / "fixtures" / "labels.txt") as f:
        return f.read()


@app.post("/6")
def w6(rows: list[list[str]]):
    with open("rows.csv", "a", newline="") as f:  # <- AR302
        csv.writer(f).writerows(rows)
    return sum(1 for _ in open("rows.csv"))


@app.get("/6")
def r6():
    return list(csv.reader(open("rows.csv")))  # <- AR305


@app.get("/6b")
def r6b():
    return [p.name for p in Path(".").glob("*.csv") if p.read_text()]


@app.on_event("startup")
def start():
    (DATA / "started.txt").write_text("x")


@app.get("/7")
def r7():
    return (DATA / "started.txt").read_text()


@app.post("/7")
def w7():
    (DATA / "started.txt").write_text("again")  # <- AR302


@app.get("/8")
def r8():
    path = "/tmp/report.txt"
    with open(path) as f:
        return f.read()


@app.get("/9/{name}")
def r9(name: str):
    match name:
        case "names":
            path = NAMES
        case _:
            raise HTTPException(404)
    return path.read_text()  # <- AR305


@app.delete("/10")
def d10():
    NAMES.unlink(missing_ok=True)


@app.get("/11")
def r11():
    path = DATA / "names.json"
    return path.open().read()  # <- AR305


def ensure():
    if not NAMES.exists():
        NAMES.write_text("{}")


@app.get("/12")
def r12():
    ensure()
    return json.loads(NAMES.read_text())
