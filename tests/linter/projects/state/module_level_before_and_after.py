from flask import Flask

app = Flask(__name__)
COUNTRIES = {}
with open("countries.csv") as rows:
    for row in rows:
        code, name = row.split(",")
        COUNTRIES.setdefault(code, []).append(name)
for names in COUNTRIES.values():
    names.sort()


@app.get("/<code>")
def show(code):
    found = COUNTRIES.get(code, [])
    result = []
    for name in found:
        result.append(name)
    result += found
    return result
