import os

import redis
from flask import Flask

from .plugins import PLUGINS, load_plugins

store = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


def create_app(config=None):
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    app.config.setdefault("CURRENCY", "EUR")
    app.config.update(config or {})
    load_plugins()
    app.extensions["plugins"] = dict(PLUGINS)
    app.jinja_env.globals["plugins"] = PLUGINS

    from .routes import bp

    app.register_blueprint(bp)
    return app
