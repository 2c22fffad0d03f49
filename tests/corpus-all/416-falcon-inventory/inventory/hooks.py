import falcon

REJECTED = []


class Counting:
    def __init__(self):
        self.count = 0
        self.by_method = {}

    def process_request(self, req, resp):
        self.count += 1
        self.by_method.setdefault(req.method, 0)
        self.by_method[req.method] += 1

    def process_response(self, req, resp, resource, req_succeeded):
        resp.set_header("X-Count", str(self.count))


def need_sku(req, resp, resource, params):
    media = req.get_media()
    if "sku" not in media:
        REJECTED.append(req.path)
        raise falcon.HTTPBadRequest(title="sku")
