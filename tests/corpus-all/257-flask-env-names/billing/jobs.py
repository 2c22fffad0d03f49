import os

import redis
from rq import Queue

queue = Queue(connection=redis.Redis(host=os.environ.get("REDIS_HOST") or "localhost", port=6379))


def enqueue(number):
    return queue.enqueue("billing.work.invoice", number).id
