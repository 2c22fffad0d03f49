import io
import os
import pickle

import joblib
import numpy as np
from flask import Flask, jsonify, request, send_file
from PIL import Image

app = Flask(__name__)
HERE = os.path.dirname(os.path.abspath(__file__))
model = joblib.load(os.path.join(HERE, "model.joblib"))
with open(os.path.join(HERE, "labels.pkl"), "rb") as f:
    LABELS = pickle.load(f)

if not os.path.exists("vocabulary.npy"):
    np.save("vocabulary.npy", np.arange(len(LABELS)))


@app.post("/predict")
def predict():
    rows = np.array(request.json["rows"])
    return jsonify(y=[LABELS[i] for i in model.predict(rows)], n=int(np.load("vocabulary.npy").size))


@app.post("/scaled")
def scaled():
    image = Image.open(request.files["image"].stream)
    image.thumbnail((300, 300))
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return send_file(out, mimetype="image/png")


@app.get("/card")
def card():
    return send_file(os.path.join(HERE, "card.pdf"))


@app.get("/export")
def export():
    buffer = io.StringIO()
    np.savetxt(buffer, model.coef_)
    return buffer.getvalue(), {"Content-Type": "text/plain"}
