import json
import secrets

from desk.clients import get_redis
from desk.config import settings


def open_session(user):
    token = secrets.token_urlsafe(24)
    get_redis().setex(f"token:{token}", settings().token_ttl, json.dumps({"user": user}))
    return token


def user_of(token):
    raw = get_redis().get(f"token:{token}")
    return json.loads(raw)["user"] if raw else None
