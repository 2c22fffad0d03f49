import threading
from wsgiref.simple_server import make_server

from api import app


def test_index():
    server = make_server("127.0.0.1", 8099, app)
    threading.Thread(target=server.handle_request).start()
