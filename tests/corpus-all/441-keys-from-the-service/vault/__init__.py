import os
import secrets
import uuid

from flask import Flask

from vault import tokens

INSTANCE_ID = uuid.uuid4().hex
BOOT_NONCE = secrets.token_hex(4)


def create_app():
    app = Flask(__name__)
    app.secret_key = os.environ.get("FLASK_SECRET_KEY") or secrets.token_hex(32)
    app.config["INSTANCE"] = INSTANCE_ID
    app.config["BOOT"] = BOOT_NONCE
    app.register_blueprint(tokens.bp)
    return app
