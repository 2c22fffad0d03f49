import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

prices = json.loads((os.environ.get("PRICES") or '{"bolts": 10}'))
history = []


def quote(name, n, history):
    history.append((name, n))
    return prices[name] * n


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers["Content-Length"])
        asked = []
        total = 0
        for line in json.loads(self.rfile.read(length)):
            total += quote(line["name"], line["n"], asked)
        data = json.dumps({"total": total, "lines": len(asked)}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def address():
    return os.environ.get("BIND", "0.0.0.0"), int(os.environ.get("PORT", 8080))


if __name__ == "__main__":
    server = ThreadingHTTPServer(address(), Handler)
    server.serve_forever()
