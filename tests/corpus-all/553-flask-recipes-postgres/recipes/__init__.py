import logging
import os
import sys

from flask import Flask


def create_app(test_config=None):
    app = Flask(__name__)
    app.config.from_mapping(
        SECRET_KEY=os.environ["SECRET_KEY"],
        DATABASE_URL=os.environ["DATABASE_URL"],
        IMAGE_BUCKET=os.environ["IMAGE_BUCKET"],
    )
    if test_config is not None:
        app.config.update(test_config)
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    app.logger.addHandler(handler)

    from . import api

    app.register_blueprint(api.bp)
    return app
