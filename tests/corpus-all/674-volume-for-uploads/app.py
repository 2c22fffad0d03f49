from pathlib import Path

from flask import Flask, request
from werkzeug.utils import secure_filename

app = Flask(__name__)
UPLOADS = Path("/app/uploads")


@app.post("/files")
def upload():
    file = request.files["file"]
    file.save(UPLOADS / secure_filename(file.filename))
    return "", 201
