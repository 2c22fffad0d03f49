"""A key-value store over HTTP that the fixture applications have as their backing service."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

values = {}


class Handler(BaseHTTPRequestHandler):
    def answer(self, value):
        content = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        self.answer(values.get(self.path))

    def do_PUT(self):
        values[self.path] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer(None)

    def do_POST(self):
        values[self.path] = values.get(self.path, 0) + 1
        self.answer(values[self.path])


ThreadingHTTPServer(("0.0.0.0", int(sys.argv[1])), Handler).serve_forever()
