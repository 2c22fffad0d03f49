from celery import Celery
from celery.signals import worker_ready
from prometheus_client import start_http_server

celery = Celery("tasks")


@worker_ready.connect
def metrics(**_):
    start_http_server(9100)
