"""A WSGI application without a framework."""
import json
from urllib.parse import parse_qs

STOP_WORDS = {"the", "a"}
DEFAULT_HEADERS = [("Content-Type", "application/json")]


def remember(store, word):
    store[word] = store.get(word, 0) + 1


def application(environ, start_response):
    seen_words = {}
    query = parse_qs(environ.get("QUERY_STRING", ""))
    for word in query.get("w", []):
        if word not in STOP_WORDS:
            remember(seen_words, word)
    body = json.dumps({"words": seen_words}).encode()
    headers = DEFAULT_HEADERS + [("Content-Length", str(len(body)))]
    headers.append(("Cache-Control", "no-store"))
    start_response("200 OK", headers)
    return [body]
