import os

from flask import Flask

from portal.config import CONFIGS
from portal.extensions import cache, limiter, sess


def create_app(name=None):
    app = Flask(__name__)
    app.config.from_object(CONFIGS[name or os.environ.get("PORTAL_CONFIG", "production")])
    sess.init_app(app)
    cache.init_app(app, config={"CACHE_TYPE": "FileSystemCache", "CACHE_DIR": "/var/cache/portal", "CACHE_DEFAULT_TIMEOUT": 300})
    limiter.init_app(app)
    from portal.views import bp

    app.register_blueprint(bp)
    return app
