import ssl
from http.server import HTTPServer, SimpleHTTPRequestHandler
from threading import Thread

from core.app import app


def test_things():
    server = HTTPServer(("127.0.0.1", 8999), SimpleHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    assert app.test_client().get("/things").status_code == 200
