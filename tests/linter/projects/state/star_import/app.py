from flask import Flask
from shared import *

app = Flask(__name__)


@app.post("/<n>")
def put(n):
    NUMBERS.append(n)
    return "ok"
