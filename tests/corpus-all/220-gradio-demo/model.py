import os

import requests

ENDPOINT = os.getenv("MODEL_ENDPOINT") or "http://localhost:8501/v1/models/sentiment:predict"


def classify(text):
    answer = requests.post(ENDPOINT, json={"instances": [text]}, timeout=30)
    answer.raise_for_status()
    positive = answer.json()["predictions"][0]
    return {"positive": positive, "negative": 1 - positive}
