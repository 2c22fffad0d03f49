import os

from flask import Flask


def create_app(test_config=None):
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_mapping(
        SECRET_KEY=os.environ["SECRET_KEY"],
        DATABASE=os.path.join(app.instance_path, "flaskr.data"),
    )
    if test_config is not None:
        app.config.from_mapping(test_config)

    from . import db
    db.init_app(app)
    return app
