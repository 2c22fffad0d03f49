import os

from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server

from app import app


def serve(options):
    server = Server(("0.0.0.0", int(os.environ["PORT"])), app)
    certificate = options.get("certificate")
    if certificate:
        server.ssl_adapter = BuiltinSSLAdapter(certificate, options.get("key"))
    server.start()


def serve_with_tls():
    server = Server(("0.0.0.0", int(os.environ["PORT"])), app)
    server.ssl_adapter = BuiltinSSLAdapter("cert.pem", "key.pem")  # <- AR104
    server.start()
