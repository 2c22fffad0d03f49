import os

from gevent.pywsgi import WSGIServer

from polls.web import app

if __name__ == "__main__":
    port = os.environ.get("PORT", "8080")
    WSGIServer(("0.0.0.0", int(port)), app).serve_forever()
