import os
import ssl
from pathlib import Path

from aiohttp import web

HERE = Path(__file__).parent


def tls():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(HERE / "cert.pem")
    return context


web.run_app(web.Application(), port=int(os.environ["PORT"]), ssl_context=tls())  # <- AR104
