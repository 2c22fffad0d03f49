import falcon

from inventory.hooks import Counting
from inventory.resources import ItemResource, SearchResource

counting = Counting()
items = ItemResource()
search = SearchResource(items)


def make_api():
    api = falcon.App(middleware=[counting])
    api.add_route("/items", items)
    api.add_route("/items/{sku}", items, suffix="one")
    api.add_route("/search", search)
    return api


api = make_api()
