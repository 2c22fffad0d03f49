import os

from flask import Blueprint, current_app, redirect, request, send_file, send_from_directory, url_for
from werkzeug.utils import secure_filename

from wiki import db
from wiki.models import Attachment

bp = Blueprint("pages", __name__)


@bp.post("/attach")
def attach():
    f = request.files["file"]
    name = secure_filename(f.filename)
    f.save(os.path.join(current_app.config["UPLOAD_FOLDER"], name))
    db.session.add(Attachment(name=name))
    db.session.commit()
    return redirect(url_for("pages.attachment", name=name))


@bp.get("/attachments/<name>")
def attachment(name):
    return send_from_directory(current_app.config["UPLOAD_FOLDER"], name)


@bp.get("/attachments/<name>/download")
def download(name):
    name = secure_filename(name)
    return send_file(os.path.join(current_app.config["UPLOAD_FOLDER"], name), as_attachment=True)
