from flask import Blueprint, jsonify

bp = Blueprint("shop", __name__)


@bp.get("/")
def index():
    return jsonify(ok=True)
