import base64
import os
import random
import secrets
import string
import uuid

import jwt
from cryptography.fernet import Fernet
from flask import Flask

KEY = secrets.token_hex()  # <- AR205
BOOT_ID = uuid.uuid4().hex
API_URL = os.environ.get("API_URL", "x" + uuid.uuid4().hex)


class Config:
    SECRET_KEY = os.environ.get("SECRET_KEY", os.urandom(32))  # <- AR205
    JWT_SECRET_KEY = "".join(random.choice(string.ascii_letters) for _ in range(50))  # <- AR205
    WTF_CSRF_SECRET_KEY = base64.b64encode(os.urandom(32)).decode()  # <- AR205
    SECURITY_PASSWORD_SALT = os.environ["SALT"]


class TestConfig(Config):
    SECRET_KEY = secrets.token_hex()


def from_variable():
    value = os.environ.get("COOKIE_SECRET")
    if value:
        return value
    return uuid.uuid4().hex


def from_database(db):
    key = os.urandom(32)
    db.save(key)
    return key


def create_app():
    app = Flask(__name__)
    app.config.update(SECRET_KEY=str(secrets.token_hex()))  # <- AR205
    app.config["SIGNING_KEY"] = from_variable()  # <- AR205
    app.config["SESSION_SECRET"] = from_database(app)
    app.box = Fernet(Fernet.generate_key())  # <- AR205
    if app.debug:
        app.secret_key = os.urandom(2)

    @app.post("/tokens")
    def token():
        secret = secrets.token_hex()
        return {"token": jwt.encode({"secret": secret}, KEY, algorithm="HS256")}

    return app
