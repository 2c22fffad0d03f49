from flask import Flask

app = Flask(__name__)
FLAGS = {"a": True}


def reset_flags():
    FLAGS.clear()


@app.get("/")
def index():
    return FLAGS
