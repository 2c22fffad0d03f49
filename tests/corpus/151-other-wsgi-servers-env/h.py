import os

from werkzeug.serving import run_simple

from wsgi import application


class Options:
    def __init__(self, environ=os.environ):
        self.port = int(environ.get("PORT", 8080))


if __name__ == "__main__":
    options = Options()
    run_simple("0.0.0.0", options.port, application, use_reloader=False)
