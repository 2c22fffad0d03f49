import falcon

QUOTES = []  # <- AR201


class Quotes:
    def on_post(self, req, resp):
        QUOTES.append(req.media)

    def on_get(self, req, resp):
        resp.media = QUOTES


app = falcon.App()
app.add_route("/quotes", Quotes())
