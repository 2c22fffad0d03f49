import os
import threading

import bottle
import rpyc
from rpyc.utils.server import ThreadedServer

from depot.mqtt import publish

app = bottle.Bottle()


class Depot(rpyc.Service):
    def exposed_ping(self):
        return "pong"


@app.post("/publish/<topic>")
def send(topic):
    publish(topic, bottle.request.body.read())
    return {"sent": topic}


def rpc():
    ThreadedServer(Depot, port=18861).start()


def main():
    threading.Thread(target=rpc, daemon=True).start()
    host = os.environ.get("HOSTNAME", "localhost")
    app.run(host=host, port=int(os.environ["PORT"]), server="waitress")


if __name__ == "__main__":
    main()
