import cherrypy

from library.root import Root

CONFIG = {
    "global": {
        "server.socket_host": "127.0.0.1",
        "server.socket_port": 9090,
        "server.ssl_module": "builtin",
        "server.ssl_certificate": "cert.pem",
        "server.ssl_private_key": "privkey.pem",
    },
    "/": {"tools.gzip.on": True},
}

if __name__ == "__main__":
    cherrypy.config.update(CONFIG["global"])
    cherrypy.quickstart(Root(), "/", CONFIG)
