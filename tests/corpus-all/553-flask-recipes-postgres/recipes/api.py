from flask import Blueprint, abort, jsonify, request
from PIL import Image, ImageOps

from . import images, store

bp = Blueprint("recipes", __name__, url_prefix="/recipes")


@bp.get("/")
def index():
    return jsonify(store.all())


@bp.put("/<slug>")
def put(slug):
    store.put(slug, request.get_json())
    return "", 204


@bp.put("/<slug>/image")
def put_image(slug):
    image = ImageOps.exif_transpose(Image.open(request.files["image"].stream))
    image.thumbnail((1200, 1200))
    images.put(slug, image)
    return "", 204


@bp.get("/<slug>/image")
def image(slug):
    body = images.get(slug)
    if body is None:
        abort(404)
    return body, {"Content-Type": "image/jpeg"}
