import falcon

from svc.resources import Orders

api = falcon.App()
api.add_route("/orders/{order_id}", Orders())
