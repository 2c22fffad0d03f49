import os
import threading

from celery import Celery
from celery.signals import worker_ready

app = Celery("mailer", broker=os.environ["REDIS_URL"], backend=os.environ["REDIS_URL"])
app.conf.beat_schedule = {}
app.conf.beat_schedule["sweep"] = {"task": "mailer.celery_app.sweep", "schedule": 300}
ATTEMPTS = {}


@app.task(bind=True, max_retries=3)
def send(self, to, body):
    ATTEMPTS[to] = ATTEMPTS.get(to, 0) + 1
    print("to", to, body)


@app.task
def sweep():
    ATTEMPTS.clear()


@worker_ready.connect
def warm_up(**_):
    threading.Thread(target=print, args=("ready",), daemon=True).start()
