from flask import Blueprint, jsonify, request

from unpack.archive import listing, extract

bp = Blueprint("unpack", __name__)


@bp.post("/list")
def list_archive():
    folder = extract(request.files["archive"])
    return jsonify(listing(folder))


@bp.post("/count")
def count_archive():
    folder = extract(request.files["archive"])
    return jsonify(len(listing(folder)))
