from flask import Flask, jsonify, request


def create_app() -> Flask:
    app = Flask(__name__)
    tickets: dict[str, str] = {}
    served = 0

    @app.post("/tickets")
    def open_ticket():
        nonlocal served
        served += 1
        tickets[request.form["id"]] = "open"
        return jsonify(count=served), 201

    @app.get("/tickets/<id>")
    def ticket(id: str):
        return jsonify(state=tickets.get(id, "unknown"))

    return app
