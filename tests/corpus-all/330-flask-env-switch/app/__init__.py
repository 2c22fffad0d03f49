from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from config import config

db = SQLAlchemy()


def create_app(name="default"):
    app = Flask(__name__)
    app.config.from_object(config[name])
    db.init_app(app)
    from app.routes import main

    app.register_blueprint(main)
    return app
