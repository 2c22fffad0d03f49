import os
import secrets

from flask import Flask

from vault import tokens


def create_app():
    app = Flask(__name__)
    app.secret_key = os.environ.get("FLASK_SECRET_KEY") or secrets.token_hex(32)
    app.config["WTF_CSRF_SECRET_KEY"] = os.urandom(24).hex()
    app.register_blueprint(tokens.bp)
    return app
