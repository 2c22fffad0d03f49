from flask import Flask

from app import middleware, runtime
from app.views import bp


def create_app():
    app = Flask(__name__)
    app.before_request(middleware.check)
    app.register_blueprint(bp)
    return app
