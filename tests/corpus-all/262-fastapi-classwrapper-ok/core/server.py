import os
from dataclasses import dataclass, field

import uvicorn


def _port():
    return int(os.environ.get("PORT", 8080))


@dataclass
class ServerOptions:
    host: str = "0.0.0.0"
    port: int = field(default_factory=_port)
    extra: dict = field(default_factory=dict)


class Server:
    def __init__(self, app, options=None):
        self.app = app
        self.options = options or ServerOptions()

    def start(self):
        uvicorn.run(self.app, host=self.options.host, port=self.options.port, **self.options.extra)
