import os

from flask import Flask, jsonify


def create_app() -> Flask:
    app = Flask(__name__)
    states: dict[str, str] = {}
    loaded = 0

    def load(name: str, label: str) -> None:
        nonlocal loaded
        loaded += 1
        states[name] = label

    # runs while the application is made, not while it serves
    for name in os.environ.get("STATES", "open,closed").split(","):
        load(name, name.title())

    @app.get("/states")
    def all_states():
        return jsonify(states=states, loaded=loaded)

    return app
