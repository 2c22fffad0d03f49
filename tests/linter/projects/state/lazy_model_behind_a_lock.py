import threading

from flask import Flask

app = Flask(__name__)
_model = None
_ready = False
_lock = threading.Lock()


def model():
    global _model
    if _model is None:
        with _lock:
            if _model is None:
                _model = load("model.bin")
    return _model


def load(path):
    return path


@app.before_request
def prepare():
    global _ready
    if _ready:
        return
    model()
    _ready = True
