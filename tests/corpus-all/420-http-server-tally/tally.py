import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlparse

import book

LOCK = threading.Lock()
TALLY = {}
paused = False


class TallyHandler(BaseHTTPRequestHandler):
    server_version = "tally/1"
    served = 0

    def _answer(self, status, body):
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)
        TallyHandler.served += 1

    def do_GET(self):
        path = urlparse(self.path).path
        if path == "/served":
            self._answer(200, {"served": self.served})
        else:
            self._answer(200, {"tally": TALLY, "book": book.entries()})

    def do_POST(self):
        global paused
        size = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(size) or b"{}")
        if self.path == "/pause":
            paused = bool(body.get("paused", True))
            return self._answer(200, {"paused": paused})
        if paused:
            return self._answer(503, {})
        with LOCK:
            TALLY[body["name"]] = TALLY.get(body["name"], 0) + 1
            book.note(body["name"])
        self.server.last = body["name"]
        self._answer(201, {"tally": TALLY[body["name"]]})

    def log_message(self, fmt, *args):
        print("%s %s" % (self.address_string(), fmt % args))


def main():
    server = ThreadingHTTPServer(("0.0.0.0", int(os.environ.get("PORT", "8080"))), TallyHandler)
    server.serve_forever()


if __name__ == "__main__":
    main()
