from flask import Blueprint, request

import app.runtime as rt

bp = Blueprint("admin", __name__, url_prefix="/admin")


@bp.post("/maintenance")
def maintenance():
    rt.maintenance = request.form["on"] == "1"
    return "ok"


@bp.post("/features/<name>")
def feature(name):
    rt.FEATURES[name] = True
    return "ok"
