import os

from gevent.pywsgi import WSGIServer

from wsgi import application

if __name__ == "__main__":
    WSGIServer(("0.0.0.0", int(os.environ["PORT"])), application).serve_forever()
