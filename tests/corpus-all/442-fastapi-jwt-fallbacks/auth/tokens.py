import secrets
import time
from functools import lru_cache

from jose import jwt

from auth.config import settings

ALGORITHM = "HS256"
revoked: set[str] = set()


@lru_cache(maxsize=1)
def invite_secret():
    return secrets.token_hex(16)


def make(sub, minutes=settings.ACCESS_TOKEN_MINUTES):
    claims = {"sub": sub, "jti": secrets.token_hex(8), "exp": time.time() + minutes * 60}
    return jwt.encode(claims, settings.SECRET_KEY, algorithm=ALGORITHM)


def read(token):
    claims = jwt.decode(token, settings.SECRET_KEY, algorithms=[ALGORITHM])
    if claims["jti"] in revoked:
        raise ValueError("revoked")
    return claims


def revoke(token):
    revoked.add(read(token)["jti"])
