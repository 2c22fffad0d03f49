import os

from flask import Flask, jsonify, request

from store.search import find


def create_app():
    app = Flask(__name__)

    @app.get("/search")
    def search():
        return jsonify(find(request.args["q"]))

    return app
