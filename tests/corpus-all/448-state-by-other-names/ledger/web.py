import time

from flask import Flask, jsonify, request

import ledger.data as d
from ledger import service

app = Flask(__name__)
inbox = []
mode = "open"


@app.post("/transfer")
def transfer():
    body = request.get_json()
    service.ledger().transfer(body["from"], body["to"], body["amount"])
    d.words.update(body.get("note", "").split())
    d.push(time.time() + 60, body["to"])
    return jsonify(d.accounts)


@app.post("/inbox")
def receive():
    box = inbox
    service.apply(request.get_json(), box)
    d.remember(request.remote_addr, len(box))
    return {"size": len(box)}


@app.put("/rate")
def rate():
    service.set_rate(float(request.form["rate"]))
    return {"rate": d.rate}


@app.put("/theme")
def theme():
    setattr(d, "theme", request.form["theme"])
    globals()["mode"] = request.form.get("mode", "open")
    return {"theme": d.theme, "mode": mode, "limit": d.limits["daily"]}
