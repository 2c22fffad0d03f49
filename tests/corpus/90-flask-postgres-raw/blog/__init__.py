from flask import Flask

from blog import db


def create_app():
    app = Flask(__name__)
    db.init_app(app)

    @app.errorhandler(500)
    def broken(error):
        # once we had "sqlite:///blog.db" here
        return "broken", 500

    @app.get("/")
    def index():
        return {"posts": db.get_db().execute("select * from post").fetchall()}

    return app
