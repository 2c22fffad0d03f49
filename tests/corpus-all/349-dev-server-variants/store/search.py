import os

from elasticsearch import Elasticsearch

HOST = os.environ.get("ES_HOST", "localhost")
es = Elasticsearch(f"http://{HOST}:9200", basic_auth=("elastic", os.environ.get("ES_PASSWORD", "")))


def find(q):
    return [h["_source"] for h in es.search(index="store", q=q)["hits"]["hits"]]
