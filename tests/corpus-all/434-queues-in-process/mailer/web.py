import queue

from flask import Flask, request

from mailer.actors import index
from mailer.celery_app import send
from mailer.huey_app import thumbnail

app = Flask(__name__)
outbox = queue.Queue()


@app.post("/mail")
def mail():
    send.delay(request.form["to"], request.form["body"])
    outbox.put(request.form["to"])
    return {"waiting": outbox.qsize()}, 202


@app.post("/index/<int:document_id>")
def reindex(document_id):
    index.send(document_id)
    thumbnail(f"/documents/{document_id}")
    return "", 202


@app.get("/next")
def take():
    try:
        return {"to": outbox.get_nowait()}
    except queue.Empty:
        return "", 204
