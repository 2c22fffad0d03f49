import logging
import os

from flask import Flask, redirect, request

logging.basicConfig(level=logging.INFO)


def create_app():
    app = Flask(__name__)
    app.secret_key = os.environ["SECRET_KEY"]

    @app.before_request
    def enforce_https():
        if request.is_secure or app.debug:
            return None
        return redirect(request.url.replace("http://", "https://", 1), code=301)

    from app.routes import main

    app.register_blueprint(main)
    return app
