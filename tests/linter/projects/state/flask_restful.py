from flask import Flask, request
from flask_restful import Api, Resource

app = Flask(__name__)
api = Api(app)
TODOS = {"1": {"task": "x"}}  # <- AR201


class Todo(Resource):
    def put(self, todo_id):
        TODOS[todo_id] = {"task": request.form["task"]}
        return TODOS[todo_id], 201

    def delete(self, todo_id):
        del TODOS[todo_id]
        return "", 204


api.add_resource(Todo, "/todos/<todo_id>")
