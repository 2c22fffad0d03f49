from flask import Flask, abort, jsonify, request

from todo_api.data import todos, users
from todo_api.models import User

app = Flask(__name__)


@app.put("/todos/<int:todo_id>")
def update(todo_id):
    todo = next((t for t in todos if t["id"] == todo_id), None)
    if todo is None:
        abort(404)
    todo["done"] = bool(request.json.get("done"))
    return jsonify(todo)


@app.put("/users/<int:user_id>")
def rename(user_id):
    user = users[user_id]
    user.name = request.json["name"]
    return jsonify(user.__dict__)


@app.get("/users/new")
def blank():
    user = User(0, "")
    user.name = "nobody"
    return jsonify(user.__dict__)
