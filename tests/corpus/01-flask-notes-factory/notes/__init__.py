from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    app.config["MAX_NOTES"] = 200
    if config:
        app.config.update(config)

    from .api import bp
    app.register_blueprint(bp, url_prefix="/api")
    return app
