from http.server import HTTPServer, SimpleHTTPRequestHandler
from socketserver import ThreadingMixIn


class Server(ThreadingMixIn, HTTPServer):
    daemon_threads = True


if __name__ == "__main__":
    Server(("", 8003), SimpleHTTPRequestHandler).serve_forever()
