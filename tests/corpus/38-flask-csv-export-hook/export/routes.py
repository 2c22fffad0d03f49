import contextlib
import csv
import io
import os
import tempfile

from flask import Blueprint, after_this_request, send_file

from export.rows import fetch_rows

bp = Blueprint("export", __name__)


@bp.route("/export.csv")
def export():
    fd, path = tempfile.mkstemp(suffix=".csv")

    @after_this_request
    def remove(response):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        return response

    with os.fdopen(fd, "w", newline="") as f:
        csv.writer(f).writerows(fetch_rows())
    return send_file(path, as_attachment=True, download_name="export.csv")


@bp.route("/export.txt")
def export_text():
    out = tempfile.TemporaryFile()
    for row in fetch_rows():
        out.write(("\t".join(row) + "\n").encode())
    out.seek(0)
    return send_file(out, as_attachment=True, download_name="export.txt")


@bp.route("/export.mem")
def export_memory():
    buffer = io.BytesIO()
    buffer.write(b"nothing on disk")
    buffer.seek(0)
    return send_file(buffer, download_name="tmp.txt")
