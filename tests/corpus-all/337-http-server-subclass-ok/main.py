#!/usr/bin/env python3
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from weather import forecast


class WeatherServer(HTTPServer):
    allow_reuse_address = True

    def __init__(self, host="0.0.0.0", port=None):
        port = port or int(os.environ.get("PORT", "8080"))
        super().__init__((host, port), Handler)


class Handler(BaseHTTPRequestHandler):
    def log_message(self, format, *args):
        sys.stdout.write("%s\n" % (format % args))

    def do_GET(self):
        city = self.path.strip("/")
        body = json.dumps(forecast(city)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)


def run():
    server = WeatherServer()
    print(f"listening on http://localhost:{server.server_address[1]}")
    server.serve_forever()


if __name__ == "__main__":
    run()
