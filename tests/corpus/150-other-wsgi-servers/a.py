from gevent.pywsgi import WSGIServer

from wsgi import application

if __name__ == "__main__":
    WSGIServer(("0.0.0.0", 5000), application).serve_forever()
