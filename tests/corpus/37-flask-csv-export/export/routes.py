import csv
import os
import tempfile

from flask import Blueprint, send_file

from export.rows import fetch_rows

bp = Blueprint("export", __name__)


@bp.route("/export.csv")
def export():
    fd, path = tempfile.mkstemp(suffix=".csv")
    with os.fdopen(fd, "w", newline="") as f:
        csv.writer(f).writerows(fetch_rows())
    return send_file(path, as_attachment=True, download_name="export.csv")


@bp.route("/export.txt")
def export_text():
    out = tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False)
    try:
        for row in fetch_rows():
            out.write("\t".join(row) + "\n")
    finally:
        out.close()
    return send_file(out.name, as_attachment=True)
