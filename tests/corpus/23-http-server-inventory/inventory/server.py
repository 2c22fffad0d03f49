import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

inventory = {"bolts": 10}
RESERVED = []


def reserve(name, n):
    inventory[name] = inventory.get(name, 0) - n
    RESERVED.insert(0, (name, n))


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self._send(200, inventory)

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        reserve(body["name"], body["n"])
        self._send(201, body)

    def _send(self, status, payload):
        data = json.dumps(payload).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


ADDRESS = ("localhost", 8000)

if __name__ == "__main__":
    server = ThreadingHTTPServer(ADDRESS, Handler)
    server.serve_forever()
