import os

import uvicorn
from fastapi import FastAPI

from services import mail, rows

app = FastAPI()
DEFAULT_PORT = 8080
DB_PORT = int(os.environ.get("DB_PORT", 5432))
SMTP_PORT = 587


@app.get("/rows")
async def get_rows():
    return await rows(DB_PORT)


@app.post("/mail")
async def post_mail(to: str):
    await mail(to, SMTP_PORT)
    return {"sent": to}


def get_port() -> int:
    raw = os.environ.get("PORT")
    return int(raw) if raw and raw.isdigit() else DEFAULT_PORT


if __name__ == "__main__":
    uvicorn.run("main:app", host="::", port=get_port(), proxy_headers=True)
