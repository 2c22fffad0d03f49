from flask import Flask

app = Flask(__name__)
DATA = {}


def data():
    if not DATA:
        DATA.update(read())
    return DATA


def read():
    return {"a": 1}


data()


@app.get("/")
def index():
    return data()
