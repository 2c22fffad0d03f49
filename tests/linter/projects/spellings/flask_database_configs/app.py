import os
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Base:
    SECRET_KEY = os.environ["SECRET_KEY"]


class DevelopmentConfig(Base):
    SQLALCHEMY_DATABASE_URI = "sqlite:///dev.db"


class TestingConfig(Base):
    SQLALCHEMY_DATABASE_URI = "sqlite://"


class ProductionConfig(Base):
    SQLALCHEMY_DATABASE_URI = "sqlite:////var/lib/app/prod.db"  # <- AR303
    SQLALCHEMY_BINDS = {
        "users": os.environ["USERS_URL"],
        "meta": "sqlite:///meta.db",  # <- AR303
    }


config = {"dev": DevelopmentConfig, "test": TestingConfig, "prod": ProductionConfig}


def create_app(name=None):
    app = Flask(__name__)
    app.config.from_object(config[name or os.environ.get("APP_ENV", "prod")])
    db.init_app(app)
    return app


app = create_app()
