import os

import eventlet
import eventlet.wsgi

from wsgi import application

if __name__ == "__main__":
    eventlet.wsgi.server(eventlet.listen(("", int(os.environ.get("PORT", "8080")))), application)
