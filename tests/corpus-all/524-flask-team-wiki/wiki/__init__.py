import logging
import os
from logging.handlers import TimedRotatingFileHandler

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from config import Config

db = SQLAlchemy()


def create_app(config=Config):
    app = Flask(__name__)
    app.config.from_object(config)
    db.init_app(app)
    os.makedirs(app.config["UPLOAD_FOLDER"], exist_ok=True)

    from wiki.pages import bp

    app.register_blueprint(bp)

    if not app.debug and not app.testing:
        if not os.path.exists("logs"):
            os.mkdir("logs")
        handler = TimedRotatingFileHandler("logs/wiki.log", when="midnight", backupCount=10)
        handler.setLevel(logging.INFO)
        app.logger.addHandler(handler)
    return app
