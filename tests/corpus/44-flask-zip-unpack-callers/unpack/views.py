import shutil

from flask import Blueprint, jsonify, request

from unpack.archive import listing, extract, unpacked

bp = Blueprint("unpack", __name__)


@bp.post("/list")
def list_archive():
    folder = extract(request.files["archive"])
    try:
        return jsonify(listing(folder))
    finally:
        shutil.rmtree(folder)


@bp.post("/count")
def count_archive():
    with unpacked(request.files["archive"]) as folder:
        return jsonify(len(listing(folder)))
