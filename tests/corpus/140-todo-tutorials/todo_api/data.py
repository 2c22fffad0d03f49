from todo_api.models import User

todos = [{"id": 1, "title": "buy milk", "done": False}]
users = {1: User(1, "Ada")}
priorities = ["low", "high"]
