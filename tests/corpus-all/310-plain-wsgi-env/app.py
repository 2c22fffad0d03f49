import json
import os
import signal

from cheroot import wsgi

from cache import remember
from files import listing

ADDRESS = ("0.0.0.0", int(os.environ.get("PORT", 8080)))


def application(environ, start_response):
    path = environ["PATH_INFO"]
    body = json.dumps(remember(path, lambda: listing(path.strip("/")))).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


server = wsgi.Server(ADDRESS, application, numthreads=8)


def stop(*_):
    server.stop()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    server.start()
