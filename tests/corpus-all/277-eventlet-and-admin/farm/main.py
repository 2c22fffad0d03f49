import os

import eventlet
from eventlet import wsgi

eventlet.monkey_patch()

from farm.admin import app as admin  # noqa: E402
from farm.web import app  # noqa: E402

PORT = int(os.environ["PORT"]) if "PORT" in os.environ else 8888


def serve_admin():
    wsgi.server(eventlet.listen(("0.0.0.0", 8889)), admin)


if __name__ == "__main__":
    eventlet.spawn(serve_admin)
    wsgi.server(eventlet.listen(("0.0.0.0", PORT)), app)
