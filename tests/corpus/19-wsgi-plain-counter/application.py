"""A WSGI application without a framework."""
import json
from urllib.parse import parse_qs

hits = 0
seen_words = {}


def remember(store, word):
    store[word] = store.get(word, 0) + 1


def application(environ, start_response):
    global hits
    hits += 1
    query = parse_qs(environ.get("QUERY_STRING", ""))
    for word in query.get("w", []):
        remember(seen_words, word)
    body = json.dumps({"hits": hits, "words": seen_words}).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
