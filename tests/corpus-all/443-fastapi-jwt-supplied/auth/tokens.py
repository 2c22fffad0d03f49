import secrets
import time

from jose import jwt

from auth.config import settings

ALGORITHM = "HS256"


def make(sub, minutes=settings.ACCESS_TOKEN_MINUTES):
    claims = {"sub": sub, "jti": secrets.token_hex(8), "exp": time.time() + minutes * 60}
    claims.update(iat=time.time())
    return jwt.encode(claims, settings.SECRET_KEY, algorithm=ALGORITHM)


def read(token):
    return jwt.decode(token, settings.SECRET_KEY, algorithms=[ALGORITHM])
