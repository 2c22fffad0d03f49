import os

from flask import Blueprint, abort, current_app, jsonify, request, send_file, send_from_directory
from PIL import Image, ImageOps
from werkzeug.utils import secure_filename

from .store import get_store

bp = Blueprint("recipes", __name__, url_prefix="/recipes")


@bp.get("/")
def index():
    return jsonify(get_store().all())


@bp.put("/<slug>")
def put(slug):
    get_store().put(slug, request.get_json())
    current_app.logger.info("saved %s", slug)
    return "", 204


@bp.put("/<slug>/image")
def put_image(slug):
    image = Image.open(request.files["image"].stream)
    image = ImageOps.exif_transpose(image)
    image.thumbnail((1200, 1200))
    path = os.path.join(current_app.config["IMAGE_DIR"], secure_filename(slug) + ".jpg")
    image.convert("RGB").save(path, "JPEG", quality=80)
    return "", 204


@bp.get("/<slug>/image")
def image(slug):
    path = os.path.join(current_app.config["IMAGE_DIR"], secure_filename(slug) + ".jpg")
    return send_file(path, mimetype="image/jpeg")


@bp.get("/images/<path:name>")
def by_name(name):
    return send_from_directory(current_app.config["IMAGE_DIR"], name)


@bp.get("/<slug>/colour")
def colour(slug):
    path = os.path.join(current_app.config["IMAGE_DIR"], secure_filename(slug) + ".jpg")
    try:
        with Image.open(path) as picture:
            return jsonify(colour=picture.resize((1, 1)).getpixel((0, 0)))
    except FileNotFoundError:
        abort(404)
