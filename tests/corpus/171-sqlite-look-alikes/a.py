from urllib.parse import urlsplit

from flask import Flask, request

app = Flask(__name__)
SUPPORTED = {"sqlite": "aiosqlite", "postgresql": "asyncpg"}
EXAMPLE = "sqlite:///example.db"


@app.get("/check")
def check():
    scheme = urlsplit(request.args["url"]).scheme
    return {"supported": scheme in SUPPORTED, "example": EXAMPLE}
