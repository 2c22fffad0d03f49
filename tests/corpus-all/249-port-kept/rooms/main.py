import os

from fastapi import FastAPI

from rooms.store import rooms

os.environ.setdefault("PORT", "8080")
os.environ["TZ"] = "UTC"
if "PORT" not in os.environ:
    raise SystemExit("PORT is not set")
app = FastAPI()


@app.get("/rooms")
def index():
    return rooms()


@app.get("/env")
def env():
    # what a child would get
    child = {**os.environ, "PORT": "3000"}
    return {"size": len(child)}
