import falcon

_checks = 0


class Health:
    def on_get(self, req, resp):
        global _checks
        _checks = _checks + 1
        resp.media = {"ok": True, "checks": _checks}


class ItemCollection:
    def __init__(self, items):
        self._items = items

    def on_get(self, req, resp):
        resp.media = self._items

    def on_post(self, req, resp):
        self._items.append(req.media)
        resp.status = falcon.HTTP_201
