import functools
import re
import threading

import redis
from elasticsearch import Elasticsearch

from desk.config import settings

_lock = threading.Lock()
_redis = None
_clients = {}
NAME = re.compile(r"^\w+$")


def get_redis():
    global _redis
    if _redis is None:
        with _lock:
            if _redis is None:
                _redis = redis.Redis.from_url(settings().redis_url)
    return _redis


@functools.cache
def search() -> Elasticsearch:
    return Elasticsearch(settings().search_url)


class Search:
    _instance = None

    @classmethod
    def get(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance

    def __init__(self):
        self.client = search()

    def find(self, term):
        return self.client.search(index="docs", query={"match": {"text": term}})["hits"]["hits"]
