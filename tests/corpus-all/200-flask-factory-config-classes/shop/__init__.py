import redis
from flask import Flask

from config import ProdConfig

from .views import bp

cache = redis.from_url(ProdConfig.CACHE_URL)


def create_app(config=ProdConfig):
    app = Flask(__name__)
    app.config.from_object(config)
    app.register_blueprint(bp)
    return app
