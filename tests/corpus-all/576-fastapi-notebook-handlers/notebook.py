import json
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()
PAGES = Path("pages")


@app.exception_handler(FileNotFoundError)
def not_found(request: Request, error: FileNotFoundError):
    return JSONResponse({"error": "no such page"}, status_code=404)


@app.put("/pages/{name}")
def put(name: str, body: dict):
    (PAGES / f"{name}.json").write_text(json.dumps(body))


@app.get("/pages/{name}")
def get(name: str):
    return json.loads((PAGES / f"{name}.json").read_text())
