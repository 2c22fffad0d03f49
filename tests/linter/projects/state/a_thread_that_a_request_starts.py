import threading

from flask import Flask

app = Flask(__name__)
jobs = {}  # <- AR201


def work(job):
    jobs[job] = "done"


@app.post("/jobs/<job>")
def start(job):
    threading.Thread(target=work, args=(job,)).start()
    return "started", 202
