import os

from flask import Flask


def create_app(test_config=None):
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_mapping(
        SECRET_KEY=os.environ["SECRET_KEY"],
        DATA_FILE=os.path.join(app.instance_path, "recipes.json"),
        IMAGE_DIR=os.path.join(app.static_folder, "images"),
    )
    if test_config is not None:
        app.config.update(test_config)
    os.makedirs(app.instance_path, exist_ok=True)

    from . import api, store

    store.init_app(app)
    app.register_blueprint(api.bp)
    return app
