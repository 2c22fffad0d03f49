import logging

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from config import Config

db = SQLAlchemy()


def create_app(config=Config):
    app = Flask(__name__)
    app.config.from_object(config)
    db.init_app(app)

    from wiki.pages import bp

    app.register_blueprint(bp)
    logging.basicConfig(level=logging.INFO, handlers=[logging.StreamHandler()])
    return app
