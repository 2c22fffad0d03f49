import copy

from flask import Flask

app = Flask(__name__)
ROWS = [{"id": 1, "seen": False}]


@app.get("/<int:i>")
def see(i):
    rows = copy.deepcopy(ROWS)
    for row in rows:
        row["seen"] = True
    picked = ROWS[:5]
    picked.append({})
    fresh = ROWS.copy()
    fresh.sort(key=str)
    ordered = sorted(ROWS, key=str)
    ordered.append({})
    return rows
