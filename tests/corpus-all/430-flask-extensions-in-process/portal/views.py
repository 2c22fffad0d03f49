from flask import Blueprint, jsonify, session

from portal.extensions import cache, limiter, reports

bp = Blueprint("portal", __name__)


@bp.get("/")
@limiter.limit("10/minute")
@cache.cached(timeout=30)
def home():
    return jsonify(hello=session.get("name", "you"))


@bp.post("/name/<name>")
def name(name):
    session["name"] = name
    cache.delete("view//")
    reports.set("last", name)
    return "", 204
