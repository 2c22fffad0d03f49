import os
import queue

import redis
from flask import Flask, request
from rq import Queue

from mailer.actors import index
from mailer.celery_app import send
from mailer.huey_app import thumbnail

app = Flask(__name__)
jobs = Queue("slow", connection=redis.from_url(os.environ["REDIS_URL"]))


@app.post("/mail")
def mail():
    result = send.delay(request.form["to"], request.form["body"])
    return {"id": result.id}, 202


@app.post("/index/<int:document_id>")
def reindex(document_id):
    index.send(document_id)
    thumbnail(f"/documents/{document_id}")
    job = jobs.enqueue("mailer.slow.rebuild", document_id)
    return {"job": job.id}, 202


@app.post("/sorted")
def order():
    heap = queue.PriorityQueue()
    for n, line in enumerate(request.get_json()):
        heap.put((len(line), n, line))
    return [heap.get()[2] for _ in range(heap.qsize())]
