import http.server
import json
import os
import socket
import ssl

import gate


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/health":
            self.send_response(200 if upstream_alive() else 503)
            self.end_headers()
            return
        body = json.dumps({"url": gate.url_for(self.path.lstrip("/"))}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def upstream_alive():
    host = os.environ["UPSTREAM_HOST"]
    context = ssl.create_default_context()
    with socket.create_connection((host, 8443), timeout=2) as raw:
        with context.wrap_socket(raw, server_hostname=host) as tls:
            return tls.version() is not None


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def main():
    address = ("", int(os.environ["PORT"]))
    with http.server.ThreadingHTTPServer(address, Handler) as httpd:
        print("own address:", socket.gethostname(), free_port())
        httpd.serve_forever()


if __name__ == "__main__":
    main()
