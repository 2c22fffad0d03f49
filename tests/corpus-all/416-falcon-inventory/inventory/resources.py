import falcon

from inventory.hooks import REJECTED, need_sku


class ItemResource:
    def __init__(self):
        self.stock = {}
        self.version = 0

    def on_get(self, req, resp):
        resp.media = {"version": self.version, "items": list(self.stock), "rejected": len(REJECTED)}

    @falcon.before(need_sku)
    def on_post(self, req, resp):
        media = req.media
        self.stock[media["sku"]] = media
        self.version += 1
        resp.status = falcon.HTTP_201

    def on_delete_one(self, req, resp, sku):
        if self.stock.pop(sku, None) is None:
            raise falcon.HTTPNotFound()
        self.version += 1
        resp.status = falcon.HTTP_204


class SearchResource:
    def __init__(self, items):
        self.items = items
        self.terms = []

    def on_get(self, req, resp):
        term = req.get_param("q", required=True)
        if term not in self.terms:
            self.terms.append(term)
        resp.media = [sku for sku in self.items.stock if term in sku]
