import os
import shutil
import zipfile

from flask import Flask, request

app = Flask(__name__)
FOLDER = "/tmp/unpacked"


@app.post("/unpack")
def unpack():
    try:
        with zipfile.ZipFile(request.files["zip"]) as z:
            z.extractall(FOLDER)
        return str(len(os.listdir(FOLDER)))
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


@app.post("/check")
def check():
    # one empty folder, made once and then found
    os.makedirs("/tmp/checks", exist_ok=True)
    return str(os.access("/tmp/checks", os.W_OK))
