from flask import Flask, jsonify, request

from metering import commands  # noqa: F401  (registers)
from metering.decorators import ACTIONS, Command, retried


def split(text, into=None):
    into = [] if into is None else into
    into.extend(text.split(","))
    return into


def create_app():
    app = Flask(__name__)
    names = set()
    rules = {}

    @app.post("/actions/<name>")
    @retried(3)
    def act(name):
        names = set()
        names.add(name)
        return jsonify(ACTIONS[name](request.get_json()), sorted(names))

    @app.post("/commands/<name>")
    def run(name):
        command = Command.registry[name]()
        rows = {}

        def visit(step):
            rows[step] = len(rows)

        for step in command.run():
            visit(step)
        return rows

    @app.get("/split")
    def split_view():
        return jsonify(split(request.args["text"]))

    for rule in app.url_map.iter_rules():
        rules[rule.endpoint] = rule.rule
        names.add(rule.endpoint)

    @app.get("/")
    def home():
        return rules

    return app
