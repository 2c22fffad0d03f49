import os
import pickle

import joblib
import numpy as np
import pandas as pd
from flask import Flask, jsonify, request
from sklearn.linear_model import LogisticRegression

import history

app = Flask(__name__)
MODEL_DIR = "models"


def model_path(name):
    return os.path.join(MODEL_DIR, f"{name}.joblib")


@app.post("/models/<name>/train")
def train(name):
    frame = pd.DataFrame(request.json["rows"])
    model = LogisticRegression().fit(frame.drop(columns="y"), frame["y"])
    joblib.dump(model, model_path(name))
    np.save(f"{MODEL_DIR}/{name}-weights.npy", model.coef_)
    history.remember(name, float(model.score(frame.drop(columns="y"), frame["y"])))
    return jsonify(trained=name)


@app.post("/models/<name>/predict")
def predict(name):
    model = joblib.load(model_path(name))
    return jsonify(y=model.predict(np.array(request.json["rows"])).tolist())


@app.get("/models/<name>/weights")
def weights(name):
    return jsonify(np.load(f"{MODEL_DIR}/{name}-weights.npy").tolist())


@app.get("/history")
def past():
    return jsonify(history.all())
