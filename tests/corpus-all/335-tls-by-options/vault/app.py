import os

import hvac
from flask import Flask, abort

app = Flask(__name__)
client = hvac.Client(url=os.environ.get("VAULT_ADDR", "http://127.0.0.1:8200"), token=os.environ["VAULT_TOKEN"])


@app.get("/secret/<name>")
def secret(name):
    found = client.secrets.kv.read_secret_version(path=name)
    if not found:
        abort(404)
    return found["data"]
