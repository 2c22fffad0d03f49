import json
import os
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from templates import TEMPLATES, render

LOCK = threading.Lock()


class EchoHandler(BaseHTTPRequestHandler):
    server_version = "echo/1"
    protocol_version = "HTTP/1.1"
    methods = {"GET": "read", "POST": "write"}

    def setup(self):
        super().setup()
        self.notes = []
        self.answers = 0

    def do_GET(self):
        self.notes.append(self.path)
        self.extra = {"method": self.methods[self.command]}
        self.extra["notes"] = len(self.notes)
        self._answer(render("echo", path=self.path))

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        body["echo"] = True
        body.setdefault("tags", []).append("seen")
        self._answer(json.dumps(body))

    def _answer(self, text):
        raw = text.encode()
        self.answers += 1
        self.send_response(200)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


def main():
    server = ThreadingHTTPServer(("0.0.0.0", int(os.environ.get("PORT", "8080"))), EchoHandler)
    server.daemon_threads = True
    server.started = True

    def stop(signum, frame):
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    TEMPLATES["footer"] = "-- echo"
    server.serve_forever()


if __name__ == "__main__":
    main()
