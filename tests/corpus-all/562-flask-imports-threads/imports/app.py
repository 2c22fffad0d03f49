import os
import tempfile
import zipfile

from flask import Flask, flash, redirect, render_template, request, url_for

from imports import jobs

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
app.config["UPLOAD_FOLDER"] = "/tmp/imports"
app.config["ARCHIVE_FOLDER"] = os.path.join(app.root_path, "archive")
os.makedirs(app.config["UPLOAD_FOLDER"], exist_ok=True)


@app.post("/products")
def products():
    upload = request.files["file"]
    path = os.path.join(app.config["UPLOAD_FOLDER"], upload.filename)
    upload.save(path)
    count = jobs.load_products(path)
    flash(f"{count} products")
    return redirect(url_for("index"))


@app.post("/prices")
def prices():
    upload = request.files["file"]
    path = os.path.join(app.config["UPLOAD_FOLDER"], upload.filename)
    try:
        upload.save(path)
        jobs.load_prices(path)
    except ValueError as error:
        flash(str(error))
    finally:
        jobs.forget(path)
    return redirect(url_for("index"))


@app.post("/pictures")
def pictures():
    upload = request.files["file"]
    with zipfile.ZipFile(upload) as archive:
        names = [n for n in archive.namelist() if n.endswith(".jpg")]
        for name in names:
            archive.extract(name, app.config["ARCHIVE_FOLDER"])
    return {"pictures": len(names)}


@app.post("/raw")
def raw():
    body = request.get_data()
    with tempfile.NamedTemporaryFile(dir=app.config["UPLOAD_FOLDER"], delete=False) as out:
        out.write(body)
    try:
        count = jobs.load_products(out.name)
    except jobs.Malformed as error:
        return {"error": str(error)}, 422
    os.unlink(out.name)
    return {"count": count}


@app.get("/")
def index():
    return render_template("index.html")
