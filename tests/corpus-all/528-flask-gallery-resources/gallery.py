import os
import tempfile
import uuid

from flask import Flask, abort, jsonify, redirect, request

from storage import Gallery

app = Flask(__name__)
app.config["BUCKET"] = os.environ["GALLERY_BUCKET"]
gallery = Gallery(app.config["BUCKET"])


@app.get("/pictures")
def index():
    return jsonify(gallery.names())


@app.post("/pictures")
def add():
    picture = request.files["picture"]
    path = os.path.join("/tmp", str(uuid.uuid4()))
    picture.save(path)
    gallery.put(path, picture.filename)
    os.unlink(path)
    return "", 201


@app.get("/pictures/<name>/thumb")
def thumb(name):
    target = os.path.join(tempfile.gettempdir(), "thumb-" + name)
    if not gallery.fetch(name, target):  # the file stays
        abort(404)
    return redirect(gallery.link("thumbs/" + name))


@app.delete("/pictures/<name>")
def drop(name):
    gallery.drop(name)
    return "", 204
