from flask import Flask

app = Flask(__name__)
LOG = []  # <- AR201
TOTAL = 5


@app.post("/")
def put():
    log = LOG
    log += ["x"]
    total = TOTAL
    total += 1
    return str(total)
