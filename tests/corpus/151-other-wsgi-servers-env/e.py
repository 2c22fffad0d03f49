import os
from http.server import HTTPServer, SimpleHTTPRequestHandler
from socketserver import ThreadingMixIn


class Server(ThreadingMixIn, HTTPServer):
    daemon_threads = True

    @classmethod
    def from_env(cls):
        return cls(("", int(os.environ["PORT"])), SimpleHTTPRequestHandler)


if __name__ == "__main__":
    Server.from_env().serve_forever()
