import os

import cherrypy
from psycopg_pool import ConnectionPool

from wiki.pages import Wiki

CONFIG = {
    "/": {
        "tools.sessions.on": False,
        "tools.encode.on": True,
        "tools.response_headers.on": True,
    },
}
CONFIG["/static"] = {"tools.gzip.on": True}


def main():
    pool = ConnectionPool(os.environ["DATABASE_URL"], open=True)
    cherrypy.config.update({"server.socket_host": "0.0.0.0"})
    cherrypy.config.update({"server.socket_port": int(os.environ.get("PORT", "8080"))})
    cherrypy.engine.subscribe("stop", pool.close)
    cherrypy.quickstart(Wiki(pool), "/", CONFIG)


if __name__ == "__main__":
    main()
