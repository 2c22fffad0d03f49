import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

config = {}
verbose = False


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.wfile.write(config["text"])


def parse(arguments):
    global verbose
    verbose = "-v" in arguments
    config["text"] = b"hello"


def main():
    parse(sys.argv)
    ThreadingHTTPServer(("", 8080), Handler).serve_forever()


if __name__ == "__main__":
    main()
