import json
import os
import signal

from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter

from cache import remember
from files import listing

ADDRESS = ("0.0.0.0", 4443)


def application(environ, start_response):
    path = environ["PATH_INFO"]
    body = json.dumps(remember(path, lambda: listing(path.strip("/")))).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


server = wsgi.Server(ADDRESS, application, numthreads=8)
server.ssl_adapter = BuiltinSSLAdapter("cert.pem", "key.pem")


def stop(*_):
    server.stop()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    print("pid", os.getpid())
    server.start()
