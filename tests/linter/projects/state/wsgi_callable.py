hits = {}  # <- AR201


def application(environ, start_response):
    path = environ["PATH_INFO"]
    hits[path] = hits.get(path, 0) + 1
    start_response("200 OK", [])
    return [b""]
