from flask import Flask, current_app, request


class Repo:
    def __init__(self):
        self.rows = {}

    def put(self, key, row):
        self.rows[key] = row


class Service:
    def __init__(self):
        self.repo = Repo()

    def save(self, key, row):
        self.repo.put(key, row)


def create_app():
    app = Flask(__name__)
    app.config["LIMIT"] = 5
    service = Service()  # <- AR203

    @app.post("/<key>")
    def save(key):
        service.save(key, request.json)
        return "ok"

    @app.post("/limit")
    def limit():
        current_app.config["SEEN"] = request.json  # <- AR203
        return "ok"

    @app.post("/own")
    def own():
        mine = Service()
        mine.save("a", request.json)
        return mine.repo.rows

    return app
