from flask import Flask
from pymemcache.client.base import Client

app = Flask("web")
memory = Client("localhost")


@app.get("/sheep/<int:n>")
def sheep(n):
    found = memory.get(f"sheep:{n}")
    return found or ("", 404)
