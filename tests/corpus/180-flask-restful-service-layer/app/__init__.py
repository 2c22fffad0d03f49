from flask import Flask
from flask_restful import Api

from app.resources import Stock


def create_app():
    app = Flask(__name__)
    api = Api(app)
    api.add_resource(Stock, "/stock/<string:sku>")
    return app
