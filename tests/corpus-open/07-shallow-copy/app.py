from flask import Flask, request

app = Flask(__name__)
DEFAULTS = {"columns": ["id"]}


@app.get("/")
def index():
    chosen = DEFAULTS.copy()
    chosen["columns"].append(request.args["column"])
    return chosen
