import os

import cherrypy

from library.root import Root


def settings():
    return {
        "server.socket_host": "0.0.0.0",
        "server.socket_port": int(os.environ.get("PORT", "8080")),
        "engine.autoreload.on": False,
        "tools.proxy.on": True,
        "log.screen": True,
    }


if __name__ == "__main__":
    cherrypy.config.update(settings())
    cherrypy.tree.mount(Root(), "/", {"/": {"tools.gzip.on": True}})
    cherrypy.engine.start()
    cherrypy.engine.block()
