import os

from fastapi import FastAPI
from tortoise.contrib.fastapi import register_tortoise

import geo
import people

app = FastAPI()
register_tortoise(
    app,
    config={
        "connections": {"default": os.environ["DATABASE_URL"]},
        "apps": {"models": {"models": ["people"], "default_connection": "default"}},
    },
)


@app.get("/places/{name}")
def place(name: str):
    return geo.find(name)


@app.get("/people/{name}")
def person(name: str):
    return {"known": people.known(name)}


@app.post("/query")
def query(csv: str):
    return geo.sum_of(csv)
