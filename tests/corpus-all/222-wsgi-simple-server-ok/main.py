import json
import os
import sys
from wsgiref.simple_server import WSGIServer, make_server
from socketserver import ThreadingMixIn

from queue_client import push


class ThreadedServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def application(environ, start_response):
    if environ["PATH_INFO"] == "/health":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"ok"]
    size = int(environ.get("CONTENT_LENGTH") or 0)
    push(json.loads(environ["wsgi.input"].read(size)))
    start_response("202 Accepted", [])
    return [b""]


def main():
    port = int(os.environ.get("PORT", 8080))
    host = os.environ.get("BIND_HOST", "0.0.0.0")
    print("listening on", host, port, "as", os.environ.get("HOSTNAME"), file=sys.stderr)
    with make_server(host, port, application, server_class=ThreadedServer) as httpd:
        httpd.serve_forever()


if __name__ == "__main__":
    main()
