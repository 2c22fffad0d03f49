import logging.config
import os
import sys

from flask import Flask

from app.extensions import cache, db, login_manager

LOGGING = {"version": 1, "handlers": {}, "root": {"handlers": []}}
LOGGING["handlers"]["console"] = {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"}
LOGGING["root"]["handlers"].append("console")
sys.path.insert(0, os.path.dirname(__file__))


def create_app():
    logging.config.dictConfig(LOGGING)
    app = Flask(__name__)
    app.config.update(
        SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
        CACHE_TYPE="RedisCache",
        CACHE_REDIS_URL=os.environ["REDIS_URL"],
    )
    for extension in (cache, db, login_manager):
        extension.init_app(app)
    from app import views
    app.register_blueprint(views.bp)
    return app
