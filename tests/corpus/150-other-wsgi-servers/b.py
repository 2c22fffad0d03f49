import eventlet
import eventlet.wsgi

from wsgi import application

if __name__ == "__main__":
    eventlet.wsgi.server(eventlet.listen(("127.0.0.1", 8090)), application)
