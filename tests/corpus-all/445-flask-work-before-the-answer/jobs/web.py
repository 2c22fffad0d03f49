from flask import Flask, request

from jobs import pool, work

app = Flask(__name__)


@app.post("/crunch")
def crunch():
    n = int(request.form["n"])
    return {
        "one": pool.wait_for(work.crunch, n),
        "all": pool.all_of(work.crunch, range(n)),
        "mapped": pool.mapped(work.crunch, [n]),
        "first": pool.first_of(work.crunch, [n]),
        "both": work.both(n),
    }


@app.post("/heavy")
def heavy():
    return {"all": pool.in_processes(work.crunch, [10, 20])}


@app.post("/convert")
def convert():
    work.with_deadline(lambda: work.convert(request.form["path"]), 10)
    return {"probe": work.probe(request.form["path"]), "size": len(work.stream(request.form["path"]))}
