from flask import Flask, request

app = Flask(__name__)


@app.post("/")
def index():
    found = []
    total = 0

    def visit(node):
        nonlocal total
        total += 1
        found.append(node)
        for child in node.get("children", []):
            visit(child)

    visit(request.json)
    return {"found": found, "total": total}
