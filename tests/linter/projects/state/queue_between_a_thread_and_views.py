import queue
import threading

from flask import Flask, request

app = Flask(__name__)
inbox = queue.Queue(maxsize=100)  # <- AR201


def drain():
    while True:
        item = inbox.get()
        print(item)
        inbox.task_done()


threading.Thread(target=drain, daemon=True).start()


@app.post("/")
def put():
    inbox.put(request.json)
    return "queued", 202
