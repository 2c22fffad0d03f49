import os

from granian import Granian
from granian.constants import Interfaces
from prometheus_client import start_http_server


def main():
    os.environ["PORT"] = str(8084)
    start_http_server(port=9100, addr="0.0.0.0")
    Granian(
        "atlas.app:app",
        address="0.0.0.0",
        port=8084,
        interface=Interfaces.ASGI,
        reload=True,
    ).serve()


if __name__ == "__main__":
    main()
