from flask import Blueprint, abort, request
from werkzeug.security import check_password_hash

from recent import push

bp = Blueprint("auth", __name__)
attempts = {}
USERS = {"admin": "scrypt:32768:8:1$x$y"}
locked_out = False


@bp.before_app_request
def throttle():
    if locked_out or attempts.get(request.remote_addr, 0) > 5:
        abort(429)


@bp.route("/login", methods=["POST"])
def login():
    global locked_out
    user = request.form["user"]
    push(request.path)
    if not check_password_hash(USERS.get(user, ""), request.form["password"]):
        attempts[request.remote_addr] = attempts.get(request.remote_addr, 0) + 1
        if sum(attempts.values()) > 1000:
            locked_out = True
        abort(401)
    attempts.pop(request.remote_addr, None)
    return "welcome"
