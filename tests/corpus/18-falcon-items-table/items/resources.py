import falcon


class Health:
    def on_get(self, req, resp):
        checks = 0
        checks = checks + 1
        resp.media = {"ok": True, "checks": checks}


class Countries:
    def __init__(self, countries):
        self._countries = countries

    def on_get(self, req, resp):
        found = [c for c in self._countries if c.startswith(req.get_param("q", default=""))]
        found.append("xx")
        found.sort()
        resp.media = found
