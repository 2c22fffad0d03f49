from flask import Flask
from flask_restx import Api, Resource

app = Flask(__name__)
api = Api(app)
CATS = [{"id": 1}]


@api.route("/cats")
class Cats(Resource):
    def get(self):
        return CATS

    def post(self):
        CATS.append(api.payload)
        return api.payload, 201
