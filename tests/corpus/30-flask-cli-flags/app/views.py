from flask import Blueprint, abort, g, session

from app import runtime as rt

bp = Blueprint("main", __name__)


@bp.before_request
def check():
    g.features = dict(rt.FEATURES)
    g.features["debug"] = False
    if rt.maintenance:
        abort(503)


@bp.get("/")
def index():
    maintenance = not rt.maintenance
    session["visits"] = session.get("visits", 0) + 1
    return {"up": maintenance, "visits": session["visits"]}
