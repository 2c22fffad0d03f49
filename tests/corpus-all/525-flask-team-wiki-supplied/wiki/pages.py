import boto3
from flask import Blueprint, current_app, redirect, request, url_for
from werkzeug.utils import secure_filename

bp = Blueprint("pages", __name__)


def bucket():
    return current_app.config["ATTACHMENTS_BUCKET"]


@bp.post("/attach")
def attach():
    f = request.files["file"]
    name = secure_filename(f.filename)
    boto3.client("s3").upload_fileobj(f, bucket(), name)
    return redirect(url_for("pages.attachment", name=name))


@bp.get("/attachments/<name>")
def attachment(name):
    url = boto3.client("s3").generate_presigned_url(
        "get_object", Params={"Bucket": bucket(), "Key": name}, ExpiresIn=300
    )
    return redirect(url)
