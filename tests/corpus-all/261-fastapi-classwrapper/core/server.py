import os
import ssl
from dataclasses import dataclass, field

import uvicorn


@dataclass
class ServerOptions:
    host: str = "localhost"
    port: int = field(default=8100)
    workers: int = 1
    extra: dict = field(default_factory=dict)


class Server:
    def __init__(self, app, options=None):
        self.app = app
        self.options = options or ServerOptions()

    def start(self):
        uvicorn.run(self.app, host=self.options.host, port=self.options.port, **self.options.extra)


def client_context():
    context = ssl.create_default_context(cafile=os.environ.get("CA_BUNDLE"))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
