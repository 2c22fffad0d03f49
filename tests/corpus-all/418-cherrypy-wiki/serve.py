import os

import cherrypy

from wiki.pages import Wiki

CONFIG = {
    "/": {
        "tools.sessions.on": True,
        "tools.sessions.timeout": 60,
        "tools.encode.on": True,
    },
}

wiki = Wiki()


def main():
    cherrypy.config.update(
        {
            "server.socket_host": "0.0.0.0",
            "server.socket_port": int(os.environ.get("PORT", "8080")),
        }
    )
    cherrypy.quickstart(wiki, "/", CONFIG)


if __name__ == "__main__":
    main()
