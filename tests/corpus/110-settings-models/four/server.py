from uvicorn import run as start

from four import web

if __name__ == "__main__":
    start(web.app, host="127.0.0.1", port=7000)
