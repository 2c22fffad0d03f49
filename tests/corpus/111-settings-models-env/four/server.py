import os

from uvicorn import run as start

from four import web

port = 8000
if "PORT" in os.environ:
    port = int(os.environ["PORT"])

if __name__ == "__main__":
    start(web.app, host="0.0.0.0", port=port)
