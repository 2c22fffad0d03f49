from flask_restful import Resource, reqparse

from app.services.inventory import InventoryService, summary

parser = reqparse.RequestParser()
parser.add_argument("n", type=int)


class Stock(Resource):
    def __init__(self):
        self.service = InventoryService()

    def get(self, sku):
        return summary().get(sku, 0)

    def post(self, sku):
        args = parser.parse_args()
        return {"stock": self.service.receive(sku, args["n"])}

    def put(self, sku):
        self.service.lock(sku)
        return {}
