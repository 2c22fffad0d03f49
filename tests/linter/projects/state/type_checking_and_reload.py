from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from app.models import User

app = Flask(__name__)
VERSION = "1"
FLAGS = frozenset({"a"})


@app.get("/")
def index():
    flags = set(FLAGS)
    flags.add("b")
    flags |= {"c"}
    return {"version": VERSION, "flags": list(flags)}
