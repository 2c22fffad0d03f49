import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from flask import Flask

app = Flask(__name__)


class Health:
    def run(self):
        port = int(os.environ.get("HEALTH_PORT", "8081"))
        HTTPServer(("0.0.0.0", port), BaseHTTPRequestHandler).serve_forever()  # <- AR107


threading.Thread(target=Health().run, daemon=True).start()
app.run(host="0.0.0.0", port=int(os.environ["PORT"]))
