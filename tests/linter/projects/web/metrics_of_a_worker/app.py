from flask import Flask

from tasks import celery

app = Flask(__name__)


@app.get("/")
def home():
    celery.send_task("work")
    return ""
