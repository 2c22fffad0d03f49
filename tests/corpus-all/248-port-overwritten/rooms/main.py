import os

from fastapi import FastAPI

from rooms.store import rooms

os.environ.update({"PORT": "3000", "TZ": "UTC"})
app = FastAPI()


@app.get("/rooms")
def index():
    return rooms()
