import os

from celery import Celery

app = Celery("shop", broker=os.environ["BROKER_URL"])


@app.task
def receipt(order):
    return order
