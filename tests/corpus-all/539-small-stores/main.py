import os

from fastapi import FastAPI
from tortoise.contrib.fastapi import register_tortoise

import counters
import notes
import people

app = FastAPI()
register_tortoise(
    app,
    config={
        "connections": {"default": "sqlite://./tortoise.sqlite3"},
        "apps": {"models": {"models": ["people"], "default_connection": "default"}},
    },
    generate_schemas=True,
)


@app.post("/notes")
def add(text: str):
    counters.hit("notes")
    return {"id": notes.add(text)}


@app.get("/people/{name}")
def person(name: str):
    return {"known": people.known(name)}
