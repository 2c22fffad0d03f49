import joblib
from flask import Flask, request

app = Flask(__name__)
_model = None


def model():
    global _model
    if _model is None:
        _model = joblib.load("model.joblib")
    return _model


@app.post("/predict")
def predict():
    return {"label": model().predict([request.json])[0]}
