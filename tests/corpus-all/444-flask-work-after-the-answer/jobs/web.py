from threading import Timer

from flask import Flask, request
from flask_executor import Executor

from jobs import pool, work

app = Flask(__name__)
executor = Executor(app)


@app.post("/reports/<name>")
def report(name):
    work.Report(name).start()
    return "", 202


@app.post("/mails")
def mails():
    work.mail(request.form["to"])
    pool.submit(work.crunch, 1000)
    return "", 202


@app.post("/crunch")
def crunch():
    executor.submit(work.crunch, 10_000)
    return {"pid": pool.spawn(work.crunch, 10_000_000)}, 202


@app.post("/convert")
def convert():
    work.convert(request.form["path"])
    timer = Timer(30.0, work.mail, args=[request.form["to"]])
    timer.start()
    return "", 202
