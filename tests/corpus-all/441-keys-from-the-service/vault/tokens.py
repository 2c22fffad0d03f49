import datetime
import hashlib
import os
import random
import secrets

import jwt
from cryptography.fernet import Fernet
from flask import Blueprint, request, session
from itsdangerous import URLSafeTimedSerializer

bp = Blueprint("tokens", __name__)

JWT_SECRET = os.getenv("JWT_SECRET", secrets.token_urlsafe(32))
_fernet = Fernet(os.environ.get("FERNET_KEY", Fernet.generate_key()))
resets = URLSafeTimedSerializer(os.environ["RESET_KEY"], salt="reset")
SHARD = random.randint(0, 15)


def hash_password(password):
    salt = os.urandom(16)
    return salt.hex() + hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1).hex()


@bp.post("/token")
def token():
    session["csrf"] = secrets.token_hex(16)
    secret_id = secrets.token_urlsafe(8)
    claims = {
        "sub": request.form["user"],
        "jti": secret_id,
        "exp": datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1),
    }
    return {"token": jwt.encode(claims, JWT_SECRET, algorithm="HS256")}


@bp.post("/users")
def users():
    api_key = secrets.token_urlsafe(32)
    return {"password": hash_password(request.form["password"]), "api_key": api_key}, 201


@bp.post("/seal")
def seal():
    return {"sealed": _fernet.encrypt(request.get_data()).decode()}


@bp.post("/reset/<user>")
def reset(user):
    return {"link": f"/reset/{resets.dumps(user)}", "shard": SHARD}
