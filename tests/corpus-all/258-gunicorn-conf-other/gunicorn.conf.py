import os

_host = os.getenv("LISTEN_HOST", "127.0.0.1")
_port = os.getenv("LISTEN_PORT", "8001")
bind = "{}:{}".format("0.0.0.0", _port)
worker_class = "gthread"
threads = 8
