import json
import os
import shutil
import tempfile

from fastapi import FastAPI

app = FastAPI()
ROWS = "rows.json"

if not os.path.exists(ROWS):
    with open(ROWS, "w") as f:
        json.dump([], f)


@app.get("/rows")
def rows():
    with open(ROWS) as f:
        return json.load(f)


@app.post("/rows")
def put(value: list[str]):
    fd, new = tempfile.mkstemp()
    with os.fdopen(fd, "w") as f:
        json.dump(value, f)
    os.replace(new, ROWS)  # <- AR302


@app.post("/pages")
def page(text: str):
    with open("templates/page.html.tmp", "w") as f:
        f.write(text)
    shutil.move("templates/page.html.tmp", "templates/page.html")  # <- AR302


@app.post("/audit")
def audit(text: str):
    with open("audit.log", "a") as f:  # <- AR302
        f.write(text)


@app.get("/icon")
def icon():
    if not os.path.isfile("static/icon.png"):
        with open("static/icon.png", "wb") as f:
            f.write(b"")
    with open("cache/icon.png", "wb") as f:
        f.write(b"")
