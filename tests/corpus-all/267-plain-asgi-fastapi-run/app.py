import json
import os

from fastapi import FastAPI

DATA = json.loads(os.environ.get("DATA", "{}"))
app = FastAPI(docs_url=None)


@app.get("/{key}")
def value(key: str):
    return DATA.get(key)
