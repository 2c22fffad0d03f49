import time

import requests
from flask import Flask

app = Flask(__name__)
_token = None  # <- AR202 info
_expires = 0  # <- AR202 info


def token():
    global _token, _expires
    if _token is None or time.time() > _expires:
        answer = requests.post("https://auth", timeout=3).json()
        _token = answer["token"]
        _expires = time.time() + answer["expires_in"]
    return _token


@app.get("/")
def index():
    return token()
