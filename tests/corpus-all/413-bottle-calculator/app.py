import bottle
from bottle import request, route

import tables
from tables import RATES, STEPS

app = application = bottle.Bottle()
result = {"amount": None}
log = []


@app.hook("before_request")
def trace():
    request.environ["calc.notes"] = []
    request.environ["calc.notes"].append(request.path)


@app.get("/convert/<code>/<amount:float>")
def convert(code, amount):
    result = {"amount": amount}
    result["converted"] = round(amount * RATES[code], tables.rounding(code)["digits"])
    log = request.environ["calc.notes"]
    log.append("converted")
    result["log"] = log
    return result


@app.post("/batch")
def batch():
    steps = STEPS[:]
    steps.append(100000)
    body = request.json or {}
    rates = tables.rates(body.get("rates", {}))
    rates.pop("XXX")
    out = []
    for STEP in steps:
        out.append({code: rate * STEP for code, rate in rates.items()})
    out.sort(key=len)
    return {"batch": out}


@app.get("/table")
def table():
    ordered = sorted(RATES.items())
    ordered.reverse()
    numbers = list(STEPS)
    numbers.clear()
    total = 0

    def add(value):
        nonlocal total
        total += value

    for _, rate in ordered:
        add(rate)
    return {"rates": dict(ordered), "total": total}


@route("/ping")
def ping():
    return "pong"
