from flask import Flask

STATS = {}  # <- AR201


def index():
    STATS["hits"] = STATS.get("hits", 0) + 1
    return STATS


def make():
    app = Flask(__name__)
    app.add_url_rule("/", "index", index)
    return app
