from flask import Flask, request

from blog import db, views_seen


def create_app():
    app = Flask(__name__)
    db.init_app(app)

    @app.get("/")
    def index():
        views_seen.count(request.path)
        return {"posts": [dict(r) for r in db.get_db().execute("select * from post")]}

    return app
