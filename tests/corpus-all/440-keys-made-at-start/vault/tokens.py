import datetime
import random
import string
import uuid

import jwt
from cryptography.fernet import Fernet
from flask import Blueprint, abort, request
from itsdangerous import URLSafeTimedSerializer

bp = Blueprint("tokens", __name__)

JWT_SECRET = str(uuid.uuid4())
_fernet = Fernet(Fernet.generate_key())
_alphabet = string.ascii_letters + string.digits
RESET_KEY = "".join(random.choice(_alphabet) for _ in range(40))
resets = URLSafeTimedSerializer(RESET_KEY, salt="reset")


@bp.post("/token")
def token():
    claims = {"sub": request.form["user"], "exp": datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)}
    return {"token": jwt.encode(claims, JWT_SECRET, algorithm="HS256")}


@bp.get("/whoami")
def whoami():
    try:
        return jwt.decode(request.headers["X-Token"], JWT_SECRET, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        abort(401)


@bp.post("/seal")
def seal():
    return {"sealed": _fernet.encrypt(request.get_data()).decode()}


@bp.post("/unseal")
def unseal():
    return {"text": _fernet.decrypt(request.get_data()).decode()}


@bp.post("/reset/<user>")
def reset(user):
    return {"link": f"/reset/{resets.dumps(user)}"}
