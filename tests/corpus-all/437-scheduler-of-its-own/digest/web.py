import os

import redis
from flask import Blueprint, request

bp = Blueprint("digest", __name__)
store = redis.from_url(os.environ["REDIS_URL"])


@bp.post("/reminders")
def remind():
    store.zadd("reminders", {request.form["user"]: float(request.form["at"])})
    return "", 201


@bp.get("/reminders")
def pending():
    return {"pending": [user.decode() for user in store.zrange("reminders", 0, -1)]}
