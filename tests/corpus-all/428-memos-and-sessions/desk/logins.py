import secrets
import time

from cachetools import TTLCache

tokens = TTLCache(maxsize=10_000, ttl=3600)
attempts = TTLCache(maxsize=1000, ttl=60)
_last_login = {}


def open_session(user):
    token = secrets.token_urlsafe(24)
    tokens[token] = user
    _last_login[user] = time.time()
    return token


def close_session(token):
    tokens.pop(token, None)


def user_of(token):
    try:
        return tokens[token]
    except KeyError:
        return None


def too_many(ip):
    attempts[ip] = attempts.get(ip, 0) + 1
    return attempts[ip] > 5
