import os

from celery import Celery

celery = Celery("tasks", broker=os.getenv("BROKER", "amqp://guest:guest@localhost:5672//"), backend="rpc://")


@celery.task
def resize(key):
    return key
