from flask import Flask

app = Flask(__name__)
ROWS = [{"id": 1, "seen": False}]  # <- AR201


@app.get("/<int:i>")
def see(i):
    for position, row in enumerate(ROWS):
        if row["id"] == i:
            row["seen"] = True
    return "ok"
