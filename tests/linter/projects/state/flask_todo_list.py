from flask import Flask, jsonify, request, abort

app = Flask(__name__)
todos = [{"id": 1, "title": "one", "done": False}]  # <- AR201
next_id = 2  # <- AR202


@app.route("/todos", methods=["POST"])
def create():
    global next_id
    todo = {"id": next_id, "title": request.json["title"], "done": False}
    next_id += 1
    todos.append(todo)
    return jsonify(todo), 201


@app.route("/todos/<int:id>", methods=["PUT"])
def update(id):
    todo = next((t for t in todos if t["id"] == id), None)
    if todo is None:
        abort(404)
    todo["done"] = request.json["done"]
    return jsonify(todo)


@app.route("/todos/<int:id>", methods=["DELETE"])
def delete(id):
    global todos
    todos = [t for t in todos if t["id"] != id]
    return "", 204
