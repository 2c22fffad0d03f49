from elasticsearch import Elasticsearch

es = Elasticsearch(["http://localhost:9200"])


def find(q):
    hits = es.search(index="pages", query={"match": {"html": q}})
    return [h["_id"] for h in hits["hits"]["hits"]]
